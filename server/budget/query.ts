import type { EntityManager } from '@mikro-orm/postgresql';
import { checkPageSize, notACursor, type Page } from '../database/page.ts';
import { RETIRING_DECISIONS } from '../decision/effective-day.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { fiscalYearOf } from '../scalars.ts';
import { UUID } from '../uuid.ts';
import { BudgetAxis, type BudgetFilter, BudgetStanding } from './input.ts';
import { FISCAL_YEAR, RENEWAL_JOINS, shareOf, SHARES } from './renewal.ts';
import type { BudgetFigures, BudgetGroup, BudgetLine, BudgetStandingFigures } from './type.ts';

export interface BudgetWish {
  fiscalYear: number;
  asOf: string;
  filter: BudgetFilter | null;
}

/** Amounts of a line, all of which are shared among the systems of a contract. */
const AMOUNTS = ['full_year_yen', 'in_year_yen', 'executed_yen', 'budgeted_yen', 'requested_yen', 'obligation_yen'] as const;

/**
 * The contracts that the filter lets through, as common table expressions that end in `leaf`: one row for each contract, or where
 * systems matter (`bySystem`) one for each contract and system, with its share. Totals, groups and lines are all read from it,
 * so they cannot disagree. `first` marks one leaf of each contract, to count contracts by.
 */
function leaves({ fiscalYear, asOf, filter }: BudgetWish, bySystem: boolean): { text: string; values: (string | number)[] } {
  const values: (string | number)[] = [];
  /** A placeholder for a value, which must come up in the order of the text. */
  const put = (value: string | number, type: 'int' | 'date'): string => {
    values.push(value);
    return `?::${type}`;
  };
  const yearEndsOn = `${fiscalYear + 1}-03-31`;
  const demand = (condition: string, value: string | number | null | undefined): string => {
    if (value === null || value === undefined) return '';
    values.push(value);
    return ` and ${condition}`;
  };
  const { organisationId, systemId, withoutSystem, kind, costClass, quarter } = filter ?? {};
  const year = (name: string, of: string): string =>
    `left join contract_year ${name} on ${name}.contract_id = c.id and ${name}.fiscal_year = ${of}`;
  const text = `
  -- The first day on which something of a contract is no longer needed.
  with ending as (
    select cs.contract_id, null::uuid as decision_id, case s.lifecycle_state when 'RETIRED' then date '-infinity' else s.retires_on end as day
    from contract_system cs join information_system s on s.id = cs.system_id
    where s.lifecycle_state = 'RETIRED' or s.retires_on is not null
    union all select contract_id, decision_id, first_day from (${RETIRING_DECISIONS}) decided
    union all select id, null, stops_on + 1 from contract where stops_on is not null
  ), retiring as materialized (
    select ending.contract_id, count(decision_id)::int as decisions,
      coalesce(bool_or(day <= renewal.starts_on), false) as carried,
      min(day) filter (where day > renewal.starts_on and day <= renewal.ends_on) as shortened_on
    from ending join contract c on c.id = ending.contract_id
    cross join lateral (select coalesce(c.ends_on + 1, ${put(yearEndsOn, 'date')}) as starts_on) start
    cross join lateral (select start.starts_on, make_date(${FISCAL_YEAR('start.starts_on')} + 1, 3, 31) as ends_on) renewal
    group by ending.contract_id
  ), line as (
    select c.id, c.tenant_id, c.number, c.kind, coalesce(c.cost_class, 'UNKNOWN') as cost_class, c.ends_on,
      c.ends_on - c.notice_days as notice_on, renewal.starts_on, renewal.fiscal_year, renewal.quarter, renewal.months,
      case when c.end_kind = 'UNKNOWN' then 'UNKNOWN_END' when c.end_kind = 'NONE' then 'NO_END'
        when renewal.fiscal_year = ${put(fiscalYear, 'int')} then 'RENEWAL' when c.ends_on < ${put(asOf, 'date')} then 'ENDED'
        when renewal.fiscal_year = ${put(fiscalYearOf(asOf), 'int')} then 'CURRENT_YEAR' else 'OTHER_YEAR' end as standing,
      c.ends_on between ${put(asOf, 'date')} and ${put(asOf, 'date')} + 90 as ends_soon,
      cost.yearly as full_year_yen, cost.in_year as in_year_yen, past.executed_yen, cur.budgeted_yen, req.requested_yen, req.obligation_yen,
      case when own.budgeted_yen is null or cost.in_year is null then 'UNKNOWN' when own.budgeted_yen >= cost.in_year then 'FUNDED'
        when own.budgeted_yen = 0 then 'NOT_FUNDED' else 'SHORT' end as funding,
      coalesce(retiring.decisions, 0) as decisions, coalesce(retiring.carried, false) as carried,
      case when not retiring.carried then retiring.shortened_on end as shortened_on
    from contract c ${RENEWAL_JOINS}
    ${year('past', put(fiscalYear - 2, 'int'))} ${year('cur', put(fiscalYear - 1, 'int'))} ${year('req', put(fiscalYear, 'int'))} ${year('own', 'renewal.fiscal_year')}
    left join retiring on retiring.contract_id = c.id
    where true${demand('c.tenant_id = ?::uuid', organisationId)}${demand('c.kind = ?', kind)}
      ${demand(`coalesce(c.cost_class, 'UNKNOWN') = ?`, costClass)}${demand('renewal.quarter = ?', quarter)}
      ${withoutSystem ? 'and not exists (select from contract_system cs where cs.contract_id = c.id)' : ''}
  )${
    bySystem
      ? `, share as (
    ${SHARES}
  ), leaf as (
    select line.*, share.system_id, ${systemId ? 'true' : 'coalesce(share.place, 1) = 1'} as first,
      ${AMOUNTS.map(amount => `${shareOf(amount)} as ${amount}_share`).join(', ')}
    from line left join share on share.contract_id = line.id where true${demand('share.system_id = ?::uuid', systemId)}
  )`
      : `, leaf as (select *, true as first, ${AMOUNTS.map(amount => `${amount} as ${amount}_share`).join(', ')} from line)`
  }`;
  return { text, values };
}

