import type { Text } from '../language.ts';
import { contentTooLarge, fileEmpty, fileTooLarge, tookTooLong } from './refusal.ts';
import { type ReadingLimits, READING_LIMITS, type Row, type Sheet, type Spreadsheet } from './spreadsheet.ts';
import { SpreadsheetError, type SpreadsheetErrorCode } from './spreadsheet-error.ts';
import { JobOutOfMemoryError, JobTookTooLongError, runJob } from './worker-job.ts';

export interface ReadTask {
  fileName: string;
  bytes: Uint8Array;
  limits: ReadingLimits;
}

/** A spreadsheet in the order in which it comes from the worker, or why there is none. */
export type ReadPart =
  | { kind: 'file'; file: Omit<Spreadsheet, 'sheets'> }
  | { kind: 'sheet'; sheet: Omit<Sheet, 'rows'> }
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'refusal'; code: SpreadsheetErrorCode; text: Text };

/**
 * Reads a CSV or an XLSX, whoever made it, beside the thread that serves everybody.
 *
 * Everything is text: numbers as short as they can be, days as YYYY-MM-DD, booleans TRUE and FALSE, formulas as the value that
 * they had when the file was saved. What is inside decides whether the file is an XLSX, not its name.
 *
 * @param limits those to use instead of `READING_LIMITS`
 * @throws SpreadsheetError when the file is refused; then nothing of it has been read
 */
export async function readSpreadsheet(fileName: string, bytes: Uint8Array, limits: Partial<ReadingLimits> = {}): Promise<Spreadsheet> {
  const all = { ...READING_LIMITS, ...limits };
  if (bytes.length === 0) throw fileEmpty();
  if (bytes.length > all.fileBytes) throw fileTooLarge(bytes.length, all.fileBytes);
  // A copy of its own, which can move to the worker: the caller's may be part of a larger buffer.
  const copy = new Uint8Array(bytes);
  const task: ReadTask = { fileName, bytes: copy, limits: all };
  const script = new URL('./read-worker.ts', import.meta.url);
  return assembled(await runJob<ReadPart>(script, task, [copy.buffer], all).catch((error: unknown) => refuse(error, all)));
}

function refuse(error: unknown, { milliseconds }: ReadingLimits): never {
  if (error instanceof JobTookTooLongError) throw tookTooLong(milliseconds);
  if (error instanceof JobOutOfMemoryError) throw contentTooLarge();
  throw error;
}

function assembled(parts: readonly ReadPart[]): Spreadsheet {
  const spreadsheet: Spreadsheet = { fileName: '', format: 'csv', sheets: [] };
  for (const part of parts) {
    if (part.kind === 'refusal') throw new SpreadsheetError(part.code, part.text);
    if (part.kind === 'file') Object.assign(spreadsheet, part.file);
    else if (part.kind === 'sheet') spreadsheet.sheets.push({ ...part.sheet, rows: [] });
    else for (const row of part.rows) spreadsheet.sheets.at(-1)?.rows.push(row);
  }
  return spreadsheet;
}
