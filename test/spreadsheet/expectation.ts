import { expect } from 'vitest';
import { READING_LIMITS, type Spreadsheet } from '../../server/spreadsheet/spreadsheet.ts';
import { parseSpreadsheet } from '../../server/spreadsheet/parse-spreadsheet.ts';
import { SpreadsheetError, type SpreadsheetErrorCode } from '../../server/spreadsheet/spreadsheet-error.ts';

/** Reads in this thread, which is quicker where the thread is not the point. */
export function parse(fileName: string, bytes: Uint8Array): Promise<Spreadsheet> {
  return parseSpreadsheet(fileName, bytes, READING_LIMITS);
}

/** The cells of the first sheet, row by row. */
export function cellsOf({ sheets }: Spreadsheet): string[][] {
  return sheets[0]?.rows.map(row => row.cells) ?? [];
}

/** The error with which a file is refused; fails if it is not, or without words in both languages. */
export async function refusal(reading: Promise<unknown> | (() => unknown), code: SpreadsheetErrorCode): Promise<SpreadsheetError> {
  const error: unknown = await Promise.resolve(typeof reading === 'function' ? Promise.try(reading) : reading).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SpreadsheetError);
  const refused = error as SpreadsheetError;
  expect(refused.code).toBe(code);
  expect(refused.text.ja).toMatch(/[ぁ-ん].*。$/u);
  expect(refused.text.en).toMatch(/[a-z].*\.$/);
  return refused;
}
