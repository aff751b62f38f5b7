import { cellReference } from './cell-reference.ts';
import { normaliseHeading } from './normalise-text.ts';
import { headingDuplicated, headingsMissing } from './refusal.ts';
import type { Row, Sheet, Spreadsheet } from './spreadsheet.ts';

/** How many rows of title and explanation may stand above a table. */
const HEADING_ROWS = 30;

export interface TableColumn<Key extends string> {
  key: Key;
  /** The names under which the column is known, in either language; width, white space and case make no difference. */
  headings: readonly [string, ...string[]];
  required?: boolean;
}

export interface Table<Key extends string> {
  sheetName: string;
  /** The line of the headings. */
  headingLine: number;
  /** The columns that the table has; an optional one may be absent, which is not the same as blank. */
  keys: ReadonlySet<Key>;
  /** Rows below the headings in which something is written. */
  rows: TableRow<Key>[];
  /** Rows above the headings, where titles and pairs of label and value stand. */
  before: Row[];
}

export interface TableRow<Key extends string> {
  line: number;
  /** The text as it is in the file, neither trimmed nor normalised; empty for an absent column. */
  values: Record<Key, string>;
  /** Where the value stands, as in C12; for an absent column the whole row, as in 12:12. */
  cell(key: Key): string;
}

/**
 * Finds a table by its headings: the first row among the first 30 of a sheet that has all required ones, sheets that people see
 * first.
 *
 * @throws SpreadsheetError HEADING_MISSING, naming those of the most similar row; HEADING_DUPLICATED when two columns claim one key
 */
export function findTable<Key extends string>(spreadsheet: Spreadsheet, columns: readonly TableColumn<Key>[]): Table<Key> {
  const names = new Map(columns.flatMap(({ key, headings }) => headings.map(heading => [normaliseHeading(heading), key] as const)));
  const sheets = spreadsheet.sheets.toSorted((one, other) => Number(one.hidden) - Number(other.hidden));
  const candidates = sheets.flatMap(sheet => sheet.rows.slice(0, HEADING_ROWS).map(row => candidate(sheet, row, names)));
  const required = columns.filter(column => column.required);
  const found = candidates.find(({ positions }) => positions.size > 0 && required.every(({ key }) => positions.has(key)));
  if (!found) throw missing(required.length > 0 ? required : columns, candidates);
  for (const [key, places] of found.positions) {
    if (places.length < 2) continue;
    const cells = places.map(place => cellReference(found.row.line, place));
    const heading = columns.find(column => column.key === key)?.headings[0] ?? key;
    throw headingDuplicated(spreadsheet.format === 'csv' ? null : found.sheet.name, heading, cells);
  }
  return tableAt(found, columns);
}

/**
 * The cell right of a label in rows above a table, or what follows the label and a colon in its own cell.
 *
 * @returns the text as it is in the file; null when no row has the label, or nothing stands beside it
 */
export function labelledValue(rows: readonly Row[], labels: readonly string[]): string | null {
  const wanted = new Set(labels.map(normaliseHeading));
  for (const { cells } of rows) {
    for (const [index, cell] of cells.entries()) {
      const [, label = '', value = ''] = /^([^:：]*)[:：]?(.*)$/su.exec(cell) ?? [];
      if (!wanted.has(normaliseHeading(label))) continue;
      const text = value.trim() === '' ? (cells[index + 1] ?? '') : value;
      if (text.trim() !== '') return text;
    }
  }
  return null;
}

interface Candidate<Key extends string> {
  sheet: Sheet;
  row: Row;
  /** Where the headings of each column stand. */
  positions: Map<Key, number[]>;
}

function candidate<Key extends string>(sheet: Sheet, row: Row, names: ReadonlyMap<string, Key>): Candidate<Key> {
  const positions = new Map<Key, number[]>();
  for (const [index, cell] of row.cells.entries()) {
    const key = names.get(normaliseHeading(cell));
    if (key !== undefined) positions.set(key, [...(positions.get(key) ?? []), index]);
  }
  return { sheet, row, positions };
}

function missing<Key extends string>(wanted: readonly TableColumn<Key>[], candidates: readonly Candidate<Key>[]): Error {
  const [nearest] = candidates
    .filter(({ row }) => row.cells.length > 0)
    .toSorted((one, other) => other.positions.size - one.positions.size || other.row.cells.length - one.row.cells.length);
  const absent = wanted.filter(({ key }) => !nearest?.positions.has(key)).map(({ headings }) => headings);
  return headingsMissing(absent, nearest?.row.cells ?? []);
}

/** The table below a row of headings, where it is known in which place each column stands. */
export function tableAt<Key extends string>(
  { sheet, row, positions }: Candidate<Key>,
  columns: readonly Pick<TableColumn<Key>, 'key'>[],
): Table<Key> {
  const at = (key: Key) => positions.get(key)?.[0];
  const below = sheet.rows.filter(({ line, cells }) => line > row.line && cells.some(cell => cell.trim() !== ''));
  return {
    sheetName: sheet.name,
    headingLine: row.line,
    keys: new Set(positions.keys()),
    before: sheet.rows.filter(({ line }) => line < row.line),
    rows: below.map(({ line, cells }) => ({
      line,
      values: Object.fromEntries(columns.map(({ key }) => [key, cells[at(key) ?? -1] ?? ''])) as Record<Key, string>,
      cell: key => {
        const index = at(key);
        return index === undefined ? `${line}:${line}` : cellReference(line, index);
      },
    })),
  };
}
