import { EDGE_LOOKS, responseRatio } from './tally.ts';
import type { Tally } from './tally.ts';
import { variation } from './variation.ts';

/** What the lines of a heatmap can be sorted by: the share of a look, the response, or how far the answers differ. */
const SORT_KEYS = ['variation', 'response', ...EDGE_LOOKS] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** An order: of the list itself, by a figure, or by hand. */
export type Order = { kind: 'list' } | { kind: 'hand' } | { kind: 'sorted'; by: SortKey; ascending: boolean };

const ASCENDING = '.asc';

/** Reads an order as the URL has it; what means nothing is the order of the list. */
export function orderOf(text: string): Order {
  if (text === 'hand') return { kind: 'hand' };
  const ascending = text.endsWith(ASCENDING);
  const by = SORT_KEYS.find(key => key === (ascending ? text.slice(0, -ASCENDING.length) : text));
  return by ? { kind: 'sorted', by, ascending } : { kind: 'list' };
}

/** The order as the URL has it; that of the list is left out. */
export function textOfOrder(order: Order): string {
  if (order.kind === 'sorted') return order.by + (order.ascending ? ASCENDING : '');
  return order.kind === 'hand' ? 'hand' : '';
}

/** The order that a press on the heading of a figure leads to: highest first, lowest first, then that of the list again. */
export function pressedOrder(order: Order, by: SortKey): Order {
  if (order.kind !== 'sorted' || order.by !== by) return { kind: 'sorted', by, ascending: false };
  return order.ascending ? { kind: 'list' } : { ...order, ascending: true };
}

/** The same in the words of the URL. */
export const textOfPressed = (present: string, by: SortKey): string => textOfOrder(pressedOrder(orderOf(present), by));

/** The figure that is sorted by; null where there is nothing to tell. */
function figureOf(counts: Tally, by: SortKey): number | null {
  if (by === 'variation') return variation(counts);
  if (by === 'response') return responseRatio(counts);
  const asked = EDGE_LOOKS.reduce((sum, look) => sum + counts[look], 0);
  return asked === 0 ? null : counts[by] / asked;
}

/** Items by a figure, highest first unless told otherwise; those with nothing to tell come last, equal ones as they came. */
export function sortedBy<Item>(items: readonly Item[], countsOf: (item: Item) => Tally, by: SortKey, ascending: boolean): Item[] {
  const sign = ascending ? 1 : -1;
  const figures = new Map(items.map(item => [item, figureOf(countsOf(item), by)]));
  return items.toSorted((one, other) => {
    const [a, b] = [figures.get(one)!, figures.get(other)!];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (a - b);
  });
}

/** Items as an order by a figure has them; as they came where it is none. */
export const inFigureOrder = <Item>(items: readonly Item[], countsOf: (item: Item) => Tally, order: Order): readonly Item[] =>
  order.kind === 'sorted' ? sortedBy(items, countsOf, order.by, order.ascending) : items;

/** A list of ids in the URL with one of them added, or taken away where it stood. */
export function toggled(list: string, id: string): string {
  const listed = list.split('.').filter(Boolean);
  return (listed.includes(id) ? listed.filter(each => each !== id) : [...listed, id]).join('.');
}

/** Items in the order of their keys; those that the keys do not name stay behind, as they came. */
export function inOrderOf<Item, Key>(items: readonly Item[], keys: readonly Key[], keyOf: (item: Item) => Key): Item[] {
  const places = new Map(keys.map((key, place) => [key, place]));
  const placeOf = (item: Item): number => places.get(keyOf(item)) ?? keys.length;
  return items.toSorted((one, other) => placeOf(one) - placeOf(other));
}

/** A list with some of its items moved before or behind another one; their order among each other stays. */
export function moved<Item>(list: readonly Item[], block: readonly Item[], beside: Item, where: 'before' | 'behind'): Item[] {
  const moving = new Set(block);
  const rest = list.filter(item => !moving.has(item));
  const at = rest.indexOf(beside) + (where === 'before' ? 0 : 1);
  return [...rest.slice(0, at), ...list.filter(item => moving.has(item)), ...rest.slice(at)];
}

/** Numbers as text, neighbours as a range: 0, 1, 2, 7, 5 is `0-2.7.5`. */
export function textOfPlaces(places: readonly number[], separator = '.'): string {
  const ranges: [number, number][] = [];
  for (const place of places) {
    const last = ranges.at(-1);
    if (last && place === last[1] + 1) last[1] = place;
    else ranges.push([place, place]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(separator);
}

/** Numbers of such a text; what cannot be read is left aside. */
export function placesOf(text: string): number[] {
  return text.split('.').flatMap(part => {
    const [, from, to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part) ?? [];
    if (from === undefined) return [];
    return Array.from({ length: Math.max(0, Number(to) - Number(from) + 1) }, (_, step) => Number(from) + step);
  });
}
