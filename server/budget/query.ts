import type { EntityManager } from '@mikro-orm/postgresql';
import { checkPageSize, notACursor, type Page } from '../database/page.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { UUID } from '../uuid.ts';
import { BudgetAxis, BudgetStanding } from './input.ts';
import { AMOUNTS, BESIDES, type BudgetWish, leaves, OWN_STANDINGS, PAYABLE, standingsOf } from './leaf.ts';
import { MARKS } from './mark.ts';
import type { BudgetFigures, BudgetGroup, BudgetLine, BudgetStandingFigures } from './type.ts';

const AXIS_KEYS: Record<BudgetAxis, string> = {
  [BudgetAxis.ORGANISATION]: 'tenant_id',
  [BudgetAxis.SYSTEM]: 'system_id',
  [BudgetAxis.KIND]: 'kind',
  [BudgetAxis.COST_CLASS]: 'class',
  [BudgetAxis.QUARTER]: 'quarter',
};

/** Counts of lines, by the condition for each. */
const COUNTS: Record<string, string> = {
  contractCount: 'true',
  elsewhereCount: 'elsewhere',
  carriedUnknownCount: 'carried and full_year_yen is null',
  carriedInYearUnknownCount: 'carried and in_year_yen is null',
  ...Object.fromEntries(Object.values(MARKS)),
};

/** Sums of amounts, of all lines or of those that may not be needed. */
const SUMS: Record<string, string> = {
  ...Object.fromEntries(Object.entries(AMOUNTS).map(([name, column]) => [name, `sum(${column}_share)`])),
  carriedYen: 'sum(full_year_yen_share) filter (where carried)',
  carriedInYearYen: 'sum(in_year_yen_share) filter (where carried)',
};

const FIGURES = [...Object.keys(COUNTS), ...Object.keys(SUMS)];

/** Sums of a group of leaves: of each count the lines there are, and with `several` of a line as `first_…` those whose first leaf it holds. */
const groupColumns = (several: boolean): string =>
  [
    ...Object.entries(COUNTS).map(([name, condition]) => `count(*) filter (where ${condition}) as "${name}"`),
    ...Object.entries(several ? COUNTS : {}).map(
      ([name, condition]) => `count(*) filter (where first and (${condition})) as "first_${name}"`,
    ),
    ...Object.entries(SUMS).map(([name, sum]) => `coalesce(${sum}, 0) as "${name}"`),
  ].join(', ');

/** The figures of groups together; with `first` a line that is in several of them is counted once. */
const together = (first: boolean): string =>
  FIGURES.map(name => `'${name}', sum("${first && Object.hasOwn(COUNTS, name) ? `first_${name}` : name}")`).join(', ');

interface Summed {
  standing: BudgetStanding | null;
  key: string | null;
  figures: BudgetFigures;
}

export interface BudgetSums {
  standings: BudgetStandingFigures[];
  besides: BudgetStandingFigures[];
  payable: BudgetFigures;
  total: BudgetFigures;
  groups: BudgetGroup[];
  endingSoonCount: number;
}

/** Totals of every standing, and the groups of what is looked at, in one statement besides the names. */
export async function budgetSums(
  em: EntityManager,
  wish: BudgetWish,
  by: BudgetAxis,
  standing: BudgetStanding | null,
): Promise<BudgetSums> {
  const bySystem = by === BudgetAxis.SYSTEM || Boolean(wish.filter?.systemId);
  const byClass = by === BudgetAxis.COST_CLASS || Boolean(wish.filter?.costClass);
  const several = bySystem || byClass;
  const { text, values } = leaves(wish, bySystem, undefined, byClass);
  const rows = await em.execute<Summed[]>(
    `${text}, grouped as materialized (select standing, ${AXIS_KEYS[by]} as key, ${groupColumns(several)} from leaf group by 1, 2)
     select standing, null as key, json_build_object(${together(several)}) as figures from grouped group by standing
     union all
     select null, key::text, json_build_object(${together(false)}) from grouped where standing = any (?::text[]) group by key`,
    [...values, `{${standingsOf(standing).join(',')}}`],
  );
  const grouped = rows.filter(row => row.standing === null);
  const named = await namesOf(
    em,
    by,
    grouped.flatMap(({ key }) => key ?? []),
  );
  const groups = grouped.map(({ key, figures }) => ({
    key,
    name: named.get(key ?? '')?.name ?? null,
    nameEn: named.get(key ?? '')?.nameEn ?? null,
    figures,
  }));
  const totals = new Map(rows.map(row => [row.standing, row.figures]));
  const of = (standings: readonly BudgetStanding[]) => standings.map(one => ({ standing: one, figures: totals.get(one) ?? NOTHING }));
  const added = (standings: readonly BudgetStanding[]): BudgetFigures =>
    Object.fromEntries(
      FIGURES.map(name => [name, of(standings).reduce((sum, { figures }) => sum + figures[name as keyof BudgetFigures], 0)]),
    ) as unknown as BudgetFigures;
  return {
    standings: of(OWN_STANDINGS),
    besides: of(BESIDES),
    payable: added(PAYABLE),
    total: added(standingsOf(standing)),
    groups: by === BudgetAxis.QUARTER ? groups.toSorted(byQuarter) : groups.toSorted(byAmount),
    endingSoonCount: added(OWN_STANDINGS).endingSoonCount,
  };
}

