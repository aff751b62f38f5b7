/** Lines that are drawn of many: each with the number of lines that are left out before it, and how many are left out at the end. */
export interface Drawn {
  items: { index: number; gap: number }[];
  tail: number;
}

/**
 * The lines from `first` to `last`, both included and cut to what there is, and one more wherever it lies.
 *
 * @param keep the line that must stay drawn, because the focus is in it; -1 for none
 */
export function drawnOf(count: number, first: number, last: number, keep = -1): Drawn {
  const from = Math.max(0, Math.min(first, count));
  const to = Math.min(last, count - 1);
  const indexes = Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place);
  if (keep >= 0 && keep < count) {
    if (keep < from) indexes.unshift(keep);
    else if (keep > to) indexes.push(keep);
  }
  let next = 0;
  const items = indexes.map(index => {
    const gap = index - next;
    next = index + 1;
    return { index, gap };
  });
  return { items, tail: count - next };
}
