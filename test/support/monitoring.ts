import { randomUUID } from 'node:crypto';
import { importFile } from './monitoring-import.ts';
import type { Person } from './person.ts';

/** What an item takes, as little as it can be, and what the caller wants of it besides. */
export const itemInput = (input: Record<string, unknown> = {}): Record<string, unknown> => ({
  code: `T-${randomUUID().slice(0, 8).toUpperCase()}`,
  layer: 'APPLICATION',
  watchTarget: 'OPERATION',
  name: '受付件数の急減',
  nameEn: 'Fewer applications than usual',
  purpose: '入口の故障に気付くため。',
  purposeEn: 'Tells that the way in is broken.',
  metric: 'app.applications',
  unit: '{application}/h',
  intervalSeconds: 300,
  thresholds: [{ comparison: 'LT', value: 5, severity: 'WARNING' }],
  profiles: ['I', 'II', 'III', 'IV'],
  systemClasses: ['DIGITAL_AGENCY', 'JOINT_PROJECT', 'MINISTRY'],
  ...input,
});

export const CREATE_ITEM = 'mutation ($input: CreateMonitoringItemInput!) { createMonitoringItem(input: $input) { id version code } }';
export const CREATE_TOOL = 'mutation ($input: CreateMonitoringToolInput!) { createMonitoringTool(input: $input) { id version } }';
export const SET_MONITORING =
  'mutation ($input: SetSystemMonitoringInput!) { setSystemMonitoring(input: $input) { revision lines { state item { id code } row { id version } } } }';

export async function makeItem(person: Person, input: Record<string, unknown> = {}): Promise<{ id: string; code: string }> {
  const { createMonitoringItem } = await person.expectData<{ createMonitoringItem: { id: string; code: string } }>(CREATE_ITEM, {
    input: itemInput(input),
  });
  return createMonitoringItem;
}

export async function makeTool(person: Person, product: string, kind = 'MONITORING'): Promise<string> {
  const { createMonitoringTool } = await person.expectData<{ createMonitoringTool: { id: string } }>(CREATE_TOOL, {
    input: { product, kind },
  });
  return createMonitoringTool.id;
}

/** What is said of one item, as little as it can be, and what the caller wants of it besides. */
export const entry = (monitoringItemId: string, state: string, input: Record<string, unknown> = {}): Record<string, unknown> => ({
  monitoringItemId,
  version: 0,
  state,
  thresholds: [],
  notifyChannels: [],
  ...(state === 'MONITORED' || state === 'PARTLY' ? { escalationTarget: '運用当番' } : {}),
  ...(state === 'NOT_APPLICABLE' ? { reason: 'この構成要素がない' } : {}),
  ...input,
});

export async function setMonitoring(person: Person, systemId: string, ...entries: Record<string, unknown>[]): Promise<void> {
  await person.expectData(SET_MONITORING, { input: { systemId, entries } });
}

/** A row in every table of monitoring, about one system; ids by the names that arguments of the API have for them. */
export async function makeMonitoring(person: Person, systemId: string): Promise<Record<string, string>> {
  const item = await makeItem(person, { systemId });
  const monitoringToolId = await makeTool(person, `監視ツール${randomUUID().slice(0, 8)}`);
  await setMonitoring(person, systemId, entry(item.id, 'MONITORED', { monitoringToolId }));
  const { mapMonitoringAlias } = await person.expectData<{ mapMonitoringAlias: { id: string } }>(
    'mutation ($input: MapMonitoringAliasInput!) { mapMonitoringAlias(input: $input) { id } }',
    { input: { monitoringItemId: item.id, kind: 'LABEL', text: '受付数' } },
  );
  const { createUnificationPlan } = await person.expectData<{ createUnificationPlan: { id: string } }>(
    'mutation ($input: CreateUnificationPlanInput!) { createUnificationPlan(input: $input) { id } }',
    { input: { name: '統一計画', monitoringToolId } },
  );
  const { id: monitoringImportId, lines } = await importFile(person, systemId, monitoringToolId, 'list.csv', '監視項目\r\n受付数\r\n');
  return {
    monitoringImportId,
    lineId: lines.items[0]!.id,
    monitoringItemId: item.id,
    monitoringToolId,
    monitoringAliasId: mapMonitoringAlias.id,
    unificationPlanId: createUnificationPlan.id,
  };
}
