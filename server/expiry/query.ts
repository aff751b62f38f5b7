import type { EntityManager } from '@mikro-orm/postgresql';
import { RENEWAL_JOINS, shareOf, SHARES } from '../budget/renewal.ts';
import { Contract } from '../contract/entity.ts';
import { ContractKind, EndKind } from '../contract/terms.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { softwareSupportOf } from '../product/loader.ts';
import { SupportEndState } from '../product/type.ts';
import { firstDayOfMonth, monthOf } from '../scalars.ts';
import { type ExpiryHeatmap, ExpiryKind, ExpiryLens, type ExpiryRow } from './type.ts';

const UNKNOWN = 'UNKNOWN';
const PASSED = 'PASSED';
const LATER = 'LATER';

export interface ExpiryWish {
  lens: ExpiryLens;
  kind: ExpiryKind;
  asOf: string;
  /** Whose contracts, and of which kind; null for all. */
  organisationId: string | null;
  contractKind: ContractKind | null;
}

/** One contract in one row. */
interface Leaf {
  contractId: string;
  /** Organisation or system. */
  rowId: string | null;
  /** Its share of what the contract costs in a year; null when unknown. */
  yen: number | null;
  end: string;
}

/** Each contract that has not ended once, or once for each of its systems with an even share, the odd yen going to the first of them. */
const LEAVES: Record<ExpiryLens, string> = {
  [ExpiryLens.MINISTRY_MONTH]: 'select line.id, line.tenant_id as row_id, line.yearly as yen, line.ends from line',
  [ExpiryLens.SYSTEM_QUARTER]: `select line.id, share.system_id as row_id, ${shareOf('line.yearly')} as yen, line.ends
    from line left join (${SHARES}) share on share.contract_id = line.id`,
};

/** SQL expression of the end of `contract c`; null where it has none, or where the ledger alone does not tell. */
const ENDS: Record<ExpiryKind, string> = {
  [ExpiryKind.CONTRACT_END]: `case when c.end_kind = '${EndKind.UNKNOWN}' then '${UNKNOWN}' else c.ends_on::text end`,
  [ExpiryKind.LICENCE_END]: `coalesce(c.licence_ends_on::text, case when c.kind = '${ContractKind.LICENCE}' then '${UNKNOWN}' end)`,
  [ExpiryKind.SUPPORT_END]: 'null::text',
  [ExpiryKind.PLANNED_STOP]: 'c.stops_on::text',
};

/** Every contract of the heatmap in its row and column: what is counted and what opens from it are the same. */
async function leavesOf(em: EntityManager, wish: ExpiryWish): Promise<Leaf[]> {
  const { lens, kind, asOf, organisationId, contractKind } = wish;
  const rows = await em.execute<{ id: string; rowId: string | null; yen: string | null; ends: string | null }[]>(
    `with line as (select c.id, c.tenant_id, cost.yearly, ${ENDS[kind]} as ends from contract c ${RENEWAL_JOINS} where (c.ends_on is null or c.ends_on >= ?::date)
       and c.tenant_id = coalesce(?::uuid, c.tenant_id) and c.kind = coalesce(?, c.kind))
     select id, row_id as "rowId", yen::text as yen, ends from (${LEAVES[lens]}) leaf order by id, row_id`,
    [asOf, organisationId, contractKind],
  );
  const supports = kind === ExpiryKind.SUPPORT_END ? await supportsOf(em, wish) : null;
  const columnOf = columnFinder(lens, asOf);
  return rows.flatMap(({ id, rowId, yen, ends }) => {
    const end = supports ? supports.get(id) : ends;
    return end ? [{ contractId: id, rowId, yen: yen === null ? null : Number(yen), end: columnOf(end) }] : [];
  });
}

