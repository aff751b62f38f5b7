import { UUID } from '../uuid.ts';
import { notACursor } from './page.ts';

export type CursorKeys = (string | number)[];

/** Position in a list whose order is worked out anew each time: the keys of the last line that was read. */
export const cursorOf = (keys: CursorKeys): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/** What a key may be: for the database every one must be what it compares it with. */
const FITS = {
  // PostgreSQL knows no text with NUL in it.
  text: (key: unknown) => typeof key === 'string' && !key.includes('\0'),
  integer: (key: unknown) => Number.isInteger(key) && Math.abs(key as number) < 2 ** 31,
  uuid: (key: unknown) => typeof key === 'string' && UUID.test(key),
} as const;

/** @throws InvalidInputError on `after` when it is no cursor with keys of these kinds */
export function readCursor(after: string, kinds: readonly (keyof typeof FITS)[]): CursorKeys {
  try {
    const keys: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (Array.isArray(keys) && keys.length === kinds.length && kinds.every((kind, place) => FITS[kind](keys[place])))
      return keys as CursorKeys;
  } catch {
    // Refused below, like everything else that is none.
  }
  throw notACursor();
}
