import { entryOf, type MonitoringEntry, type MonitoringLine } from './entry.ts';
import { isWatched } from './state.ts';

/** What is said of many items at once; blank or null leaves each as it is. */
export interface BulkChange {
  state: MonitoringEntry['state'] | '';
  reason: string;
  escalationTarget: string;
  notifyChannels: MonitoringEntry['notifyChannels'];
  monitoringToolId: string;
  method: string;
  intervalSeconds: number | null;
  automationLevel: number | null;
}

/** The lines with the change in them, all that it leaves out as it was. */
export function changedEntries(lines: readonly MonitoringLine[], change: BulkChange): MonitoringEntry[] {
  return lines.map(line => {
    const entry = entryOf(line);
    const state = change.state || entry.state;
    return {
      ...entry,
      state,
      // Why it was not watched says nothing of another state.
      reason: change.reason.trim() || (state === entry.state ? entry.reason : null),
      escalationTarget: change.escalationTarget.trim() || entry.escalationTarget,
      notifyChannels: change.notifyChannels.length ? change.notifyChannels : entry.notifyChannels,
      monitoringToolId: change.monitoringToolId || entry.monitoringToolId,
      method: change.method.trim() || entry.method,
      intervalSeconds: change.intervalSeconds ?? entry.intervalSeconds,
      automationLevel: change.automationLevel ?? entry.automationLevel,
    };
  });
}

/** How many of the entries lack what their state asks for: whom one tells, or why the item does not apply. */
export function lacking(entries: readonly MonitoringEntry[]): { target: number; reason: number } {
  return {
    target: entries.filter(({ state, escalationTarget }) => isWatched(state) && !escalationTarget).length,
    reason: entries.filter(({ state, reason }) => state === 'NOT_APPLICABLE' && !reason).length,
  };
}
