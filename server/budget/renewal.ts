import { EXTENDED, extendedYen, isPerYear, type LedgerAmount } from '../contract/amount.ts';
import { daysAfter, fiscalYearOf } from '../scalars.ts';

/**
 * Which fiscal year pays for what (R7). A contract is in force on its last day, its renewal starts on the day after, and the
 * fiscal year of that day pays. Everything here stands once more below as SQL; test/budget/renewal.test.ts holds the two together.
 */
export interface Renewal {
  /** First day of the renewal. */
  startsOn: string;
  fiscalYear: number;
  /** Of the fiscal year, 1 from April. */
  quarter: number;
  /** Months that the fiscal year still pays, from 1 to 12; a started month counts whole. */
  months: number;
}

export function renewalOf(endsOn: string): Renewal {
  const startsOn = daysAfter(endsOn, 1);
  const monthsGone = (Number(startsOn.slice(5, 7)) + 8) % 12;
  return { startsOn, fiscalYear: fiscalYearOf(startsOn), quarter: Math.floor(monthsGone / 3) + 1, months: 12 - monthsGone };
}

/** Last days in force whose renewal a fiscal year pays, first and last. */
export const requestWindow = (fiscalYear: number): { from: string; to: string } => ({
  from: `${fiscalYear}-03-31`,
  to: `${fiscalYear + 1}-03-30`,
});

/** The day by which the Minister of Finance has the request of a fiscal year, unless that year has another one. */
export const usualDeadline = (fiscalYear: number): string => `${fiscalYear - 1}-08-31`;

/**
 * Months from the first to the last day, both in force; a started month counts whole. A month runs to the day before its like in the
 * next month, or where that has no such day to the end of it (民法143条2項).
 */
export function termMonths(startsOn: string, endsOn: string): number {
  const parts = (day: string): [number, number, number] => day.split('-').map(Number) as [number, number, number];
  const [year, month, day] = parts(startsOn);
  const [endYear, endMonth, endDay] = parts(endsOn);
  return Math.max(1, (endYear - year) * 12 + endMonth - month + (endDay >= day ? 1 : 0));
}

/**
 * What a contract costs in a full year, in whole yen, rounded down: an amount for the whole term is spread evenly over its months.
 * Null while the amount, the quantity that it is for each of, or for a whole term one of its days, is unknown.
 */
export function yearlyYen(contract: LedgerAmount & { startsOn?: string | null; endsOn?: string | null }): number | null {
  const { amountBasis, startsOn, endsOn } = contract;
  const yen = extendedYen(contract);
  if (yen === null || isPerYear(amountBasis)) return yen;
  if (!startsOn || !endsOn) return null;
  return Number((BigInt(yen) * 12n) / BigInt(termMonths(startsOn, endsOn)));
}

/** The part of a full year's amount that so many months of it cost, rounded down to the yen. */
export const inYearYen = (yearly: number, months: number): number => Number((BigInt(yearly) * BigInt(months)) / 12n);

export const FISCAL_YEAR = (day: string): string => `extract(year from ${day})::int - (extract(month from ${day}) < 4)::int`;

/** The same for each row of `contract c`: joins that add `renewal` and `cost` to it. */
export const RENEWAL_JOINS = `
  cross join lateral (select c.ends_on + 1 as starts_on) next
  cross join lateral (select next.starts_on, ${FISCAL_YEAR('next.starts_on')} as fiscal_year,
    (extract(month from next.starts_on)::int + 8) % 12 / 3 + 1 as quarter, 12 - (extract(month from next.starts_on)::int + 8) % 12 as months) renewal
  cross join lateral (select greatest(1, (extract(year from c.ends_on)::int - extract(year from c.starts_on)::int) * 12
    + extract(month from c.ends_on)::int - extract(month from c.starts_on)::int
    + (extract(day from c.ends_on) >= extract(day from c.starts_on))::int) as months) term
  cross join lateral (${EXTENDED}) amount
  cross join lateral (select case when amount.per_year then amount.yen
    when c.starts_on is not null and c.ends_on is not null then amount.yen * 12 / term.months end as yearly) full_year
  cross join lateral (select full_year.yearly,
    case when c.end_kind = 'NONE' then full_year.yearly else full_year.yearly * renewal.months / 12 end as in_year) cost`;

/** Systems among which a contract's amounts are shared, by their place, with how many there are. */
export const SHARES = `select contract_id, system_id, row_number() over (partition by contract_id order by position, system_id) as place,
    count(*) over (partition by contract_id) as count from contract_system`;

/** The part of an amount that falls to a system, a row `share` of SHARES: even parts, the yen that are left over one each to the first. */
export const shareOf = (amount: string): string =>
  `case when share.place is null then ${amount} else ${amount} / share.count + (share.place <= ${amount} % share.count)::int end`;
