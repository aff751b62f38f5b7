/**
 * A list in place of the one before it: with the items from there as far as they say the same, and the list from there where all
 * of it does. What is kept is not drawn anew.
 */
export function kept<Item extends { id: string }>(before: readonly Item[] | undefined, now: readonly Item[]): readonly Item[] {
  if (!before) return now;
  const known = new Map(before.map(item => [item.id, item]));
  const items = now.map(item => {
    const old = known.get(item.id);
    return old && isSame(old, item) ? old : item;
  });
  return items.length === before.length && items.every((item, place) => item === before[place]) ? before : items;
}

/** Whether two values say the same: texts and numbers, lists of the same things, and what is made of these. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, place) => Object.is(each, other[place]));
  if (!isRecord(one) || !isRecord(other)) return false;
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every(key => key in other && isSame(one[key], other[key]));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
