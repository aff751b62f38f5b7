import type { ResultOf, VariablesOf } from '../graphql.ts';
import type { SetSystemMonitoring, SystemMonitoringPage } from './monitoring.graphql.ts';

export type MonitoringList = ResultOf<typeof SystemMonitoringPage>['systemMonitoring'];
/** One item in the list of a system. */
export type MonitoringLine = MonitoringList['lines'][number];
/** All that is said of it, as it is saved. */
export type MonitoringEntry = VariablesOf<typeof SetSystemMonitoring>['input']['entries'][number];

/** What is recorded of a line, to be changed and saved: what an entry leaves out would be empty afterwards. */
export function entryOf({ item, row }: MonitoringLine): MonitoringEntry {
  return {
    monitoringItemId: item.id,
    version: row?.version ?? 0,
    state: row?.state ?? 'UNKNOWN',
    reason: row?.reason ?? null,
    monitoringToolId: row?.tool?.id ?? null,
    method: row?.method ?? null,
    intervalSeconds: row?.intervalSeconds ?? null,
    thresholds: row?.thresholds ?? [],
    vendorLabel: row?.vendorLabel ?? null,
    toolKey: row?.toolKey ?? null,
    escalationTarget: row?.escalationTarget ?? null,
    automationLevel: row?.automationLevel ?? null,
    notifyChannels: row?.notifyChannels ?? [],
  };
}

/** What stands most often in the lines, to be offered first. */
export function usual(lines: readonly MonitoringLine[], of: (row: NonNullable<MonitoringLine['row']>) => string | null): string[] {
  const found = lines.flatMap(({ row }) => (row && of(row)) ?? []);
  const counts = Map.groupBy(found, text => text);
  return [...counts].toSorted(([, one], [, other]) => other.length - one.length).map(([text]) => text);
}
