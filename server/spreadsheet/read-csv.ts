import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './decode-text.ts';
import { unguardFormula } from './formula-guard.ts';
import { encodingUnknown, fileDamaged, quoteNotClosed } from './refusal.ts';
import { SheetRows } from './sheet-rows.ts';
import type { ReadingLimits, Row, TextEncoding } from './spreadsheet.ts';

/**
 * The rows of a CSV, or of text with tabs as Excel saves it in UTF-16. An apostrophe that keeps text from being a formula is
 * taken away (see `formula-guard.ts`).
 *
 * @throws SpreadsheetError when the file is refused
 */
export function readCsv(bytes: Uint8Array, limits: ReadingLimits): { encoding: TextEncoding; rows: Row[] } {
  const { text, encoding } = decodeText(bytes);
  if (text.includes('\0')) throw encodingUnknown();
  const rows = new SheetRows(null, limits);
  let line = 0;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      // A quotation mark inside a cell, as in 5" disk, is text.
      relax_quotes: true,
      on_record: (cells: string[]) => {
        rows.add(++line, cells.map(unguardFormula));
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw error.code === 'CSV_QUOTE_NOT_CLOSED' ? quoteNotClosed(line + 1) : fileDamaged(error);
  }
  return { encoding, rows: rows.downToLastFilled() };
}

/** Tab if tabs alone divide the first row that is divided at all, else comma. */
export function delimiterOf(text: string): ',' | '\t' {
  let quoted = false;
  let hasTab = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === ',') return ',';
    else if (character === '\t') hasTab = true;
    else if (hasTab && (character === '\n' || character === '\r')) break;
  }
  return hasTab ? '\t' : ',';
}