/** The end of the vendor's support of each contract: a day, UNKNOWN or PASSED; a contract that has no such end is left out. */
async function supportsOf(em: EntityManager, { asOf, organisationId, contractKind }: ExpiryWish): Promise<Map<string, string>> {
  const contracts = await em.find(Contract, {
    $or: [{ endsOn: null }, { endsOn: { $gte: asOf } }],
    ...(organisationId && { tenantId: organisationId }),
    ...(contractKind && { kind: contractKind }),
  });
  const supports = await softwareSupportOf(em, contracts, asOf);
  return new Map(supports.map(({ contract: { id }, end }) => [id, end.state === SupportEndState.ENDED ? PASSED : (end.endsOn ?? UNKNOWN)]));
}

/** Months of a period, and how many periods are shown. */
const PERIODS: Record<ExpiryLens, readonly [months: number, count: number]> = {
  [ExpiryLens.MINISTRY_MONTH]: [1, 24],
  [ExpiryLens.SYSTEM_QUARTER]: [3, 12],
};

/** First days of the periods, from the one under way. Quarters of the calendar are those of the fiscal year too. */
function periodsOf(lens: ExpiryLens, asOf: string): string[] {
  const [months, count] = PERIODS[lens];
  const now = monthOf(asOf);
  const first = now - (now % months);
  return Array.from({ length: count }, (_, place) => firstDayOfMonth(first + place * months));
}

function columnFinder(lens: ExpiryLens, asOf: string): (end: string) => string {
  const periods = periodsOf(lens, asOf);
  const after = firstDayOfMonth(monthOf(periods.at(-1)!) + PERIODS[lens][0]);
  return end => {
    if (end === UNKNOWN || end === PASSED) return end;
    if (end < asOf) return PASSED;
    // ISO dates order as text.
    return end >= after ? LATER : periods.findLast(period => period <= end)!;
  };
}

export async function expiryHeatmap(em: EntityManager, wish: ExpiryWish): Promise<ExpiryHeatmap> {
  const columns = [UNKNOWN, PASSED, ...periodsOf(wish.lens, wish.asOf), LATER];
  const placeOf = new Map(columns.map((column, place) => [column, place]));
  const byRow = Map.groupBy(await leavesOf(em, wish), ({ rowId }) => rowId);
  const names = await rowNames(
    em,
    wish.lens,
    [...byRow.keys()].filter(id => id !== null),
  );
  const order = new Map(names.map(({ id }, place) => [id, place]));
  const rows = [...byRow].map(([id, leaves]): ExpiryRow => {
    const row = { counts: columns.map(() => 0), yen: columns.map(() => 0), unknownYenCounts: columns.map(() => 0) };
    for (const { end, yen } of leaves) {
      const place = placeOf.get(end)!;
      row.counts[place]!++;
      if (yen === null) row.unknownYenCounts[place]!++;
      else row.yen[place]! += yen;
    }
    const named = names[order.get(id ?? '') ?? -1];
    return { id, name: named?.name ?? null, nameEn: named?.nameEn ?? null, ...row };
  });
  const rank = ({ id }: ExpiryRow): number => (id === null ? names.length + 1 : (order.get(id) ?? names.length));
  return { asOf: wish.asOf, columns, rows: rows.toSorted((one, other) => rank(one) - rank(other)) };
}

/** Rows that the viewer may know, in their order. */
async function rowNames(
  em: EntityManager,
  lens: ExpiryLens,
  ids: string[],
): Promise<{ id: string; name: string; nameEn?: string | null }[]> {
  if (lens === ExpiryLens.SYSTEM_QUARTER) return em.find(InformationSystem, { id: { $in: ids } }, { orderBy: { code: 'asc', id: 'asc' } });
  return em.find(Organisation, { id: { $in: ids } }, { orderBy: { protocolOrder: 'asc', id: 'asc' } });
}

/** Ids of the contracts behind one cell. */
export async function expiryContractIds(em: EntityManager, wish: ExpiryWish, rowId: string | null, column: string): Promise<string[]> {
  const leaves = await leavesOf(em, wish);
  return leaves.filter(leaf => leaf.rowId === rowId && leaf.end === column).map(({ contractId }) => contractId);
}
