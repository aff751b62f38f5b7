/** An Excel file to be written. */
export interface Workbook {
  /** What the properties of the file name as its title. */
  title: string;
  sheets: readonly WorkbookSheet[];
}

/** A sheet with one table, ready to be printed on A4, landscape, one page wide. */
export interface WorkbookSheet {
  /** Signs that Excel does not allow in a name are replaced. */
  name: string;
  /** Rows above the table; the first of them is set as a title. */
  before?: readonly (readonly WorkbookCell[])[];
  /** None for a sheet without a table. */
  columns: readonly WorkbookColumn[];
  rows: readonly (readonly WorkbookCell[])[];
  /** How many columns at the left stay in sight; everything down to the headings does. */
  frozenColumns?: number;
  /**
   * Only the cells of unlocked columns, and those that say so themselves, can be changed; the others of the table are grey. Rows
   * can be filtered. There is no password: it guards against slips, not against intent.
   */
  locked?: boolean;
  /** Headings offer to show only some of the rows. */
  filtered?: boolean;
  /** Kept out of sight, as what a program notes for itself. */
  hidden?: boolean;
}

export interface WorkbookColumn {
  heading: string;
  /** In characters of half width; without it the texts decide. */
  width?: number;
  /** The only values that Excel accepts in the column, offered as a list. */
  choices?: readonly string[];
  /** Can be changed on a locked sheet; what is typed stays text, be it 1/2 or =1. */
  unlocked?: boolean;
}

export type WorkbookCell = string | number | null | StyledCell;

export interface StyledCell {
  value: string | number | null;
  /** Background as RRGGBB; the text over it turns black or white, whichever reads better. */
  fill?: string;
  align?: 'left' | 'center' | 'right';
  bold?: boolean;
  /** Can be changed on a locked sheet, above the table; what is typed stays text. */
  unlocked?: boolean;
}
