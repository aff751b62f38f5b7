import { NotFoundError } from '../errors.ts';
import { CalendarDate } from '../scalars.ts';
import { UUID } from '../uuid.ts';

/** What an address says behind its question mark, as the page has it. */
export type Query = Readonly<Record<string, string | undefined>>;

/**
 * Reads one parameter of an address; left out or empty it says nothing.
 *
 * @throws NotFoundError for a value that there cannot be: a file of something else would look like the one that was asked for
 */
export function chosen<Value extends string>(query: Query, name: string, of: Readonly<Record<string, Value>>): Value | null {
  const value = query[name];
  if (!value) return null;
  if (!Object.hasOwn(of, value)) throw new NotFoundError('Download', `?${name}=${value}`);
  return of[value]!;
}

/** The same for the id of something. */
export function chosenId(query: Query, name: string): string | null {
  const value = query[name];
  if (value && !UUID.test(value)) throw new NotFoundError('Download', `?${name}=${value}`);
  return value || null;
}

/**
 * The same for a day.
 *
 * @throws PortalError for a day that there cannot be
 */
export const chosenDay = (query: Query, name: string): string | null => (query[name] ? CalendarDate.parseValue(query[name]) : null);
