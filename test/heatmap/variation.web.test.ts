import { expect, it } from 'vitest';
import { variation } from '../../web/heatmap/variation.ts';

const of = (full: number, other: number, not: number, unanswered = 0) =>
  variation({ FULLY_USED: full, USED_WITH_OTHER_MEANS: other, NOT_USED: not, UNANSWERED: unanswered, NOT_ASSIGNED: 0 });

it.each([
  [[5, 0, 0], 0],
  [[0, 0, 1], 0],
  [[2, 2, 2], 1],
  // Two levels in halves: log 2 to the base 3.
  [[4, 4, 0], 0.6309],
  [[0, 1, 1], 0.6309],
  // −(¾ ln ¾ + ¼ ln ¼) ÷ ln 3
  [[3, 0, 1], 0.5119],
  [[1, 3, 0], 0.5119],
] as const)('is for %j answers of each level %f', ([full, other, not], expected) => {
  expect(of(full, other, not)).toBeCloseTo(expected, 4);
});

it('does not change with what is unanswered, and is unknown where nobody answered', () => {
  expect(of(4, 4, 0, 100)).toBe(of(4, 4, 0));
  expect(of(0, 0, 0, 7)).toBeNull();
});
