import { notACursor } from '../database/page.ts';

/** Position in a list that is worked out anew each time: the keys of the last line that was read. */
export const cursorOf = (keys: readonly (string | number)[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** @throws InvalidInputError on `after` when it is no cursor with keys of these types */
export function readCursor(after: string, types: readonly ('string' | 'number')[]): (string | number)[] {
  try {
    const keys: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    const fits = Array.isArray(keys) && keys.length === types.length && keys.every((key, place) => typeof key === types[place]);
    if (fits && !JSON.stringify(keys).includes('\\u0000')) return keys as (string | number)[];
  } catch {
    // Refused below, like everything else that is none.
  }
  throw notACursor();
}
