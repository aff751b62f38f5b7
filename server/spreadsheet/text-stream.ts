import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { declaredEncoding, SHIFTS_CHARACTER_SET } from './decode-text.ts';
import { encodingUnknown } from './refusal.ts';

/** Bytes from the first that is not ASCII on, by which the encoding is told: less might end within a character. */
const ENOUGH_TO_TELL = 4096;

/**
 * The characters of a text file of any length, part by part. As `decodeText`: a byte order mark declares the encoding, without
 * one it is UTF-8 or CP932. Which of them is told by the first bytes beyond ASCII; those that follow must fit.
 *
 * @throws SpreadsheetError ENCODING_UNKNOWN for anything else: to guess would turn names into other names
 */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let undecided: Uint8Array = new Uint8Array();
  let started = false;
  for await (const chunk of bytes) {
    if (!decoder) {
      undecided = undecided.length > 0 ? Buffer.concat([undecided, chunk]) : chunk;
      if (!started && undecided.length < 3) continue;
      if (!started) decoder = declared(undecided);
      started = true;
      if (!decoder) {
        const ascii = asciiLength(undecided);
        if (ascii > 0) yield decoded(new TextDecoder('latin1'), undecided.subarray(0, ascii));
        undecided = undecided.subarray(ascii);
        if (undecided.length < ENOUGH_TO_TELL) continue;
        decoder = told(undecided, true);
      }
      yield decoded(decoder, undecided);
    } else {
      yield decoded(decoder, chunk);
    }
  }
  if (!decoder && undecided.length > 0) {
    decoder = (started ? undefined : declared(undecided)) ?? told(undecided, false);
    yield decoded(decoder, undecided);
  }
  // A character that was cut off shows at the end.
  if (decoder) yield decoded(decoder);
}

const strict = (label: string): TextDecoder => new TextDecoder(label, { fatal: true });

function declared(bytes: Uint8Array): TextDecoder | undefined {
  const encoding = declaredEncoding(bytes);
  return encoding ? strict(encoding) : undefined;
}

/** @param more whether bytes follow, so that the last character may be cut off */
function told(bytes: Uint8Array, more: boolean): TextDecoder {
  if (fits('utf-8', bytes, more)) return strict('utf-8');
  // What could as well be EUC-JP is nothing for sure.
  if (fits('euc-jp', bytes, more)) throw encodingUnknown();
  return strict('shift_jis');
}

function fits(label: string, bytes: Uint8Array, more: boolean): boolean {
  try {
    strict(label).decode(bytes, { stream: more });
    return true;
  } catch {
    return false;
  }
}

function decoded(decoder: TextDecoder, bytes?: Uint8Array): string {
  let text: string;
  try {
    text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    throw encodingUnknown();
  }
  // A zero byte is what UTF-16 without a mark, and most files that are no text, look like.
  if (text.includes('\0') || (text.includes('\u001B') && SHIFTS_CHARACTER_SET.test(text))) throw encodingUnknown();
  return text;
}

/** How many bytes from the start are ASCII. */
function asciiLength(bytes: Uint8Array): number {
  return isAscii(bytes) ? bytes.length : bytes.findIndex(byte => byte > 0x7f);
}
