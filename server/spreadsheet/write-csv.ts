import { stringify } from 'csv-stringify/sync';
import { encodeCp932, fitCp932 } from './cp932.ts';
import { guardFormula } from './formula-guard.ts';

export interface CsvTable {
  columns: readonly string[];
  /** Null is a blank cell. */
  rows: readonly (readonly (string | number | null)[])[];
}

export interface WrittenCsv {
  bytes: Uint8Array;
  /** Characters that the encoding lacks and that were replaced by 〓, each once. */
  replaced: string[];
}

/**
 * A CSV that Excel in Japan opens right: UTF-8 with a byte order mark, or CP932, each with CR LF.
 *
 * Text that looks like a formula gets an apostrophe, which `readSpreadsheet` takes away again (see `formula-guard.ts`); numbers
 * stay numbers. In CP932 a few signs become their full-width twins, as − (U+2212) becomes － (U+FF0D).
 */
export function writeCsv({ columns, rows }: CsvTable, encoding: 'utf-8' | 'cp932' = 'utf-8'): WrittenCsv {
  const replaced = new Set<string>();
  const text = stringify(
    [columns, ...rows].map(cells => cells.map(cell => (typeof cell === 'string' ? guardFormula(fit(cell, encoding, replaced)) : cell))),
    { record_delimiter: '\r\n', quoted_match: /[\r\n\t]/ },
  );
  const bytes = encoding === 'cp932' ? encodeCp932(text) : new TextEncoder().encode(`\uFEFF${text}`);
  return { bytes, replaced: [...replaced] };
}

function fit(text: string, encoding: 'utf-8' | 'cp932', replaced: Set<string>): string {
  return encoding === 'cp932' ? fitCp932(text, replaced) : text;
}
