import { expect, it } from 'vitest';
import { drawnOf } from '../../web/heatmap/grid/drawn.ts';

const indexes = (...of: Parameters<typeof drawnOf>) => drawnOf(...of).items.map(({ index }) => index);

it.each([
  [10, 0, 3, -1, [0, 1, 2, 3]],
  [10, -5, 1, -1, [0, 1]],
  [10, 8, 20, -1, [8, 9]],
  [0, 0, 3, -1, []],
  [3, 5, 9, -1, []],
])('of %i lines draws those from %i to %i that there are', (count, first, last, keep, drawn) => {
  expect(indexes(count, first, last, keep)).toEqual(drawn);
});

it('keeps the line in the focus drawn wherever it lies', () => {
  expect(indexes(100, 50, 52, 3)).toEqual([3, 50, 51, 52]);
  expect(indexes(100, 50, 52, 90)).toEqual([50, 51, 52, 90]);
  expect(indexes(100, 50, 52, 51)).toEqual([50, 51, 52]);
  expect(indexes(100, 50, 52, 100)).toEqual([50, 51, 52]);
});

it('makes drawn lines and gaps add up to all of them', () => {
  for (const keep of [-1, 0, 3, 49, 51, 99]) {
    const { items, tail } = drawnOf(100, 50, 60, keep);
    expect(items.reduce((sum, { gap }) => sum + gap + 1, tail)).toBe(100);
  }
});
