import type { EntityManager } from '@mikro-orm/postgresql';
import { confirmationOf } from '../attestation/query.ts';
import { cursorOf, readCursor } from '../database/cursor.ts';
import { checkPageSize, type Page } from '../database/page.ts';
import { holding } from '../database/search.ts';
import { InformationSystem } from './entity.ts';
import { type InformationSystemFilter, SystemSort } from './input.ts';
import { COMPLETENESS } from './record-rule.ts';
import type { SystemRecord } from './type.ts';

/** Columns and joins of how the record of each `information_system system` stands. */
export const RECORD_COLUMNS = `completeness.required_count as "requiredCount", completeness.missing, confirmation.state as "confirmationState",
  confirmation.confirmed_on::text as "confirmedOn", confirmation.confirmed_by_name as "confirmedByName", confirmation.holds_until::text as "holdsUntil"`;
export const RECORD_JOINS = `${COMPLETENESS} ${confirmationOf('system')}`;

export interface RecordRow extends Pick<SystemRecord, 'requiredCount' | 'missing'> {
  confirmationState: SystemRecord['confirmation']['state'];
  confirmedOn: string | null;
  confirmedByName: string | null;
  holdsUntil: string | null;
}

export const recordOf = ({
  requiredCount,
  missing,
  confirmationState,
  confirmedOn,
  confirmedByName,
  holdsUntil,
}: RecordRow): SystemRecord => ({
  requiredCount,
  missing,
  completenessRatio: (requiredCount - missing.length) / requiredCount,
  confirmation: { state: confirmationState, confirmedOn, confirmedByName, holdsUntil },
});

/** How the record of each system stands. */
export async function recordsOfSystems(em: EntityManager, ids: readonly string[]): Promise<SystemRecord[]> {
  const rows = await em.execute<(RecordRow & { id: string })[]>(
    `select system.id, ${RECORD_COLUMNS} from information_system system ${RECORD_JOINS} where system.id = any (?::uuid[])`,
    [`{${ids.join(',')}}`],
  );
  const byId = new Map(rows.map(row => [row.id, recordOf(row)]));
  return ids.map(id => byId.get(id)!);
}

/** What a list is ordered by, as text that orders like it: the least complete and the never confirmed stand first. */
const SORT_KEYS: Record<SystemSort, string> = {
  CODE: 'system.code',
  COMPLETENESS: `to_char((completeness.required_count - cardinality(completeness.missing)) * 10000 / completeness.required_count, 'FM00000')`,
  CONFIRMATION: `coalesce(confirmation.holds_until::text, '')`,
};

/** A page of the systems that the viewer sees, read on by key. */
export async function systemPage(
  em: EntityManager,
  filter: InformationSystemFilter | null,
  sort: SystemSort,
  first: number,
  after?: string | null,
): Promise<Page<InformationSystem>> {
  checkPageSize(first);
  const { from, values } = sought(filter, sort);
  const [{ count }] = await em.execute<[{ count: number }]>(`select count(*)::int as count ${from}`, values);
  const key = `${SORT_KEYS[sort]} collate "C"`;
  const position = after ? readCursor(after, ['text', 'text', 'uuid']) : null;
  const rows = await em.execute<{ id: string; key: string; code: string }[]>(
    `select system.id, system.code, ${key} as key ${from} ${position ? `and (${key}, system.code collate "C", system.id) > (?, ?, ?)` : ''}
     order by ${key}, system.code collate "C", system.id limit ?`,
    [...values, ...(position ?? []), first + 1],
  );
  const shown = rows.slice(0, first);
  const systems = new Map((await em.find(InformationSystem, { id: { $in: shown.map(({ id }) => id) } })).map(one => [one.id, one]));
  const last = shown.at(-1);
  return {
    items: shown.map(({ id }) => systems.get(id)!),
    nextCursor: last && rows.length > first ? cursorOf([last.key, last.code, last.id]) : null,
    totalCount: count,
  };
}

/** All systems that a filter lets through, in order. */
export async function systemsOf(em: EntityManager, filter: InformationSystemFilter, sort: SystemSort): Promise<InformationSystem[]> {
  const { from, values } = sought(filter, sort);
  const rows = await em.execute<{ id: string }[]>(
    `select system.id ${from} order by ${SORT_KEYS[sort]} collate "C", system.code collate "C", system.id`,
    values,
  );
  const systems = new Map((await em.find(InformationSystem, { id: { $in: rows.map(({ id }) => id) } })).map(one => [one.id, one]));
  return rows.map(({ id }) => systems.get(id)!);
}

/** Where a filter looks, with what the order needs besides. */
function sought(filter: InformationSystemFilter | null, sort: SystemSort): { from: string; values: (string | number)[] } {
  const { conditions, values } = conditionsOf(filter ?? {});
  const record = sort !== SystemSort.CODE || filter?.missing || filter?.confirmation || filter?.incomplete != null ? RECORD_JOINS : '';
  return { from: `from information_system system ${record} where ${conditions.join(' and ')}`, values };
}

function conditionsOf(filter: InformationSystemFilter): { conditions: string[]; values: (string | number)[] } {
  const { search, providerId, profile, systemClass, lifecycleState, missing, confirmation, incomplete, ownedByViewer } = filter;
  const conditions = ['true'];
  const values: string[] = [];
  const demand = (condition: string, ...given: string[]): void => {
    conditions.push(condition);
    values.push(...given);
  };
  const pattern = holding(search);
  if (pattern) {
    demand('(system.name ilike ? or system.name_en ilike ? or system.code ilike ?)', pattern, pattern, pattern);
  }
  if (providerId) demand('system.tenant_id = ?', providerId);
  if (profile) demand(`coalesce(system.profile, 'UNKNOWN') = ?`, profile);
  if (systemClass) demand(`coalesce(system.system_class, 'UNKNOWN') = ?`, systemClass);
  if (lifecycleState) demand('system.lifecycle_state = ?', lifecycleState);
  if (missing) demand('? = any (completeness.missing)', missing);
  if (confirmation) demand('confirmation.state = ?', confirmation);
  if (incomplete != null) demand(`(cardinality(completeness.missing) > 0) = ${incomplete}`);
  if (ownedByViewer != null) demand(`(system.owner_id is not distinct from current_account_id()) = ${ownedByViewer}`);
  return { conditions, values };
}
