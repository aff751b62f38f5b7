import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { AttestationSubject } from '../attestation/entity.ts';
import { attest } from '../attestation/service.ts';
import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { findOwnSystem } from '../feature/service.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { findInformationSystem } from '../information-system/service.ts';
import { givenThresholds, intervalSeconds } from '../monitoring-item/content.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { monitoringItemsByIds } from '../monitoring-item/loader.ts';
import { MonitoringScope } from '../monitoring-item/terms.ts';
import { blankToNull, limitedText } from '../validation.ts';
import { MonitoringTool, SystemMonitoring } from './entity.ts';
import type { ConfirmSystemMonitoringInput, SetSystemMonitoringInput, SystemMonitoringEntry } from './input.ts';
import { revisionOf } from './query.ts';
import { MonitoringState, MOST_AUTOMATION, NotifyChannel } from './terms.ts';

const MOST_ENTRIES = 500;

/**
 * A system whose monitoring the viewer may read: of the own organisation, or of one that granted it. Those who only use a system
 * see the system, and not what watches over it.
 *
 * @throws NotFoundError for every other system
 */
export async function findWatchedSystem(context: Pick<Context, 'em' | 'viewer'>, id: string): Promise<InformationSystem> {
  const system = await findInformationSystem(context, id);
  const { organisationId, grantedOrganisationIds } = signedIn(context);
  if (system.tenantId !== organisationId && !grantedOrganisationIds.includes(system.tenantId))
    throw new NotFoundError('InformationSystem', id);
  return system;
}

/**
 * Says what a system does about items, many at once: all of it, or with the first fault none.
 *
 * @throws ForbiddenError on a system that another organisation provides
 * @throws ConflictError when somebody changed one of the rows meanwhile
 * @throws InvalidInputError on an item that the system has nothing to do with, a tool that the organisation does not have, or what does
 *   not fit together
 */
export async function setSystemMonitoring(context: Context, { systemId, entries }: SetSystemMonitoringInput): Promise<InformationSystem> {
  const { em } = context;
  const system = await findOwnSystem(context, systemId, 'setSystemMonitoring');
  const ids = entries.map(({ monitoringItemId }) => monitoringItemId);
  if (entries.length > MOST_ENTRIES || new Set(ids).size < ids.length)
    throw new InvalidInputError('entries', {
      ja: `監視項目は一度に${MOST_ENTRIES}件まで、同じ項目は1回だけ指定してください。`,
      en: `Give at most ${MOST_ENTRIES} items at once, each of them once.`,
    });
  const items = new Map((await em.find(MonitoringItem, { id: { $in: ids } })).map(item => [item.id, item]));
  const toolIds = entries.flatMap(({ monitoringToolId }) => monitoringToolId ?? []);
  const tools = new Map((await em.find(MonitoringTool, { id: { $in: toolIds } })).map(tool => [tool.id, tool]));
  const rows = new Map((await em.find(SystemMonitoring, { system, item: { $in: ids } })).map(row => [row.item.id, row]));
  entries.forEach((entry, place) => {
    const item = items.get(entry.monitoringItemId);
    if (!item || (item.scope === MonitoringScope.SYSTEM_SPECIFIC && item.system?.id !== system.id))
      throw new InvalidInputError(`entries[${place}].monitoringItemId`, {
        ja: '存在しないか、この情報システムのものではない監視項目です。一覧から選び直してください。',
        en: 'There is no such item, or it is not one of this system. Choose again from the list.',
      });
    const row = rows.get(item.id);
    if ((row?.version ?? 0) !== entry.version) throw new ConflictError('SystemMonitoring', row?.id ?? item.id, row?.version ?? 0);
    const content = contentOf(entry, `entries[${place}]`, tools);
    if (row) em.assign(row, content);
    else em.create(SystemMonitoring, { system: ref(system), item: ref(item), ...content });
  });
  await em.flush();
  return system;
}

