import type { FilterQuery } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AttestationSubject } from '../attestation/entity.ts';
import { confirmationOf } from '../attestation/query.ts';
import type { Confirmation } from '../attestation/type.ts';
import { type Page, readPage } from '../database/page.ts';
import { holding } from '../database/search.ts';
import type { InformationSystem } from '../information-system/entity.ts';
import { MonitoringLayer } from '../monitoring-item/terms.ts';
import { APPLIES } from './applies.ts';
import { MonitoringAlias, SystemMonitoring } from './entity.ts';
import type { MonitoringAliasFilter } from './input.ts';
import { MonitoringState } from './terms.ts';
import type { SystemMonitoringLine, SystemMonitoringList } from './type.ts';

/** SQL expression: place of the column `layer`, from the ground up. */
export const LAYER_ORDER = `array_position(array['${Object.values(MonitoringLayer).join(`','`)}'], layer)`;

/** The list of a system. Four statements, however long it is. */
export async function systemMonitoringList(em: EntityManager, system: InformationSystem): Promise<SystemMonitoringList> {
  const found = await em.execute<{ itemId: string; applies: boolean }[]>(
    `select item.id as "itemId", ${APPLIES} as applies from monitoring_item item, information_system system
     where system.id = ? and (${APPLIES}
       or exists (select from system_monitoring row where row.system_id = system.id and row.item_id = item.id))
     order by 2 desc, ${LAYER_ORDER}, item.code collate "C", item.id`,
    [system.id],
  );
  const rows = new Map((await em.find(SystemMonitoring, { system: system.id })).map(row => [row.item.id, row]));
  return {
    system,
    isProfileUnknown: !system.profile,
    isClassUnknown: !system.systemClass,
    revision: await revisionOf(em, system.id),
    lines: found.map(({ itemId, applies }): SystemMonitoringLine => {
      const row = rows.get(itemId) ?? null;
      return { id: `${system.id}:${itemId}`, itemId, applies, state: row?.state ?? MonitoringState.UNKNOWN, row };
    }),
    confirmation: await monitoringConfirmation(em, system.id),
  };
}

/** Grows with every change of a system's rows, which are added and changed and never go. */
export async function revisionOf(em: EntityManager, systemId: string): Promise<number> {
  const [{ revision }] = await em.execute<[{ revision: number }]>(
    'select coalesce(sum(version), 0)::int as revision from system_monitoring where system_id = ?',
    [systemId],
  );
  return revision;
}

async function monitoringConfirmation(em: EntityManager, systemId: string): Promise<Confirmation> {
  const [confirmation] = await em.execute<[Confirmation]>(
    `select confirmation.state, confirmation.confirmed_on::text as "confirmedOn", confirmation.confirmed_by_name as "confirmedByName",
       confirmation.holds_until::text as "holdsUntil"
     from information_system system ${confirmationOf('system', AttestationSubject.SYSTEM_MONITORING)} where system.id = ?`,
    [systemId],
  );
  return confirmation;
}

/** A page of the aliases that the viewer sees, by their text. */
export function monitoringAliasPage(
  em: EntityManager,
  filter: MonitoringAliasFilter | null,
  first: number,
  after: string | null,
): Promise<Page<MonitoringAlias>> {
  const { monitoringItemId, kind, search, withWithdrawn } = filter ?? {};
  const where: FilterQuery<MonitoringAlias>[] = [];
  const pattern = holding(search);
  if (pattern) where.push({ text: { $ilike: pattern } });
  if (monitoringItemId) where.push({ item: monitoringItemId });
  if (kind) where.push({ kind });
  if (!withWithdrawn) where.push({ withdrawnAt: null });
  return readPage(em, MonitoringAlias, { where: where.length ? { $and: where } : {}, orderBy: { folded: 'asc', id: 'asc' }, first, after });
}
