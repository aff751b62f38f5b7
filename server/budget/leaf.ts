import { DEVELOPMENT_PART, EXTENDED } from '../contract/amount.ts';
import { CostClassSought } from '../contract/input.ts';
import { RETIRING_DECISIONS } from '../decision/effective-day.ts';
import { fiscalYearOf } from '../scalars.ts';
import { type BudgetFilter, BudgetStanding } from './input.ts';
import { MARKS } from './mark.ts';
import { RENEWAL_BASE, RENEWAL_OF_BASE, requestWindow, shareOf, SHARES } from './renewal.ts';

export interface BudgetWish {
  fiscalYear: number;
  asOf: string;
  filter: BudgetFilter | null;
  /** The contracts to look at; all of them unless named. */
  contractIds?: readonly string[];
}

/** Standings of which each contract has exactly one, by its own end. */
export const OWN_STANDINGS = [
  BudgetStanding.UNKNOWN_END,
  BudgetStanding.RENEWAL,
  BudgetStanding.CURRENT_YEAR,
  BudgetStanding.ENDED,
  BudgetStanding.OTHER_YEAR,
  BudgetStanding.NO_END,
] as const;

/** What a fiscal year has to pay or decide besides, of contracts that stand elsewhere by their own end. */
export const BESIDES = [BudgetStanding.RUNNING, BudgetStanding.LICENCE_END] as const;

/** What a fiscal year pays: no yen of it is in both. */
export const PAYABLE = [BudgetStanding.RENEWAL, BudgetStanding.RUNNING] as const;

/** The standings that one to be looked at holds; null for every contract once. */
export function standingsOf(standing: BudgetStanding | null): readonly BudgetStanding[] {
  if (standing === null) return OWN_STANDINGS;
  return standing === BudgetStanding.PAYABLE ? PAYABLE : [standing];
}

/** Amounts of a line by their names, all of which are shared among the systems of a contract. */
export const AMOUNTS = {
  fullYearYen: 'full_year_yen',
  inYearYen: 'in_year_yen',
  executedYen: 'executed_yen',
  budgetedYen: 'budgeted_yen',
  requestedYen: 'requested_yen',
  obligationYen: 'obligation_yen',
  shortfallYen: 'shortfall_yen',
} as const;

/**
 * The lines that the filter lets through, as common table expressions that end in `leaf`: one row for each, or where systems matter
 * (`bySystem`) one for each line and system, with its share, and where classes of cost do (`byClass`)
 * one for each class. Totals, groups and lines are all read from it, so they cannot disagree.
 * `first` marks one leaf of each line, to count by. Kinds of line that hold none of the `standings` are left out; those that are there
 * may still hold others.
 */
