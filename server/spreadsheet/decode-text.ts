import { encodingUnknown } from './refusal.ts';
import type { TextEncoding } from './spreadsheet.ts';

/** Escapes of ISO-2022-JP, whose bytes would pass as UTF-8. */
export const SHIFTS_CHARACTER_SET = /\u001B[$(]/;

/**
 * The characters of a text file. A byte order mark declares the encoding; without one it is UTF-8 if every byte fits, else CP932
 * (the Shift_JIS of Windows) if every byte fits and it could not as well be EUC-JP.
 *
 * @throws SpreadsheetError ENCODING_UNKNOWN for anything else: to guess would turn names into other names
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const declared = declaredEncoding(bytes);
  if (declared) return { text: decode(bytes, declared) ?? refuse(), encoding: declared };
  const utf8 = decode(bytes, 'utf-8');
  // A zero byte is what UTF-16 without a mark, and most files that are no text, look like.
  if (bytes.includes(0) || (utf8 !== null && SHIFTS_CHARACTER_SET.test(utf8))) throw encodingUnknown();
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8' };
  if (decode(bytes, 'euc-jp') !== null) throw encodingUnknown();
  return { text: decode(bytes, 'shift_jis') ?? refuse(), encoding: 'cp932' };
}

/** The encoding that a byte order mark declares; null without one. */
export function declaredEncoding(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

function decode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function refuse(): never {
  throw encodingUnknown();
}
