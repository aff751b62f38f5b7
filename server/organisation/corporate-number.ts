import { InvalidInputError } from '../errors.ts';

/** Whether a corporate number (法人番号) has 13 digits of which the first checks the other twelve. */
export function isCorporateNumber(text: string): boolean {
  if (!/^[1-9]\d{12}$/.test(text)) return false;
  const [check, ...base] = [...text].map(Number) as [number, ...number[]];
  // Weights 1 and 2 in turn, from the right.
  const sum = base.toReversed().reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 2), 0);
  return check === 9 - (sum % 9);
}

/**
 * A corporate number in plain digits; full-width digits and space around are taken.
 *
 * @throws InvalidInputError on `corporateNumber` when it is none
 */
export function corporateNumber(text: string): string {
  const digits = text.normalize('NFKC').trim();
  if (isCorporateNumber(digits)) return digits;
  throw new InvalidInputError('corporateNumber', {
    ja: '法人番号は13桁の数字です。検査数字が合いません。国税庁の法人番号公表サイトで確認してください。',
    en: 'A corporate number has 13 digits, and the check digit does not fit. Look it up on the National Tax Agency’s site.',
  });
}
