import { type CursorKeys, cursorOf } from '../database/cursor.ts';
import type { Page } from '../database/page.ts';

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
  keysOf: (row: Row) => CursorKeys,
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
