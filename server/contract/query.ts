import type { EntityManager } from '@mikro-orm/postgresql';
import { checkPageSize, notACursor, type Page } from '../database/page.ts';
import { holding } from '../database/search.ts';
import { today } from '../scalars.ts';
import { UUID } from '../uuid.ts';
import { Contract } from './entity.ts';
import { type ContractFilter, CostClassSought, EndSought } from './input.ts';
import { contractsByIds } from './loader.ts';

/** An unknown end first, then the one that comes soonest, then those without an end. */
const ORDER = (alias: string): string =>
  `(case ${alias}.end_kind when 'UNKNOWN' then date '-infinity' when 'NONE' then date 'infinity' else ${alias}.ends_on end, ${alias}.number collate "C", ${alias}.id)`;

/** How near an end must be to be soon. */
const SOON_DAYS = 90;

const END_CONDITIONS: Record<EndSought, (today: string) => [condition: string, ...values: string[]]> = {
  [EndSought.UNKNOWN]: () => [`c.end_kind = 'UNKNOWN'`],
  [EndSought.NONE]: () => [`c.end_kind = 'NONE'`],
  [EndSought.ENDED]: day => ['c.ends_on < ?::date', day],
  [EndSought.SOON]: day => [`c.ends_on between ?::date and ?::date + ${SOON_DAYS}`, day, day],
  [EndSought.LATER]: day => [`c.ends_on > ?::date + ${SOON_DAYS}`, day],
};

/** A page of the contracts that the viewer sees. */
export async function contractPage(
  em: EntityManager,
  filter: ContractFilter | null,
  first: number,
  after?: string | null,
): Promise<Page<Contract>> {
  checkPageSize(first);
  if (after && !(UUID.test(after) && (await em.count(Contract, { id: after })))) throw notACursor();
  const { from, values } = sought(filter ?? {});
  const [{ count }] = await em.execute<[{ count: number }]>(`select count(*)::int as count ${from}`, values);
  const rows = await em.execute<{ id: string }[]>(
    `select c.id ${from} ${after ? `and ${ORDER('c')} > (select ${ORDER('l')} from contract l where l.id = ?)` : ''} order by ${ORDER('c')} limit ?`,
    [...values, ...(after ? [after] : []), first + 1],
  );
  const items = await contractsByIds(
    em,
    rows.slice(0, first).map(({ id }) => id),
  );
  return { items, nextCursor: rows.length > first ? items.at(-1)!.id : null, totalCount: count };
}

/** All contracts that a filter lets through, in the same order. */
export async function contractsOf(em: EntityManager, filter: ContractFilter): Promise<Contract[]> {
  const { from, values } = sought(filter);
  const rows = await em.execute<{ id: string }[]>(`select c.id ${from} order by ${ORDER('c')}`, values);
  return contractsByIds(
    em,
    rows.map(({ id }) => id),
  );
}

function sought(filter: ContractFilter): { from: string; values: (string | number)[] } {
  const { search, organisationId, systemId, kind, costClass, end } = filter;
  const conditions = ['true'];
  const values: string[] = [];
  const demand = (condition: string, ...given: string[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  const pattern = holding(search);
  if (pattern) {
    demand(
      `(c.number ilike ? or c.title ilike ? or c.product_name ilike ?
        or exists (select from vendor v where v.id = c.vendor_id and array_to_string(v.name || v.other_names, E'\\n') ilike ?))`,
      pattern,
      pattern,
      pattern,
      pattern,
    );
  }
  if (organisationId) demand('c.tenant_id::text = ?', organisationId);
  if (systemId) demand('exists (select from contract_system s where s.contract_id = c.id and s.system_id::text = ?)', systemId);
  if (kind) demand('c.kind = ?', kind);
  if (costClass === CostClassSought.UNKNOWN) demand('c.cost_class is null');
  else if (costClass) demand(`c.cost_class in (?, 'BOTH')`, costClass);
  if (end) demand(...END_CONDITIONS[end](today()));
  return { from: `from contract c where ${conditions.join(' and ')}`, values };
}