function contentOf(
  entry: SystemMonitoringEntry,
  at: string,
  tools: ReadonlyMap<string, MonitoringTool>,
): Omit<SystemMonitoring, 'id' | 'tenantId' | 'version' | 'system' | 'item'> {
  const text = (field: keyof SystemMonitoringEntry, longest: number): string | null =>
    limitedText(`${at}.${field}`, blankToNull(entry[field] as string | null), longest);
  const { state, automationLevel = null, monitoringToolId = null } = entry;
  const reason = text('reason', 1000);
  if (state === MonitoringState.NOT_APPLICABLE && reason === null)
    throw new InvalidInputError(`${at}.reason`, { ja: '対象外とする理由を入力してください。', en: 'Say why the item does not apply.' });
  const escalationTarget = text('escalationTarget', 300);
  if ((state === MonitoringState.MONITORED || state === MonitoringState.PARTLY) && escalationTarget === null)
    throw new InvalidInputError(`${at}.escalationTarget`, {
      ja: '異常を検知したときに連絡する先（この情報システムのエスカレーション先）を入力してください。',
      en: 'Say who of this system is told when something is found.',
    });
  const tool = monitoringToolId === null ? null : tools.get(monitoringToolId);
  if (tool === undefined)
    throw new InvalidInputError(`${at}.monitoringToolId`, {
      ja: '自組織に登録されていないツールです。一覧から選ぶか、先に登録してください。',
      en: 'Your organisation has no such tool. Choose one from the list, or add it first.',
    });
  if (automationLevel !== null && (automationLevel < 0 || automationLevel > MOST_AUTOMATION))
    throw new InvalidInputError(`${at}.automationLevel`, {
      ja: `自動化レベルは0から${MOST_AUTOMATION}までです。`,
      en: `Give a level from 0 to ${MOST_AUTOMATION}.`,
    });
  return {
    state,
    reason,
    tool: tool && ref(tool),
    method: text('method', 500),
    intervalSeconds: entry.intervalSeconds == null ? null : intervalSeconds(entry.intervalSeconds),
    thresholds: givenThresholds(`${at}.thresholds`, entry.thresholds),
    vendorLabel: text('vendorLabel', 300),
    toolKey: text('toolKey', 300),
    escalationTarget,
    automationLevel,
    notifyChannels: Object.values(NotifyChannel).filter(channel => entry.notifyChannels.includes(channel)),
  };
}

/**
 * Says that what is recorded of a system's monitoring is right as it stands (F-011).
 *
 * @throws ForbiddenError on a system that another organisation provides
 * @throws ConflictError when it is no longer what the viewer has looked through
 */
export async function confirmSystemMonitoring(context: Context, input: ConfirmSystemMonitoringInput): Promise<InformationSystem> {
  const { em } = context;
  const system = await findOwnSystem(context, input.systemId, 'confirmSystemMonitoring');
  const revision = await revisionOf(em, system.id);
  if (revision !== input.revision) throw new ConflictError('SystemMonitoring', system.id, revision);
  attest(context, AttestationSubject.SYSTEM_MONITORING, system.id, await confirmedContent(em, system));
  await em.flush();
  return system;
}

/** What is confirmed, as text by code, so that it can be read when items and tools have changed. */
async function confirmedContent(em: EntityManager, system: InformationSystem): Promise<Record<string, string | null>> {
  const rows = await em.find(SystemMonitoring, { system });
  const items = await monitoringItemsByIds(
    em,
    rows.map(({ item }) => item.id),
  );
  const tools = new Map((await em.find(MonitoringTool, {})).map(({ id, product }) => [id, product]));
  return Object.fromEntries(
    rows.map(({ state, reason, tool, escalationTarget }, place) => [
      items[place]!.code,
      [state, reason, tool && tools.get(tool.id), escalationTarget].filter(Boolean).join(' / '),
    ]),
  );
}