const NOTHING = Object.fromEntries(FIGURES.map(name => [name, 0])) as unknown as BudgetFigures;

const byQuarter = (one: BudgetGroup, other: BudgetGroup): number => (one.key ?? '').localeCompare(other.key ?? '');
const byAmount = ({ key, figures }: BudgetGroup, other: BudgetGroup): number =>
  other.figures.fullYearYen - figures.fullYearYen ||
  other.figures.inYearYen - figures.inYearYen ||
  (key ?? '').localeCompare(other.key ?? '');

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
const ORDER = `coalesce(ends_on, date '-infinity'), number collate "C", id, standing collate "C"`;

const LINE_COLUMNS = `id, standing, starts_on::text as "renewalStartsOn", fiscal_year as "renewalFiscalYear", quarter, months,
  notice_on::text as "noticeOn", notice_state as "noticeState", procurement_on::text as "procurementOn", procurement_state as "procurementState",
  elsewhere as "isElsewhere", funding, carried as "isCarried", shortened_on::text as "shortenedOn",
  ${Object.entries(AMOUNTS)
    .map(([name, column]) => `${column}_share::float8 as "${name}"`)
    .join(', ')}`;

/** A page of the lines of what is looked at. A cursor names a line by its contract and standing. */
export async function budgetLinePage(
  em: EntityManager,
  wish: BudgetWish,
  standing: BudgetStanding | null,
  first: number,
  after?: string | null,
): Promise<Page<BudgetLine>> {
  checkPageSize(first);
  const [afterId = '', afterStanding = ''] = (after ?? '').split(' ');
  if (after && !UUID.test(afterId)) throw notACursor();
  const { text, values } = leaves(wish, Boolean(wish.filter?.systemId), standingsOf(standing));
  const rows = await em.execute<(BudgetLine & { count: number })[]>(
    `${text}, chosen as (select *, count(*) over ()::int as count from leaf where standing = any (?::text[]))
     select ${LINE_COLUMNS}, count from chosen
     ${after ? `where (${ORDER}) > (select ${ORDER} from chosen where id = ? and standing = ?)` : ''} order by ${ORDER} limit ?`,
    [...values, `{${standingsOf(standing).join(',')}}`, ...(after ? [afterId, afterStanding] : []), first + 1],
  );
  const items = rows.slice(0, first).map(({ count: _count, ...line }) => line);
  const last = rows.length > first ? items.at(-1)! : null;
  return { items, nextCursor: last && `${last.id} ${last.standing}`, totalCount: rows[0]?.count ?? 0 };
}

/** Where each contract stands by its own end, for its own page. */
export async function linesOfContracts(
  em: EntityManager,
  ids: readonly string[],
  wish: Omit<BudgetWish, 'filter' | 'contractIds'>,
): Promise<BudgetLine[]> {
  const { text, values } = leaves({ ...wish, filter: null, contractIds: ids }, false, OWN_STANDINGS);
  const rows = await em.execute<BudgetLine[]>(`${text} select ${LINE_COLUMNS} from leaf`, values);
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => byId.get(id)!);
}

/** Every line of some standings, for a sheet. */
export async function allBudgetLines(em: EntityManager, wish: BudgetWish, standings: readonly BudgetStanding[]): Promise<BudgetLine[]> {
  const { text, values } = leaves(wish, Boolean(wish.filter?.systemId), standings);
  return em.execute<BudgetLine[]>(
    `${text} select ${LINE_COLUMNS} from leaf where standing = any (?::text[]) order by array_position(?::text[], standing), ${ORDER}`,
    [...values, `{${standings.join(',')}}`, `{${standings.join(',')}}`],
  );
}