const AXIS_KEYS: Record<BudgetAxis, string> = {
  [BudgetAxis.ORGANISATION]: 'tenant_id::text',
  [BudgetAxis.SYSTEM]: 'system_id::text',
  [BudgetAxis.KIND]: 'kind',
  [BudgetAxis.COST_CLASS]: 'cost_class',
  [BudgetAxis.QUARTER]: 'quarter::text',
};

/** Counts of contracts, by the condition for each. */
const COUNTS: Record<string, string> = {
  contractCount: 'true',
  unknownAmountCount: 'full_year_yen is null',
  executedUnknownCount: 'executed_yen is null',
  budgetedUnknownCount: 'budgeted_yen is null',
  notRequestedCount: 'requested_yen is null',
  notFundedCount: `funding = 'NOT_FUNDED'`,
  shortCount: `funding = 'SHORT'`,
  fundingUnknownCount: `funding = 'UNKNOWN'`,
  carriedCount: 'carried',
  decidedCount: 'not carried and decisions > 0',
};

const SUMS = {
  fullYearYen: 'full_year_yen_share',
  inYearYen: 'in_year_yen_share',
  executedYen: 'executed_yen_share',
  budgetedYen: 'budgeted_yen_share',
  requestedYen: 'requested_yen_share',
  obligationYen: 'obligation_yen_share',
} as const;

const YEN = [...Object.keys(SUMS), 'carriedYen'];

/** Sums of a group of leaves: of each count the contracts there are, and with `bySystem` as `first_…` those whose first leaf it holds. */
const groupColumns = (bySystem: boolean): string =>
  [
    ...Object.entries(COUNTS).map(([name, condition]) => `count(*) filter (where ${condition}) as "${name}"`),
    ...Object.entries(bySystem ? COUNTS : {}).map(
      ([name, condition]) => `count(*) filter (where first and (${condition})) as "first_${name}"`,
    ),
    ...Object.entries(SUMS).map(([name, column]) => `coalesce(sum(${column}), 0) as "${name}"`),
    'coalesce(sum(full_year_yen_share) filter (where carried), 0) as "carriedYen"',
    'count(*) filter (where first and ends_soon) as ends_soon',
  ].join(', ');

/** The figures of one group. */
const OF_GROUP = [...Object.keys(COUNTS), ...YEN].map(name => `'${name}', "${name}"`).join(', ');

/** The figures of all groups of a standing together, in which a contract is counted once. */
const ofTotal = (bySystem: boolean): string =>
  [
    ...Object.keys(COUNTS).map(name => `'${name}', sum("${bySystem ? `first_${name}` : name}")`),
    ...YEN.map(name => `'${name}', sum("${name}")`),
  ].join(', ');

interface Summed {
  standing: BudgetStanding;
  key: string | null;
  grouped: boolean;
  figures: BudgetFigures;
  endingSoon: number;
}

export interface BudgetSums {
  standings: BudgetStandingFigures[];
  groups: BudgetGroup[];
  endingSoonCount: number;
}

