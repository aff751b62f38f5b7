import type { Text } from '../language.ts';
import { AmountBasis, CostClass } from './terms.ts';

/** An amount as it stands in the ledger. */
export interface LedgerAmount {
  amountYen?: number | null;
  amountBasis: AmountBasis;
  quantity?: number | null;
}

const isPerUnit = (basis: AmountBasis): boolean => basis === AmountBasis.UNIT_PER_YEAR || basis === AmountBasis.UNIT_TOTAL;
export const isPerYear = (basis: AmountBasis): boolean => basis === AmountBasis.PER_YEAR || basis === AmountBasis.UNIT_PER_YEAR;

/** Whole yen for all of the quantity, where the amount is for one of it; null while the amount, or the quantity that it needs, is unknown. */
export function extendedYen({ amountYen = null, amountBasis, quantity = null }: LedgerAmount): number | null {
  if (amountYen === null || !isPerUnit(amountBasis)) return amountYen;
  return quantity === null ? null : amountYen * quantity;
}

/** Whether the amount for all of the quantity is more than can be reckoned with to the yen; that of a term of a month is twelve times as much in a year. */
export const isTooMuch = (amount: LedgerAmount): boolean =>
  (extendedYen(amount) ?? 0) > Number.MAX_SAFE_INTEGER / (isPerYear(amount.amountBasis) ? 1 : 12);

/** An amount of which a part may be 整備経費 and the rest 運用等経費. */
export interface ClassedAmount {
  amountYen?: number | null;
  costClass?: CostClass | null;
  developmentYen?: number | null;
}

/** What is wrong with the part that is 整備経費; null when it goes with the class and the amount. */
export function developmentFault({ amountYen = null, costClass = null, developmentYen = null }: ClassedAmount): Text | null {
  if (costClass !== CostClass.BOTH)
    return developmentYen === null
      ? null
      : {
          ja: 'うち整備経費は、経費区分が「整備経費と運用等経費」のときだけ入れます。',
          en: 'Only what is of both classes of cost has a part that is development.',
        };
  if (developmentYen !== null && amountYen !== null && developmentYen <= amountYen) return null;
  return {
    ja: '経費区分が「整備経費と運用等経費」のときは、金額と、そのうち整備経費の額（金額以下）を入れてください。',
    en: 'What is of both classes of cost needs its amount, and how much of it is development, at most all of it.',
  };
}

/**
 * The part of an amount of such a contract that is 整備経費, rounded down to the yen, in SQL; the rest is 運用等経費, so that both add up. The
 * row has `amount_yen` and `development_yen` of the contract.
 */
export const DEVELOPMENT_PART = (yen: string): string =>
  `case when amount_yen = 0 then 0 * ${yen} else div(${yen}::numeric * development_yen, amount_yen)::bigint end`;

/** The same for each row of `contract c`: the yen for all of the quantity, and whether they are for a year. */
export const EXTENDED = `select case when c.amount_basis in ('UNIT_PER_YEAR', 'UNIT_TOTAL') then c.amount_yen * c.quantity else c.amount_yen end as yen,
    c.amount_basis in ('PER_YEAR', 'UNIT_PER_YEAR') as per_year`;
