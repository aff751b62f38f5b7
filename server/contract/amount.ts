import { AmountBasis } from './terms.ts';

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

/** The same for each row of `contract c`: the yen for all of the quantity, and whether they are for a year. */
export const EXTENDED = `select case when c.amount_basis in ('UNIT_PER_YEAR', 'UNIT_TOTAL') then c.amount_yen * c.quantity else c.amount_yen end as yen,
    c.amount_basis in ('PER_YEAR', 'UNIT_PER_YEAR') as per_year`;