/** Totals of every standing, and the groups of one, in one statement besides the names. */
export async function budgetSums(em: EntityManager, wish: BudgetWish, by: BudgetAxis, standing: BudgetStanding): Promise<BudgetSums> {
  const bySystem = by === BudgetAxis.SYSTEM || Boolean(wish.filter?.systemId);
  const { text, values } = leaves(wish, bySystem);
  const rows = await em.execute<Summed[]>(
    `${text}, grouped as materialized (select standing, ${AXIS_KEYS[by]} as key, ${groupColumns(bySystem)} from leaf group by 1, 2)
     select standing, null as key, false as grouped, json_build_object(${ofTotal(bySystem)}) as figures, sum(ends_soon)::int as "endingSoon"
     from grouped group by standing
     union all
     select standing, key, true, json_build_object(${OF_GROUP}), 0 from grouped where standing = ?`,
    [...values, standing],
  );
  const named = await namesOf(
    em,
    by,
    rows.flatMap(({ grouped, key }) => (grouped && key) || []),
  );
  const totals = new Map(rows.filter(({ grouped }) => !grouped).map(row => [row.standing, row]));
  const groups = rows
    .filter(({ grouped }) => grouped)
    .map(({ key, figures }) => ({ key, name: named.get(key ?? '')?.name ?? null, nameEn: named.get(key ?? '')?.nameEn ?? null, figures }));
  return {
    standings: Object.values(BudgetStanding).map(one => ({ standing: one, figures: totals.get(one)?.figures ?? NOTHING })),
    groups: by === BudgetAxis.QUARTER ? groups.toSorted(byQuarter) : groups.toSorted(byAmount),
    endingSoonCount: [...totals.values()].reduce((sum, { endingSoon }) => sum + endingSoon, 0),
  };
}

const NOTHING = Object.fromEntries([...Object.keys(COUNTS), ...YEN].map(name => [name, 0])) as unknown as BudgetFigures;

const byQuarter = (one: BudgetGroup, other: BudgetGroup): number => (one.key ?? '').localeCompare(other.key ?? '');
const byAmount = (one: BudgetGroup, other: BudgetGroup): number =>
  other.figures.fullYearYen - one.figures.fullYearYen || (one.key ?? '').localeCompare(other.key ?? '');

async function namesOf(
  em: EntityManager,
  by: BudgetAxis,
  ids: readonly string[],
): Promise<Map<string, { name: string; nameEn?: string | null }>> {
  if (by === BudgetAxis.ORGANISATION) return new Map((await em.find(Organisation, { id: { $in: [...ids] } })).map(one => [one.id, one]));
  if (by === BudgetAxis.SYSTEM) return new Map((await em.find(InformationSystem, { id: { $in: [...ids] } })).map(one => [one.id, one]));
  return new Map();
}

/** The end that comes first stands first; without a known end, by number. */
const ORDER = `coalesce(ends_on, date '-infinity'), number collate "C", id`;

const LINE_COLUMNS = `id, standing, starts_on::text as "renewalStartsOn", fiscal_year as "renewalFiscalYear", quarter, months,
  notice_on::text as "noticeOn", funding, carried as "isCarried", shortened_on::text as "shortenedOn",
  ${Object.entries(SUMS)
    .map(([name, column]) => `${column}::float8 as "${name}"`)
    .join(', ')}`;

/** A page of the contracts of one standing. */
export async function budgetLinePage(
  em: EntityManager,
  wish: BudgetWish,
  standing: BudgetStanding,
  first: number,
  after?: string | null,
): Promise<Page<BudgetLine>> {
  checkPageSize(first);
  if (after && !UUID.test(after)) throw notACursor();
  const { text, values } = leaves(wish, Boolean(wish.filter?.systemId));
  const rows = await em.execute<(BudgetLine & { count: number })[]>(
    `${text}, chosen as (select *, count(*) over ()::int as count from leaf where standing = ?)
     select ${LINE_COLUMNS}, count from chosen ${after ? `where (${ORDER}) > (select ${ORDER} from chosen where id = ?)` : ''} order by ${ORDER} limit ?`,
    [...values, standing, ...(after ? [after] : []), first + 1],
  );
  const items = rows.slice(0, first).map(({ count: _count, ...line }) => line);
  return { items, nextCursor: rows.length > first ? items.at(-1)!.id : null, totalCount: rows[0]?.count ?? 0 };
}

/** Where one contract stands, for its own page. */
export async function linesOfContracts(em: EntityManager, ids: readonly string[], wish: Omit<BudgetWish, 'filter'>): Promise<BudgetLine[]> {
  const { text, values } = leaves({ ...wish, filter: null }, false);
  const rows = await em.execute<BudgetLine[]>(`${text} select ${LINE_COLUMNS} from leaf where id = any (?::uuid[])`, [
    ...values,
    `{${ids.join(',')}}`,
  ]);
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => byId.get(id)!);
}

/** Every line of a standing, for a sheet. */
export async function allBudgetLines(em: EntityManager, wish: BudgetWish, standings: readonly BudgetStanding[]): Promise<BudgetLine[]> {
  const { text, values } = leaves(wish, Boolean(wish.filter?.systemId));
  return em.execute<BudgetLine[]>(
    `${text} select ${LINE_COLUMNS} from leaf where standing = any (?::text[]) order by array_position(?::text[], standing), ${ORDER}`,
    [...values, `{${standings.join(',')}}`, `{${standings.join(',')}}`],
  );
}
