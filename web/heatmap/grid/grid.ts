import type { RouteLocationRaw } from 'vue-router';

/** One part of a whole, such as one answer of several: its share with name, sign and colour. */
export interface GridPart {
  name: string;
  sign: string;
  /** In whole per cents. */
  share: number;
  /** A colour of the style sheet. */
  paint: string;
  /** Something that is missing: said only where there is any of it, and then loudly. */
  loud?: boolean;
}

/** One cell: colour and sign from its classes, and the same in words, so that none of them carries the meaning alone. */
export interface GridCell {
  /** Classes of the look, which bring colour and sign. */
  look: string;
  /** Sign where it is none that the classes bring. */
  sign?: string;
  /** What it says, in full: after the names of row and column it is all that a screen reader hears. */
  words: string;
  /** What stands in the cell where texts are shown; the words otherwise. */
  short?: string;
  /** Shares: a bar with figures, for columns that are wide enough for them. */
  parts?: readonly GridPart[];
  /** Shares in a narrow column: the background alone, see `paintOf`. */
  fill?: string;
}

/** A line of the grid: a row of its own, or the heading of a group whose rows follow unless it is folded. */
export interface GridRow {
  /** Of letters, digits and dashes, unique within the grid. */
  id: string;
  name: string;
  /** Small, below the name, such as a code. */
  note?: string;
  /** Where the name leads. */
  to?: RouteLocationRaw;
  /** Only for the heading of a group: how deep it lies, from 1, and whether its rows are shown. */
  group?: { depth: number; open: boolean };
  /** Whether its heading opens a menu. */
  menu?: boolean;
}

/** A column of the grid, which may stand for several. */
export interface GridColumn {
  id: string;
  /** Whole name, for screen readers. */
  name: string;
  /** Name for a narrow column. */
  short: string;
  /** What else must be known of it, such as "not submitted"; shown beside the name. */
  note?: string;
  /** Whether the note is something missing. */
  loud?: boolean;
  /** Where several are taken together, or belong together: as the first of them, or below it. */
  part?: 'aggregate' | 'head' | 'member';
  menu?: boolean;
}

/** A column at the right edge, or a row at the foot, with a figure for each line. */
export interface GridEdge {
  id: string;
  /** Whole name, for screen readers. */
  name: string;
  /** What stands in its heading. */
  short: string;
  /** Width at the right edge; narrow where left out. */
  width?: 'narrow' | 'wide' | 'bar';
  /** Whether its heading sorts by it, and how it does so now. */
  sort?: 'none' | 'ascending' | 'descending';
}

/** What an edge says of one line. */
export interface GridFact {
  text: string;
  /** Something is missing. */
  loud?: boolean;
  /** Drawn as a bar with figures instead of the text. */
  parts?: readonly GridPart[];
}

/** What a grid shows. Whoever builds one keeps the lines and columns that did not change, so that they are not drawn again. */
export interface GridContent<Row extends GridRow = GridRow, Column extends GridColumn = GridColumn> {
  rows: readonly Row[];
  columns: readonly Column[];
  cell: (row: Row, column: Column) => GridCell;
  /** Columns at the right edge. */
  edges: readonly GridEdge[];
  edge: (row: Row, edge: GridEdge) => GridFact;
  /** Rows at the foot. */
  feet: readonly GridEdge[];
  /** What a row at the foot says of a column, or of an edge. */
  foot: (foot: GridEdge, of: Column | GridEdge) => GridFact;
}

/** A heading that was pressed, with the element for a menu to hang on. */
export interface PressedHead {
  kind: 'row' | 'column' | 'edge' | 'foot';
  id: string;
  element: HTMLElement;
}
