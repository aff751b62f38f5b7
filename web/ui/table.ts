/** A column of a `DataTable`; the cell is the slot `cell-<key>`, or without one the row's property of that name. */
export interface Column<Row> {
  key: string;
  label: string;
  /** Numbers stand at the right. */
  align?: 'left' | 'right';
  /** A width of its own, such as 9rem; left out, the contents decide. */
  width?: string;
  /** Makes the column sortable by this value; rows without a value come last. */
  sortBy?: (row: Row) => string | number | null | undefined;
  /** The cell names its row, so it is a row header. One column at most. */
  rowHeader?: boolean;
  /** What stands in a file in place of the text of the cell, such as whole yen. */
  value?: (row: Row) => string | number | null;
  /** Whether it stands on the page, in files, or in both where left out; what holds only buttons is of no use in a file. */
  only?: 'page' | 'file';
}

/** By which column the rows stand, and which way. */
export interface Sort {
  key: string;
  descending: boolean;
}

/** Rows in the order of `sort`; without one, or by a column that is not sortable, as they came. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | undefined): readonly Row[] {
  const valueOf = columns.find(column => column.key === sort?.key)?.sortBy;
  if (!sort || !valueOf) return rows;
  const collator = new Intl.Collator('ja', { numeric: true });
  return rows.toSorted((left, right) => {
    const [a, b] = [valueOf(left), valueOf(right)];
    if (a == null || b == null) return Number(a == null) - Number(b == null);
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));
    return sort.descending ? -order : order;
  });
}

/** An order as it stands in an address: the key, with a dash before it from the top down; '' for none. */
export const sortToText = (sort: Sort | undefined): string => (sort ? `${sort.descending ? '-' : ''}${sort.key}` : '');
export const sortFromText = (text: string): Sort | undefined =>
  text ? { key: text.replace(/^-/, ''), descending: text.startsWith('-') } : undefined;
