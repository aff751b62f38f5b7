import type { EntityManager } from '@mikro-orm/postgresql';
import { MonitoringTool, SystemMonitoring } from '../monitoring/entity.ts';
import { MonitoringState } from '../monitoring/terms.ts';
import { MOST_THRESHOLDS } from '../monitoring-item/content.ts';
import type { MonitoringItem } from '../monitoring-item/entity.ts';
import type { Threshold } from '../monitoring-item/type.ts';
import { type MonitoringImport, MonitoringImportLine } from './entity.ts';
import { ImportLineState, ImportOutcome } from './terms.ts';
import { thresholdsFor } from './threshold.ts';
import type { MonitoringImportChange, MonitoringImportPlanRow } from './type.ts';

/** What an import says of an item, and what is recorded. */
export interface PlannedItem extends MonitoringImportPlanRow {
  present: SystemMonitoring | null;
  next: FileEntry;
}

/** What a file can say of an item; null, and no thresholds, for what it does not say. */
type FileEntry = Pick<SystemMonitoring, 'vendorLabel' | 'toolKey' | 'intervalSeconds' | 'thresholds'> & {
  state: MonitoringState;
  tool: MonitoringTool;
};

/** What applying an import would do, item by item, in the order of the file. */
export async function planImport(em: EntityManager, found: MonitoringImport): Promise<PlannedItem[]> {
  const lines = await em.find(
    MonitoringImportLine,
    { import: found, state: ImportLineState.MAPPED },
    { orderBy: { position: 'asc' }, populate: ['item'] },
  );
  const byItem = Map.groupBy(lines, line => line.item!.id);
  const tool = await found.tool.loadOrFail();
  const present = await em.find(SystemMonitoring, { system: found.system, item: { $in: [...byItem.keys()] } }, { populate: ['tool'] });
  const presentByItem = new Map(present.map(row => [row.item.id, row]));
  return [...byItem].map(([id, same]) => planned(same[0]!.item!.unwrap(), same, presentByItem.get(id) ?? null, tool));
}

function planned(
  item: MonitoringItem,
  lines: readonly MonitoringImportLine[],
  present: SystemMonitoring | null,
  tool: MonitoringTool,
): PlannedItem {
  const on = lines.filter(({ enabled }) => enabled);
  const [first = lines[0]!] = on;
  const thresholds = unique(on.flatMap(line => thresholdsFor(line, item.unit))).slice(0, MOST_THRESHOLDS);
  const written = new Set(on.flatMap(line => line.thresholds.map(one => `${one.name}\n${one.expression}`))).size;
  const next: FileEntry = {
    state: MonitoringState.MONITORED,
    tool,
    vendorLabel: first.label,
    toolKey: first.key,
    intervalSeconds: first.intervalSeconds,
    thresholds,
  };
  const changes = changesBetween(present, next);
  return {
    id: item.id,
    item,
    present,
    next,
    changes: on.length === 0 ? [] : changes,
    outcome: on.length === 0 ? ImportOutcome.SWITCHED_OFF : outcomeOf(present, changes),
    lineCount: lines.length,
    untakenThresholdCount: Math.max(0, written - thresholds.length),
    needsEscalationTarget: on.length > 0 && !present?.escalationTarget,
  };
}

function outcomeOf(present: SystemMonitoring | null, changes: readonly MonitoringImportChange[]): ImportOutcome {
  if (!present) return ImportOutcome.NEW;
  if (changes.length === 0) return ImportOutcome.UNCHANGED;
  return changes.some(({ before }) => before !== null) ? ImportOutcome.DIFFERENT : ImportOutcome.FILLED;
}

/** Where the file says nothing, nothing changes; where nothing was known, something is filled in. */
function changesBetween(present: SystemMonitoring | null, next: FileEntry): MonitoringImportChange[] {
  const [before, after] = [present ? textsOf({ ...present, tool: present.tool?.unwrap() ?? null }) : {}, textsOf(next)] as Record<
    string,
    string | null
  >[];
  // That parts of an item are not watched is nothing that a file of a tool denies.
  if (present?.state === MonitoringState.PARTLY) after!['state'] = before!['state'] ?? null;
  return Object.entries(after!).flatMap(([field, value]) =>
    value === null || value === (before![field] ?? null) ? [] : [{ field, before: before![field] ?? null, after: value }],
  );
}

function textsOf(entry: {
  state: MonitoringState;
  tool: MonitoringTool | null;
  vendorLabel?: string | null;
  toolKey?: string | null;
  intervalSeconds?: number | null;
  thresholds: readonly Threshold[];
}): Record<string, string | null> {
  const { state, tool, vendorLabel, toolKey, intervalSeconds, thresholds } = entry;
  return {
    state: state === MonitoringState.UNKNOWN ? null : state,
    tool: tool && [tool.product, tool.productVersion].filter(Boolean).join(' '),
    vendorLabel: vendorLabel ?? null,
    toolKey: toolKey ?? null,
    intervalSeconds: intervalSeconds == null ? null : String(intervalSeconds),
    thresholds: thresholds.length === 0 ? null : thresholds.map(textOf).toSorted().join(', '),
  };
}

const textOf = ({ severity, comparison, value, forSeconds }: Threshold): string =>
  `${severity} ${comparison} ${value}${forSeconds == null ? '' : ` ${forSeconds}s`}`;

const unique = (thresholds: readonly Threshold[]): Threshold[] => [
  ...new Map(thresholds.map(threshold => [textOf(threshold), threshold])).values(),
];
