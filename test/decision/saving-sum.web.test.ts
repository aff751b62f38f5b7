import { expect, it } from 'vitest';
import { sumOfSavings } from '../../web/decision/saving-sum.ts';

it('adds up by fiscal year, each decision going on to save what its last year says', () => {
  const retire = [
    { fiscalYear: 2027, yen: 500 },
    { fiscalYear: 2028, yen: 1000 },
  ];
  const shrink = [{ fiscalYear: 2029, yen: 30 }];
  expect(sumOfSavings([shrink, retire])).toEqual([
    { fiscalYear: 2027, yen: 500 },
    { fiscalYear: 2028, yen: 1000 },
    { fiscalYear: 2029, yen: 1030 },
  ]);
  expect(sumOfSavings([])).toEqual([]);
});
