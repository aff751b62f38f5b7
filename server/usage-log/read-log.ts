import { csvRecords } from '../spreadsheet/csv-stream.ts';
import { findTable } from '../spreadsheet/find-table.ts';
import { unguardFormula } from '../spreadsheet/formula-guard.ts';
import { normaliseHeading } from '../spreadsheet/normalise-text.ts';
import { readSpreadsheet } from '../spreadsheet/read-spreadsheet.ts';
import { fileDamaged, fileEmpty, fileTooLarge } from '../spreadsheet/refusal.ts';
import { type Row, READING_LIMITS } from '../spreadsheet/spreadsheet.ts';
import { textOf } from '../spreadsheet/text-stream.ts';
import { LOG_COLUMNS, LOG_PROPERTIES, type LogColumn, type LogRow } from './column.ts';

export type LogFormat = 'CSV' | 'XLSX' | 'JSON_LINES';

/** How many rows of title may stand above the headings; as in every other file that is read. */
const HEADING_ROWS = 30;
/** A line of JSON longer than this is none. */
const LONGEST_LINE = 1024 * 1024;

/** A usage log, read part by part: what it is, and its rows. Blank rows are left out. */
export interface OpenLog {
  format: LogFormat;
  batches: AsyncIterable<LogRow[]>;
}

/**
 * Opens a usage log of any length. What is inside decides what it is: a workbook, lines of JSON, or else CSV. A workbook is read
 * whole, within the limits that hold for every other; the rest has none.
 *
 * @param fileName names the workbook in refusals
 * @throws SpreadsheetError here or while the rows are read
 */
export async function openLog(fileName: string, body: AsyncIterable<Uint8Array>): Promise<OpenLog> {
  const { head, bytes } = await begun(body);
  if (head.length === 0) throw fileEmpty();
  if (isArchive(head)) return { format: 'XLSX', batches: xlsxRows(fileName, bytes) };
  const text = textOf(bytes);
  if (/^(?:\u00EF\u00BB\u00BF)?\s*\{/.test(Buffer.from(head).toString('latin1'))) return { format: 'JSON_LINES', batches: jsonRows(text) };
  return { format: 'CSV', batches: csvRows(text) };
}

/** The first bytes, enough to tell a format, and all of them. */
async function begun(body: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = body[Symbol.asyncIterator]();
  let head: Uint8Array = new Uint8Array();
  let ended = false;
  while (!ended && head.length < 16) {
    const { value, done } = await iterator.next();
    if (done) ended = true;
    else head = Buffer.concat([head, value]);
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield head;
    if (!ended) yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, bytes: all() };
}

/** A workbook, or what Office wraps around one with a password; both are for the reader of workbooks to judge. */
const isArchive = ([first, second]: Uint8Array): boolean => (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);

async function* xlsxRows(fileName: string, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<LogRow[]> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > READING_LIMITS.fileBytes) throw fileTooLarge(length, READING_LIMITS.fileBytes);
    chunks.push(chunk);
  }
  const { rows, keys } = findTable(await readSpreadsheet(fileName, Buffer.concat(chunks)), LOG_COLUMNS);
  yield rows.map(({ line, values }) => ({ line, ...values, users: keys.has('users') ? values.users : undefined }));
}

async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<LogRow[]> {
  let places: Record<LogColumn, number> | undefined;
  let above: Row[] = [];
  for await (const records of csvRecords(text)) {
    let rows: readonly Row[] = records;
    if (!places) {
      above = [...above, ...records];
      if (above.length < HEADING_ROWS) continue;
      ({ places, rows } = below(above));
    }
    yield logRows(rows, places);
  }
  if (!places && above.length > 0) {
    const { places: found, rows } = below(above);
    yield logRows(rows, found);
  }
}

/** Where the columns stand, and the rows below their headings. */
function below(rows: readonly Row[]): { places: Record<LogColumn, number>; rows: Row[] } {
  const head = rows.slice(0, HEADING_ROWS);
  const { headingLine } = findTable({ fileName: '', format: 'csv', sheets: [{ name: '', hidden: false, rows: head }] }, LOG_COLUMNS);
  const headings = head[headingLine - 1]!.cells.map(normaliseHeading);
  const place = ({ headings: names }: (typeof LOG_COLUMNS)[number]): number =>
    headings.findIndex(heading => names.some(name => normaliseHeading(name) === heading));
  const places = Object.fromEntries(LOG_COLUMNS.map(column => [column.key, place(column)])) as Record<LogColumn, number>;
  return { places, rows: rows.slice(headingLine) };
}

function logRows(rows: readonly Row[], places: Record<LogColumn, number>): LogRow[] {
  const { month, key, corporateNumber, count, users } = places;
  const read: LogRow[] = [];
  for (const { line, cells } of rows) {
    if (cells.every(cell => cell.trim() === '')) continue;
    read.push({
      line,
      month: cells[month] ?? '',
      key: unguardFormula(cells[key] ?? ''),
      corporateNumber: cells[corporateNumber] ?? '',
      count: cells[count] ?? '',
      users: users < 0 ? undefined : (cells[users] ?? ''),
    });
  }
  return read;
}

async function* jsonRows(text: AsyncIterable<string>): AsyncGenerator<LogRow[]> {
  let rest = '';
  let line = 0;
  for await (const part of text) {
    const lines = (rest + part).split('\n');
    rest = lines.pop()!;
    if (rest.length > LONGEST_LINE) throw fileDamaged();
    yield lines.flatMap(one => jsonRow(++line, one));
  }
  yield jsonRow(++line, rest);
}

function jsonRow(line: number, text: string): LogRow[] {
  if (text.trim() === '') return [];
  const row = { line, month: '', key: '', corporateNumber: '', count: '', users: undefined };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [{ ...row, broken: text }];
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [{ ...row, broken: text }];
  const said = (column: LogColumn): string | undefined => {
    const name = LOG_PROPERTIES[column].find(property => Object.hasOwn(value, property));
    if (name === undefined) return undefined;
    const given = (value as Record<string, unknown>)[name] ?? '';
    return typeof given === 'string' || typeof given === 'number' ? String(given) : JSON.stringify(given);
  };
  const [month = '', key = '', corporateNumber = '', count = ''] = (['month', 'key', 'corporateNumber', 'count'] as const).map(said);
  return [{ line, month, key, corporateNumber, count, users: said('users') }];
}
