import { notACursor, type Page } from '../database/page.ts';

type Keys = (string | number)[];

/** Position in a list that is worked out anew each time: the keys of the last line that was read. */
const cursorOf = (keys: Keys): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/**
 * SQL: a page of a common table expression, beside `total`, the count of all its rows. Where the page is empty, one row says that
 * alone, its columns null. The limit is one row more than the page has.
 */
export const pageOf = (rows: string, order: string, behind: string | null): string =>
  `select total, page.* from (select count(*)::int as total from ${rows}) counted
   left join lateral (select * from ${rows} ${behind ? `where (${order}) > (${behind})` : ''} order by ${order} limit ?) page on true
   order by ${order}`;

/** The page that rows of `pageOf` are. `keysOf` are those of the order. */
export function pageFrom<Row, Item>(
  rows: readonly (Row & { total: number })[],
  first: number,
  keysOf: (row: Row) => Keys,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const found = rows.filter(row => keysOf(row)[0] !== null);
  const shown = found.slice(0, first);
  return {
    items: shown.map(itemOf),
    nextCursor: found.length > first ? cursorOf(keysOf(shown.at(-1)!)) : null,
    totalCount: rows[0]!.total,
  };
}

/** @throws InvalidInputError on `after` when it is no cursor with keys of these types */
export function readCursor(after: string, types: readonly ('string' | 'number')[]): Keys {
  try {
    const keys: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    const fits = Array.isArray(keys) && keys.length === types.length && keys.every((key, place) => typeof key === types[place]);
    if (fits && !JSON.stringify(keys).includes('\\u0000')) return keys as Keys;
  } catch {
    // Refused below, like everything else that is none.
  }
  throw notACursor();
}
