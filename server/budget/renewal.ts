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

/** Months from January of the year 0, so that the rest is arithmetic of whole numbers. */
const MONTH = (day: string): string => `(date_part('year', ${day}) * 12 + date_part('month', ${day}))::int - 1`;

const TERM_MONTHS = `greatest(1, ${MONTH('c.ends_on')} - (${MONTH('c.starts_on')}) + (date_part('day', c.ends_on) >= date_part('day', c.starts_on))::int)`;

/** What is dear to find out about a `contract c`: the month in which its renewal starts, and what it costs in a full year. */
export const RENEWAL_BASE = `${MONTH('c.ends_on + 1')} as renewal_month, case when amount.per_year then amount.yen
  when c.starts_on is not null and c.ends_on is not null then amount.yen * 12 / ${TERM_MONTHS} end as yearly`;

/** Joins that make `renewal` and `cost` of a row `base` of it. */
export const RENEWAL_OF_BASE = `
  cross join lateral (select c.ends_on + 1 as starts_on, (base.renewal_month - 3) / 12 as fiscal_year,
    (base.renewal_month - 3) % 12 / 3 + 1 as quarter, 12 - (base.renewal_month - 3) % 12 as months) renewal
  cross join lateral (select base.yearly,
    case when c.end_kind = 'NONE' then base.yearly else base.yearly * renewal.months / 12 end as in_year) cost`;

/** The same for each row of `contract c`: joins that add `renewal` and `cost` to it. */
export const RENEWAL_JOINS = `
  cross join lateral (${EXTENDED}) amount
  cross join lateral (select ${RENEWAL_BASE}) base ${RENEWAL_OF_BASE}`;

/** Systems among which a contract's amounts are shared, by their place, with how many there are. */
export const SHARES = `select contract_id, system_id, row_number() over (partition by contract_id order by position, system_id) as place,
    count(*) over (partition by contract_id) as count from contract_system`;

/** The part of an amount that falls to a system, a row `share` of SHARES: even parts, the yen that are left over one each to the first. */
export const shareOf = (amount: string): string =>
  `case when share.place is null then ${amount} else ${amount} / share.count + (share.place <= ${amount} % share.count)::int end`;
