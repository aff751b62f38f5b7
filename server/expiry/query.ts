import type { EntityManager } from '@mikro-orm/postgresql';
import { RENEWAL_JOINS } from '../budget/renewal.ts';
import { Contract } from '../contract/entity.ts';
import { ContractKind, EndKind } from '../contract/terms.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { isOfSoftware, supportEndsOf } from '../product/loader.ts';
import { SupportEndState } from '../product/type.ts';
import { type ExpiryHeatmap, ExpiryKind, ExpiryLens, type ExpiryRow } from './type.ts';

const UNKNOWN = 'UNKNOWN';
const PASSED = 'PASSED';
const LATER = 'LATER';

export interface ExpiryWish {
  lens: ExpiryLens;
  kind: ExpiryKind;
  asOf: string;
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
  [ExpiryLens.MINISTRY_MONTH]: 'select line.id, line.tenant_id as row_id, line.yearly as yen from line',
  [ExpiryLens.SYSTEM_QUARTER]: `select line.id, share.system_id as row_id,
      case when share.place is null then line.yearly else line.yearly / share.count + (share.place <= line.yearly % share.count)::int end as yen
    from line left join (select contract_id, system_id, row_number() over (partition by contract_id order by position, system_id) as place,
      count(*) over (partition by contract_id) as count from contract_system) share on share.contract_id = line.id`,
};

/** Every contract of the heatmap in its row and column: what is counted and what opens from it are the same. */
async function leavesOf(em: EntityManager, { lens, kind, asOf }: ExpiryWish): Promise<Leaf[]> {
  const rows = await em.execute<{ id: string; rowId: string | null; yen: string | null }[]>(
    `with line as (select c.id, c.tenant_id, cost.yearly from contract c ${RENEWAL_JOINS} where c.ends_on is null or c.ends_on >= ?::date)
     select id, row_id as "rowId", yen::text as yen from (${LEAVES[lens]}) leaf order by id, row_id`,
    [asOf],
  );
  const ends = await endsOf(em, kind, asOf);
  const columnOf = columnFinder(lens, asOf);
  return rows.flatMap(({ id, rowId, yen }) => {
    const end = ends.get(id);
    return end ? [{ contractId: id, rowId, yen: yen === null ? null : Number(yen), end: columnOf(end) }] : [];
  });
}

/** The day of each contract, UNKNOWN or PASSED; a contract that has no such end is left out. */
async function endsOf(em: EntityManager, kind: ExpiryKind, asOf: string): Promise<Map<string, string>> {
  const contracts = await em.find(Contract, { $or: [{ endsOn: null }, { endsOn: { $gte: asOf } }] });
  const supports = kind === ExpiryKind.SUPPORT_END ? await supportEndsOf(em, contracts, asOf) : [];
  const found = contracts.map((contract, place): [string, string | null] => {
    if (kind === ExpiryKind.CONTRACT_END) return [contract.id, contract.endKind === EndKind.UNKNOWN ? UNKNOWN : (contract.endsOn ?? null)];
    if (kind === ExpiryKind.LICENCE_END)
      return [contract.id, contract.licenceEndsOn ?? (contract.kind === ContractKind.LICENCE ? UNKNOWN : null)];
    const support = supports[place]!;
    if (!isOfSoftware(contract, support) || support.state === SupportEndState.NONE_ANNOUNCED) return [contract.id, null];
    return [contract.id, support.state === SupportEndState.ENDED ? PASSED : (support.endsOn ?? UNKNOWN)];
  });
  return new Map(found.flatMap(([id, end]) => (end === null ? [] : [[id, end]])));
}

/** First days of the periods, from the one under way. Quarters of the calendar are those of the fiscal year too. */
function periodsOf(lens: ExpiryLens, asOf: string): string[] {
  const [months, count] = lens === ExpiryLens.MINISTRY_MONTH ? [1, 24] : [3, 12];
  const now = Number(asOf.slice(0, 4)) * 12 + Number(asOf.slice(5, 7)) - 1;
  const first = now - (now % months);
  return Array.from({ length: count }, (_, place) => firstDay(first + place * months));
}

const firstDay = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;

function columnFinder(lens: ExpiryLens, asOf: string): (end: string) => string {
  const periods = periodsOf(lens, asOf);
  const months = lens === ExpiryLens.MINISTRY_MONTH ? 1 : 3;
  const after = firstDay(Number(periods.at(-1)!.slice(0, 4)) * 12 + Number(periods.at(-1)!.slice(5, 7)) - 1 + months);
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
