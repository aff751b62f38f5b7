import type { Cell } from 'hucre/xlsx';
import { looksLikeFormula } from './formula-guard.ts';
import { READING_LIMITS } from './spreadsheet.ts';

/** Text that Excel, and so the library, takes for an error value unless it is written as formatted text. */
const LOOKS_LIKE_ERROR = /^#[A-Z0-9/_]+[!?]?$/;
/** What XML or the format has no room for: text that looks like an escape, two code points that are none, half surrogate pairs. */
const NEEDS_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)|[\uFFFE\uFFFF\uD800-\uDFFF]/gu;

/**
 * Text as a cell that Excel shows as text and reads back as it was.
 *
 * It is text in the file too, so nothing is calculated when the file opens. `needsTextFormat` says that it might be when somebody
 * edits the cell, unless the cell has the text format.
 *
 * @throws RangeError for text that is longer than a cell can be
 */
export function xlsxText(text: string): { cell: Partial<Cell>; needsTextFormat: boolean } {
  if (text.length > READING_LIMITS.cellLength) throw new RangeError(`A cell holds at most ${READING_LIMITS.cellLength} characters`);
  const value = text.replaceAll(NEEDS_ESCAPE, character => `_x${hex(character)}_`);
  return {
    cell: LOOKS_LIKE_ERROR.test(value) ? { richText: [{ text: value }] } : { value },
    needsTextFormat: looksLikeFormula(text),
  };
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
