import { fiscalYearIn } from '../calendar.ts';
import type { LedgerHeading } from '../ledger-heading/entity.ts';
import { foldHeading, LONGEST_HEADING } from '../ledger-heading/fold.ts';
import { cellReference } from '../spreadsheet/cell-reference.ts';
import { normaliseHeading } from '../spreadsheet/normalise-text.ts';
import { headingsMissing } from '../spreadsheet/refusal.ts';
import type { Row, Sheet, Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import {
  CONTRACT_COLUMNS,
  type ContractKey,
  isYearField,
  type LedgerField,
  type LedgerKey,
  unitIn,
  withoutUnit,
  yearFieldOf,
  yearKey,
} from './contract-columns.ts';
import { guessFields } from './ledger-guess.ts';
import { LedgerColumnState } from './ledger-type.ts';

/** A column of a file, with what it is read as. */
export interface FileColumn {
  position: number;
  /** Where its heading stands. */
  cell: string;
  /** As it is in the file; empty when there is none. */
  heading: string;
  /** First value below it; null when there is none. */
  example: string | null;
  /** Year that the heading names. */
  fiscalYear: number | null;
  state: LedgerColumnState;
  field: LedgerField | null;
  /** What it probably is, while nobody has said. */
  guess: LedgerField | null;
  remembered: LedgerHeading | null;
}

/** Where the table of a ledger stands in a file, and how its columns are read. */
export interface LedgerColumns {
  /** Null in a CSV, whose one sheet has no name of its own. */
  sheetName: string | null;
  sheet: Sheet;
  row: Row;
  columns: FileColumn[];
}

/** How many rows of title and explanation may stand above the table. */
const HEADING_ROWS = 30;

const NAMES: ReadonlyMap<string, ContractKey> = new Map(
  CONTRACT_COLUMNS.flatMap(({ key, headings }) => headings.map(heading => [normaliseHeading(heading), key] as const)),
);
const AMOUNT_KEYS: readonly ContractKey[] = ['amount', 'developmentYen'];
const REQUIRED = CONTRACT_COLUMNS.filter(({ required }) => required).map(({ key }) => key);

type Meaning = Pick<FileColumn, 'state' | 'field' | 'fiscalYear' | 'remembered'>;

/** What a heading means: what the organisation said of it goes before what everybody calls it. */
function meaningOf(heading: string, memory: ReadonlyMap<string, LedgerHeading>): Meaning {
  if (!heading || heading.length > LONGEST_HEADING)
    return { state: LedgerColumnState.UNNAMED, field: null, fiscalYear: null, remembered: null };
  const year = fiscalYearIn(heading);
  const fiscalYear = year?.fiscalYear ?? null;
  const remembered = memory.get(foldHeading(heading));
  if (remembered) {
    const field = (remembered.field ?? null) as LedgerField | null;
    return { state: LedgerColumnState.REMEMBERED, field, fiscalYear, remembered };
  }
  const field = NAMES.get(normaliseHeading(heading)) ?? (year ? yearFieldOf(year.rest) : amountWithUnit(heading));
  return { state: field ? LedgerColumnState.KNOWN : LedgerColumnState.UNDECIDED, field, fiscalYear, remembered: null };
}

/** 金額（千円） is 金額, and says its unit; so is the part of it. */
function amountWithUnit(heading: string): ContractKey | null {
  const key = unitIn(heading) ? NAMES.get(normaliseHeading(withoutUnit(heading))) : undefined;
  return key && AMOUNT_KEYS.includes(key) ? key : null;
}

/**
 * Finds the table of a ledger and says how its columns are read. The row of headings is the first that has every required one; where none
 * does, the one that looks most like it, so that a person can say what its headings mean.
 *
 * @throws SpreadsheetError HEADING_MISSING when no row of the file can be one of headings
 */
export function ledgerColumnsOf(spreadsheet: Spreadsheet, remembered: readonly LedgerHeading[]): LedgerColumns {
  const memory = new Map(remembered.map(one => [one.folded, one]));
  const sheets = spreadsheet.sheets.toSorted((one, other) => Number(one.hidden) - Number(other.hidden));
  const rows = sheets.flatMap(sheet =>
    sheet.rows.slice(0, HEADING_ROWS).map(row => ({ sheet, row, meanings: row.cells.map(cell => meaningOf(cell.trim(), memory)) })),
  );
  const complete = rows.find(({ meanings }) => REQUIRED.every(key => meanings.some(({ field }) => field === key)));
  const found = complete ?? mostLike(rows);
  if (!found) throw headingsMissing([CONTRACT_COLUMNS[0]!.headings], []);
  const { sheet, row, meanings } = found;
  const below = sheet.rows.filter(({ line }) => line > row.line);
  const width = below.reduce((widest, { cells }) => Math.max(widest, cells.length), row.cells.length);
  const columns = Array.from({ length: width }, (_, position): FileColumn => {
    const heading = (row.cells[position] ?? '').trim();
    const value = below.find(({ cells }) => cells[position]?.trim())?.cells[position]?.trim();
    const meaning = meanings[position] ?? meaningOf('', memory);
    const cell = cellReference(row.line, position);
    return { position, cell, heading, example: value ? value.slice(0, 100) : null, guess: null, ...meaning };
  }).filter(({ heading, example }) => heading || example);
  guessFields(columns);
  return { sheetName: spreadsheet.format === 'csv' ? null : sheet.name, sheet, row, columns };
}

/** The row with most headings that mean something; of rows that say nothing, the first that is about as wide as the widest. */
function mostLike<Candidate extends { row: Row; meanings: Meaning[] }>(rows: readonly Candidate[]): Candidate | undefined {
  const filled = ({ row }: Candidate): number => row.cells.filter(cell => cell.trim()).length;
  const known = ({ meanings }: Candidate): number => meanings.filter(({ field }) => field).length;
  const widest = Math.max(0, ...rows.map(filled));
  const most = Math.max(0, ...rows.map(known));
  return rows.find(one => filled(one) > 0 && known(one) === most && (most > 0 || filled(one) * 2 >= widest));
}

/** The column of the table that this one is; null when it is not read. */
export const keyOf = ({ field, fiscalYear }: Pick<FileColumn, 'field' | 'fiscalYear'>): LedgerKey | null => {
  if (!field || !isYearField(field)) return field;
  return fiscalYear === null ? null : yearKey(fiscalYear, field);
};

/** Required fields that no column is read as. */
export const missingFields = (columns: readonly FileColumn[]): ContractKey[] =>
  REQUIRED.filter(key => !columns.some(({ field }) => field === key));

/** Columns that are read as the same thing, of each all of them. */
export function repeatedColumns(columns: readonly FileColumn[]): FileColumn[][] {
  const byKey = Map.groupBy(
    columns.filter(column => keyOf(column)),
    column => keyOf(column)!,
  );
  return [...byKey.values()].filter(({ length }) => length > 1);
}

/** Whether somebody has to say how the file is read before a dry run says anything. */
export const isReadable = (columns: readonly FileColumn[]): boolean =>
  missingFields(columns).length === 0 && repeatedColumns(columns).length === 0;