export function leaves(
  { fiscalYear, asOf, filter, contractIds }: BudgetWish,
  bySystem: boolean,
  standings: readonly BudgetStanding[] = [...OWN_STANDINGS, ...BESIDES],
  byClass = Boolean(filter?.costClass),
): { text: string; values: (string | number)[] } {
  const values: (string | number)[] = [];
  /** A placeholder for a value, which must come up in the order of the text. */
  const put = (value: string | number, type: 'int' | 'date'): string => {
    values.push(value);
    return `?::${type}`;
  };
  const demand = (condition: string, value: string | number | null | undefined): string => {
    if (value === null || value === undefined) return '';
    values.push(value);
    return ` and ${condition}`;
  };
  const { organisationId, systemId, withoutSystem, kind, costClass, quarter, mark } = filter ?? {};
  /** What is recorded of a contract for a year; that of its renewal is read anew only where it is none of those that are read anyway. */
  const year = (name: string, of: string): string =>
    `left join contract_year ${name} on ${name}.contract_id = c.id and ${name}.fiscal_year = ${of}`;
  const { from, to } = requestWindow(fiscalYear);
  const text = `
  with given as (
    select ${put(fiscalYear, 'int')} as year, ${put(`${fiscalYear}-04-01`, 'date')} as begins_on, ${put(`${fiscalYear + 1}-03-31`, 'date')} as ends_on,
      ${put(asOf, 'date')} as as_of, ${put(fiscalYearOf(asOf), 'int')} as current_year, ${put(from, 'date')} as window_from, ${put(to, 'date')} as window_to
  -- Days on which something of a contract is no longer needed, besides that on which the contract itself is to stop.
  ), ending as (
    select cs.contract_id, null::uuid as decision_id, case s.lifecycle_state when 'RETIRED' then date '-infinity' else s.retires_on end as day
    from contract_system cs join information_system s on s.id = cs.system_id
    where s.lifecycle_state = 'RETIRED' or s.retires_on is not null
    union all select contract_id, decision_id, first_day from (${RETIRING_DECISIONS}) decided
  ), retiring as materialized (
    select contract_id, count(decision_id)::int as decisions, min(day) as day from ending group by contract_id
  -- Kept apart by its offset: else what is dear to find out would be found out anew wherever it is read.
  ), dated as (
    select c.*, amount.yen, amount.per_year, ${RENEWAL_BASE} from contract c cross join lateral (${EXTENDED}) amount
    where true${demand('c.id = any (?::uuid[])', contractIds && `{${contractIds.join(',')}}`)}
      ${demand('c.tenant_id = ?::uuid', organisationId)}${demand('c.kind = ?', kind)}
      ${costClass === CostClassSought.UNKNOWN ? 'and c.cost_class is null' : demand(`c.cost_class in (?, 'BOTH')`, costClass)}
      ${withoutSystem ? 'and not exists (select from contract_system cs where cs.contract_id = c.id)' : ''}
    offset 0
  ), entry as (
    select c.id, c.tenant_id, c.number, c.kind, coalesce(c.cost_class, 'UNKNOWN') as cost_class, c.amount_yen, c.development_yen, c.ends_on, renewal.fiscal_year,
      coalesce(retiring.decisions, 0) as decisions, c.ends_on - c.notice_days as notice_on, part.*
    from given cross join dated c
    cross join lateral (select c.renewal_month, c.yearly) base ${RENEWAL_OF_BASE}
    ${year('past', 'given.year - 2')} ${year('cur', 'given.year - 1')} ${year('req', 'given.year')}
    ${year('other', 'renewal.fiscal_year')} and other.fiscal_year not in (given.year - 1, given.year)
    left join retiring on retiring.contract_id = c.id
    cross join lateral (select case renewal.fiscal_year when given.year - 1 then cur.budgeted_yen when given.year then req.budgeted_yen
      else other.budgeted_yen end as budgeted_yen) own
    cross join lateral (select least(retiring.day, c.stops_on + 1) as day, coalesce(renewal.starts_on, given.ends_on) as starts_on,
      coalesce(renewal.fiscal_year, given.year) as fiscal_year) gone
    cross join lateral (${partsOf(standings)}) part
  ), line as (
    select * from entry where true${demand('quarter = ?', quarter)}${mark ? ` and ${MARKS[mark][1]}` : ''}
  )${bySystem ? `, share as (${SHARES})` : ''}, leaf as (
    select line.*, ${bySystem ? 'share.system_id,' : ''} ${byClass ? 'part.class,' : ''}
      ${bySystem && !systemId ? 'coalesce(share.place, 1) = 1' : 'true'}${byClass && !costClass ? ' and part.is_first' : ''} as first,
      ${Object.values(AMOUNTS)
        .map(amount => `${byClass ? ofClass(amount, bySystem) : part(amount, bySystem)} as ${amount}_share`)
        .join(', ')}
    from line ${byClass ? `join ${CLASSES} on part.of = line.cost_class` : ''} ${bySystem ? 'left join share on share.contract_id = line.id' : ''}
    where true${byClass ? demand('part.class = ?', costClass) : ''}${bySystem ? demand('share.system_id = ?::uuid', systemId) : ''}
  )`;
  return { text, values };
}

/** The classes that pay for a contract, by its own. */
const CLASSES = `(values ('DEVELOPMENT', 'DEVELOPMENT', true), ('OPERATION', 'OPERATION', true), ('UNKNOWN', 'UNKNOWN', true),
  ('BOTH', 'DEVELOPMENT', true), ('BOTH', 'OPERATION', false)) part (of, class, is_first)`;

const part = (amount: string, bySystem: boolean): string => (bySystem ? shareOf(amount) : amount);

/**
 * The part of an amount that a class pays. 整備経費 is shared among systems as every amount is, and 運用等経費 is what that leaves of the
 * share of each: so systems and classes add up to the yen whichever is summed first.
 */
function ofClass(amount: string, bySystem: boolean): string {
  const development = part(`(${DEVELOPMENT_PART(amount)})`, bySystem);
  return `case when line.cost_class <> 'BOTH' then ${part(amount, bySystem)} when part.class = 'DEVELOPMENT' then ${development}
    else ${part(amount, bySystem)} - (${development}) end`;
}

/** How a day that somebody must not miss stands; one that counts back from an end that has passed is no longer of use. */
const dayState = (needed: string, end: string, day: string): string =>
  `case when not (${needed}) or ${end} < given.as_of then 'NOT_NEEDED' when ${day} is null then 'UNKNOWN' when ${day} < given.as_of then 'PASSED' else 'AHEAD' end`;

/**
 * The lines of one contract, from `given`, `contract c` and what is joined to it: by its own end; what it costs in the year while it
 * runs; and the end of its licence. Amounts that were recorded for a fiscal year stand on the first of the lines that the request adds
 * up, and the others say that they stand `elsewhere`, so that nothing counts twice.
 *
 * A running contract is paid by its part of the obligation, or where none is recorded and it costs so much a year, by the months in
 * which it runs: those from April, or from its start, to the month before its renewal starts, so that both together are the whole.
 */
