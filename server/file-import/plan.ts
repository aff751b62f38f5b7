import { InvalidInputError, PortalError } from '../errors.ts';
import { type DayOrder, misplacedDays } from '../day-order.ts';
import type { Language, Text } from '../language.ts';
import { checkPageSize } from '../database/page.ts';
import { findTable, type Table, type TableColumn, type TableRow } from '../spreadsheet/find-table.ts';
import { normaliseText } from '../spreadsheet/normalise-text.ts';
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.ts';
import type { UploadedFile } from '../uploaded-file/entity.ts';
import {
  type ImportChange,
  type ImportPreview,
  type ImportProblem,
  type ImportResult,
  type ImportRow,
  ImportRowStatus,
  type ImportSource,
} from './type.ts';
import type { UnreadColumn } from './ledger-type.ts';

/** A fault in a row, in both languages. */
export interface Fault {
  code: string;
  cell: string | null;
  column: string | null;
  value: string | null;
  message: Text;
  remedy: Text;
}

/** What an import will do with one row. `content` is what it writes; null where it writes nothing. */
export interface PlannedRow<Content> {
  line: number;
  key: string;
  label: string;
  status: ImportRowStatus;
  changes: ImportChange[];
  faults: Fault[];
  content: Content | null;
  /** Answers only: the files that hold the row. */
  sources?: readonly RowSource[];
}

/** Where a row stands. */
export interface RowSource {
  file: UploadedFile;
  line: number;
  /** Whether the file leaves the row open. */
  blank: boolean;
}

/**
 * The table of a file.
 *
 * @throws PortalError BAD_USER_INPUT on `fileId` when it has not the columns
 */
export function tableOf<Key extends string>(file: UploadedFile, columns: readonly TableColumn<Key>[]): Table<Key> {
  try {
    return findTable(file.content, columns);
  } catch (error) {
    throw error instanceof SpreadsheetError ? refusedFile(error) : error;
  }
}

/** What a caller is told of a file that cannot be read. */
export const refusedFile = (error: SpreadsheetError): PortalError =>
  new PortalError(error.text, { code: 'BAD_USER_INPUT', field: 'fileId', fault: error.code });

/** Reads the cells of one row and gathers what is wrong with them. */
export class RowReader<Key extends string> {
  readonly faults: Fault[] = [];
  private readonly row: TableRow<Key>;
  private readonly columns: readonly Pick<TableColumn<Key>, 'key' | 'headings'>[];

  constructor(row: TableRow<Key>, columns: readonly Pick<TableColumn<Key>, 'key' | 'headings'>[]) {
    this.row = row;
    this.columns = columns;
  }

  /** Text without space around, at most so many characters as the same field takes elsewhere; empty when there is none. */
  text(key: Key, longest = 200): string {
    const text = this.row.values[key].trim();
    if ([...text].length > longest)
      this.refuse(
        key,
        'TOO_LONG',
        { ja: `${longest}文字を超えています。`, en: `This is longer than ${longest} characters.` },
        { ja: `${longest}文字以内に縮めてください。`, en: `Shorten it to ${longest} characters at most.` },
      );
    return text;
  }

  /** The same in one width, for codes, numbers and fixed words. */
  plain(key: Key): string {
    return normaliseText(this.row.values[key]);
  }

  /** Where the value stands. */
  cell(key: Key): string {
    return this.row.cell(key);
  }

  required(key: Key, longest?: number): string {
    const text = this.text(key, longest);
    if (!text)
      this.refuse(
        key,
        'MISSING',
        { ja: '入力がありません。', en: 'Nothing is filled in.' },
        { ja: 'この列に値を入れてください。', en: 'Fill in this column.' },
      );
    return text;
  }

  /** Refuses days that the file sets before others that they must follow, be those in the file or there already. */
  daysInOrder<Day extends Key>(orders: readonly DayOrder<Day>[], present: object | null, content: Partial<Record<string, unknown>>): void {
    const said = (key: string): boolean => content[key] !== undefined;
    const days = Object.fromEntries(
      orders.flatMap(({ earlier, later }) =>
        [earlier, later].map(key => [key, said(key) ? content[key] : (present as Record<string, unknown> | null)?.[key]]),
      ),
    ) as Record<Day, string | null>;
    for (const { field, message, remedy } of misplacedDays(orders, days, said)) this.refuse(field, 'DAY_ORDER', message, remedy);
  }

  refuse(key: Key, code: string, message: Text, remedy: Text): void {
    const column = this.columns.find(one => one.key === key)?.headings[0] ?? key;
    this.faults.push({ code, cell: this.row.cell(key), column, value: this.row.values[key] || null, message, remedy });
  }
}

