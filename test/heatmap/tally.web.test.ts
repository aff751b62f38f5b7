import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentages, responseRatio, tally } from '../../web/heatmap/tally.ts';

describe('the response ratio', () => {
  it('counts answers among what was asked, leaving out what was not', () => {
    expect(responseRatio(tally(['FULLY_USED', 'NOT_USED', 'UNANSWERED', 'UNANSWERED', 'NOT_ASSIGNED']))).toBe(0.5);
  });

  it('is unknown where nothing was asked', () => {
    expect(responseRatio(tally(['NOT_ASSIGNED']))).toBeNull();
  });
});

describe('whole per cents', () => {
  it.each([
    [
      [62, 25, 13],
      [62, 25, 13],
    ],
    [
      [1, 1, 1],
      [34, 33, 33],
    ],
    [
      [2, 1, 0],
      [67, 33, 0],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [999, 1, 0],
      [99, 1, 0],
    ],
    [
      [9990, 5, 5],
      [98, 1, 1],
    ],
  ])('of %j are %j', (parts, shares) => {
    expect(percentages(parts)).toEqual(shares);
  });

  it('add up to 100 and hide no part that exists', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 }), parts => {
        const shares = percentages(parts);
        const total = parts.some(part => part > 0) ? 100 : 0;
        return shares.reduce((sum, share) => sum + share, 0) === total && shares.every((share, index) => share > 0 === parts[index]! > 0);
      }),
    );
  });
});