const OWN_END = `
  select by_end.standing, renewal.starts_on, renewal.quarter, renewal.months, false as elsewhere,
    cost.yearly as full_year_yen, cost.in_year as in_year_yen, past.executed_yen, cur.budgeted_yen, req.requested_yen, null::bigint as obligation_yen,
    case when money.funding in ('NOT_FUNDED', 'SHORT') then cost.in_year - own.budgeted_yen end as shortfall_yen, money.funding,
    coalesce(gone.day <= gone.starts_on, false) as carried,
    case when gone.day > gone.starts_on and gone.day <= make_date(gone.fiscal_year + 1, 3, 31) then gone.day end as shortened_on,
    ${dayState(`c.end_kind <> 'NONE' and c.renewal_kind is distinct from 'NONE'`, 'c.ends_on', 'c.ends_on - c.notice_days')} as notice_state,
    c.ends_on - c.lead_time_days as procurement_on,
    ${dayState(`c.end_kind <> 'NONE' and c.renewal_kind is distinct from 'TACIT'`, 'c.ends_on', 'c.ends_on - c.lead_time_days')} as procurement_state,
    coalesce(c.ends_on between given.as_of and given.as_of + 90, false) as ends_soon
  from (select case when c.end_kind = 'UNKNOWN' then 'UNKNOWN_END' when c.end_kind = 'NONE' then 'NO_END'
      when renewal.fiscal_year = given.year then 'RENEWAL' when c.ends_on < given.as_of then 'ENDED'
      when renewal.fiscal_year = given.current_year then 'CURRENT_YEAR' else 'OTHER_YEAR' end as standing) by_end,
    (select case when own.budgeted_yen is null then 'UNKNOWN' when own.budgeted_yen = 0 and cost.in_year is distinct from 0 then 'NOT_FUNDED'
      when cost.in_year is null then 'UNKNOWN' when own.budgeted_yen >= cost.in_year then 'FUNDED' else 'SHORT' end as funding) money`;

const RUNNING = `
  select 'RUNNING', renewal.starts_on, running.from_month / 3 + 1, running.months, renewed.within,
    case when not renewed.within then cost.yearly end,
    coalesce(req.obligation_yen, case when c.per_year
      then c.yen * (12 - running.from_month) / 12 - case when renewed.within then cost.in_year else 0 end end),
    case when not renewed.within then past.executed_yen end, case when not renewed.within then cur.budgeted_yen end,
    case when not renewed.within then req.requested_yen end, req.obligation_yen, null, 'UNKNOWN', false, null, 'NOT_NEEDED', null, 'NOT_NEEDED', false
  from (select coalesce(renewal.fiscal_year = given.year, false) as within) renewed,
    lateral (select case when c.starts_on > given.begins_on and c.starts_on <= given.ends_on
      then (extract(month from c.starts_on)::int + 8) % 12 else 0 end as from_month) start,
    lateral (select start.from_month, case when c.end_kind = 'UNKNOWN' then null when c.starts_on > given.ends_on or c.ends_on < given.begins_on then 0
      when renewed.within then 12 - renewal.months - start.from_month else 12 - start.from_month end as months) running
  where running.months > 0 or req.obligation_yen > 0`;

const LICENCE_END = `
  select 'LICENCE_END', c.licence_ends_on + 1, (extract(month from c.licence_ends_on + 1)::int + 8) % 12 / 3 + 1, null, true,
    null, null, null, null, null, null, null, 'UNKNOWN', false, null, 'NOT_NEEDED', c.licence_ends_on - c.lead_time_days,
    ${dayState('c.licence_ends_on is not null', 'c.licence_ends_on', 'c.licence_ends_on - c.lead_time_days')}, false
  where case when c.licence_ends_on is null
    then c.kind = 'LICENCE' and (c.end_kind = 'NONE' or c.ends_on > given.window_to) and (c.starts_on is null or c.starts_on <= given.ends_on)
    else c.licence_ends_on between given.window_from and given.window_to and (c.ends_on is null or c.ends_on > c.licence_ends_on) end`;

/** The lines of those kinds that may hold one of the standings. The first names the columns and their types, so it is there at all times. */
function partsOf(standings: readonly BudgetStanding[]): string {
  return [
    `${OWN_END} where ${OWN_STANDINGS.some(own => standings.includes(own))}`,
    ...(standings.includes(BudgetStanding.RUNNING) ? [RUNNING] : []),
    ...(standings.includes(BudgetStanding.LICENCE_END) ? [LICENCE_END] : []),
  ].join(' union all ');
}