/** Compares what is there with what the file says. Undefined in `next`: the file does not say. */
export function changesBetween(present: Record<string, unknown> | null, next: Record<string, unknown>): ImportChange[] {
  return Object.entries(next).flatMap(([field, after]) => {
    if (after === undefined) return [];
    const before = present?.[field] ?? null;
    const [from, to] = [before, after ?? null].map(value => (value === null ? null : String(value as string | number))) as [
      string | null,
      string | null,
    ];
    return from === to ? [] : [{ field, before: from, after: to }];
  });
}

/** The row for a file row that was read without faults. */
export function plannedRow<Content extends Record<string, unknown>>(
  base: { line: number; key: string; label: string; faults: Fault[] },
  present: Record<string, unknown> | null,
  content: Content,
): PlannedRow<Content> {
  if (base.faults.length) return { ...base, status: ImportRowStatus.REFUSED, changes: [], content: null };
  const changes = changesBetween(present, content);
  const status = !present ? ImportRowStatus.NEW : changes.length ? ImportRowStatus.CHANGED : ImportRowStatus.UNCHANGED;
  return { ...base, status, changes, content: status === ImportRowStatus.UNCHANGED ? null : content };
}

/** Marks rows that say again what an earlier one said. */
export function refuseRepeated<Content>(rows: PlannedRow<Content>[], column: string): void {
  const first = new Map<string, number>();
  for (const row of rows) {
    if (!row.key) continue;
    const earlier = first.get(row.key);
    if (earlier === undefined) {
      first.set(row.key, row.line);
      continue;
    }
    row.faults.push({
      code: 'REPEATED',
      cell: `${row.line}:${row.line}`,
      column,
      value: row.key,
      message: { ja: `${earlier}行目と同じキーです。`, en: `The same key stands in row ${earlier}.` },
      remedy: { ja: 'どちらか1行だけにしてください。', en: 'Keep one of the two rows.' },
    });
    Object.assign(row, { status: ImportRowStatus.REFUSED, changes: [], content: null });
  }
}

export function countsOf(rows: readonly PlannedRow<unknown>[]): ImportResult & Pick<ImportPreview, 'conflictCount'> {
  const count = (status: ImportRowStatus): number => rows.filter(row => row.status === status).length;
  return {
    newCount: count(ImportRowStatus.NEW),
    changedCount: count(ImportRowStatus.CHANGED),
    unchangedCount: count(ImportRowStatus.UNCHANGED),
    blankCount: count(ImportRowStatus.BLANK),
    refusedCount: count(ImportRowStatus.REFUSED),
    conflictCount: count(ImportRowStatus.CONFLICT),
  };
}

/**
 * All or nothing: one refused row stops the whole import.
 *
 * @throws InvalidInputError on `fileId` that says how many rows were refused
 */
export function requireNoneRefused(rows: readonly PlannedRow<unknown>[]): void {
  const { refusedCount } = countsOf(rows);
  if (!refusedCount) return;
  throw new InvalidInputError('fileId', {
    ja: `受け付けられない行が${refusedCount}行あるため、何も取り込んでいません。試し取込みの表に従って直し、もう一度アップロードしてください。`,
    en: `Nothing was imported, because ${refusedCount} rows were refused. Correct them as the dry run says and upload the file again.`,
  });
}

export interface PageWish {
  status: ImportRowStatus | null;
  first: number;
  after: string | null;
}

/** One page of a dry run, in one language. */
export function previewOf(
  file: UploadedFile,
  rows: readonly PlannedRow<unknown>[],
  { status, first, after }: PageWish,
  language: Language,
  unreadColumns: readonly UnreadColumn[] = [],
): ImportPreview {
  checkPageSize(first);
  const wanted = status ? rows.filter(row => row.status === status) : rows;
  const from = after ? Number.parseInt(after, 10) || 0 : 0;
  const problems = Map.groupBy(
    rows.flatMap(row => row.faults),
    fault => fault.code,
  );
  return {
    ...countsOf(rows),
    fileId: file.id,
    fileName: file.fileName,
    problemCounts: [...problems].map(([code, faults]) => ({ code, count: faults.length })),
    unmatchedValues: [],
    unreadColumns: [...unreadColumns],
    organisation: null,
    files: [],
    conflicts: [],
    rows: wanted.slice(from, from + first).map(row => shown(row, language)),
    nextCursor: from + first < wanted.length ? String(from + first) : null,
  };
}

function shown({ line, key, label, status, changes, faults, sources = [] }: PlannedRow<unknown>, language: Language): ImportRow {
  const problems: ImportProblem[] = faults.map(({ message, remedy, ...fault }) => ({
    ...fault,
    message: message[language],
    remedy: remedy[language],
  }));
  return { line, key, label, status, changes, problems, sources: sources.map(shownSource) };
}

export const shownSource = ({ file, line, blank }: RowSource): ImportSource => ({ fileId: file.id, fileName: file.fileName, line, blank });
