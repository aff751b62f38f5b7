import { InvalidInputError } from '../errors.ts';

const MOST_UNITS = 1_000_000_000;
/** So much a million times over is still counted to the yen. */
const MOST_YEN = 1_000_000_000_000;

/** @throws InvalidInputError on a number of units that there cannot be */
export function checkUnits(field: string, units: number): void {
  if (units >= 0 && units <= MOST_UNITS) return;
  throw new InvalidInputError(field, {
    ja: `数量は0から${MOST_UNITS.toLocaleString('ja')}までの整数で入力してください。`,
    en: `Give a whole number from 0 to ${MOST_UNITS.toLocaleString('en')}.`,
  });
}

/** @throws InvalidInputError on a sum that is not in whole yen, or more than there can be */
export function checkYen(field: string, yen: number): void {
  if (Number.isInteger(yen) && yen >= 0 && yen <= MOST_YEN) return;
  throw new InvalidInputError(field, {
    ja: '金額は0円から1兆円までの、円単位の整数で入力してください。',
    en: 'Give whole yen, from 0 to 1 trillion.',
  });
}
