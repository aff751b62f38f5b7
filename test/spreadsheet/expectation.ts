import { expect } from 'vitest';
import { READING_LIMITS, type Spreadsheet } from '../../server/spreadsheet/spreadsheet.ts';
import { parseSpreadsheet } from '../../server/spreadsheet/parse-spreadsheet.ts';
import { SpreadsheetError } from '../../server/spreadsheet/spreadsheet-error.ts';

/** Reads in this thread, which is quicker where the thread is not the point. */
export function parse(fileName: string, bytes: Uint8Array): Promise<Spreadsheet> {
  return parseSpreadsheet(fileName, bytes, READING_LIMITS);
}

/** The cells of the first sheet, row by row. */
export function cellsOf({ sheets }: Spreadsheet): string[][] {
  return sheets[0]?.rows.map(row => row.cells) ?? [];
}

/** The error with which a file is refused; fails if the file is taken, or the error lacks words in one of the languages. */
export async function refusal(reading: Promise<unknown>): Promise<SpreadsheetError> {
  const error: unknown = await reading.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SpreadsheetError)) throw new Error('No refusal', { cause: error });
  expect(error.text.ja).toMatch(/[ぁ-ん].*。$/u);
  expect(error.text.en).toMatch(/[a-z].*\.$/);
  return error;
}
