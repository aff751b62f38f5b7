import type { Text } from '../language.ts';

/** A unit in which amounts are shown. */
export interface AmountUnit {
  name: Text;
  yen: number;
  /** Behind the point. */
  digits: number;
}

/** Units by their names in an address, the same as the page of a request has. */
export const UNITS = {
  yen: { name: { ja: '円', en: 'yen' }, yen: 1, digits: 0 },
  thousand: { name: { ja: '千円', en: 'thousand yen' }, yen: 1000, digits: 0 },
  million: { name: { ja: '百万円', en: 'million yen' }, yen: 1_000_000, digits: 0 },
  hundredMillion: { name: { ja: '億円', en: 'hundred million yen' }, yen: 100_000_000, digits: 1 },
} as const satisfies Record<string, AmountUnit>;

/** What an address may name. */
export const UNIT_NAMES = { yen: 'yen', thousand: 'thousand', million: 'million', hundredMillion: 'hundredMillion' } as const;

/** Whole yen in a unit, half of the last digit rounded up. */
export const inUnit = (value: number, { yen, digits }: AmountUnit): number => Math.round((value / yen) * 10 ** digits) / 10 ** digits;
