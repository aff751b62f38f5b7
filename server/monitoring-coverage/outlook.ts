import type { Context } from '../context.ts';
import type { MonitoringTool } from '../monitoring/entity.ts';
import { MonitoringState } from '../monitoring/terms.ts';
import { cellsOf } from './cells.ts';
import type { UnificationOutlook, UnificationSystem } from './type.ts';

interface OutlookRow {
  systemId: string;
  itemId: string;
  /** Null where the item does not apply to the system, which may watch it nonetheless. */
  state: MonitoringState | null;
  isWatched: boolean;
  toolId: string | null;
  /** Whether the tool does the same kind of work as the target; null without a tool. */
  isSameKind: boolean | null;
  isTarget: boolean;
  /** Whether the target watches the item anywhere. */
  isKnown: boolean;
}

/**
 * What it would mean to watch the systems of an organisation with one tool of its own. The target is known to be able to watch what its
 * product watches anywhere that the viewer may read, in other ministries too. One statement.
 */
export async function outlookOf(context: Pick<Context, 'em' | 'viewer'>, target: MonitoringTool): Promise<UnificationOutlook> {
  const { text, values } = cellsOf(context, { organisationId: target.tenantId });
  const rows = await context.em.execute<OutlookRow[]>(
    `with ${text}, known as materialized (
       select distinct said.item_id from system_monitoring said join monitoring_tool tool on tool.id = said.tool_id
       where said.state in ('MONITORED', 'PARTLY') and lower(tool.product) = lower(?) and tool.kind = ?)
     select cell.system_id as "systemId", cell.item_id as "itemId", cell.state, cell.is_watched as "isWatched", cell.tool_id as "toolId", tool.kind = ? as "isSameKind",
       cell.tool_id is not distinct from ?::uuid as "isTarget", cell.item_id in (select item_id from known) as "isKnown"
     from cell left join monitoring_tool tool on tool.id = cell.tool_id where cell.state is not null or cell.is_watched
     order by cell.system_code collate "C", cell.system_id, cell.item_code collate "C", cell.item_id`,
    [...values, target.product, target.kind, target.kind, target.id],
  );
  const byTools = rows.filter(({ isWatched, isSameKind }) => isWatched && isSameKind);
  const remaining = byTools.filter(({ isTarget, isKnown }) => !isTarget && !isKnown);
  const systems = [...Map.groupBy(rows, ({ systemId }) => systemId)]
    .map(([systemId, own]) => unificationOf(target.id, systemId, own))
    .filter(({ movableIds, remainingIds, closableIds, unnamedToolCount }) =>
      Boolean(movableIds.length || remainingIds.length || closableIds.length || unnamedToolCount),
    )
    // Stable, so that systems with as much left stay in the order of their codes.
    .toSorted((one, other) => other.remainingIds.length - one.remainingIds.length);
  return {
    targetToolId: target.id,
    toolCountBefore: new Set(byTools.map(({ toolId }) => toolId)).size,
    toolCountAfter: new Set([target.id, ...remaining.map(({ toolId }) => toolId)]).size,
    knownItemCount: new Set(rows.filter(({ isKnown }) => isKnown).map(({ itemId }) => itemId)).size,
    movableCount: systems.reduce((sum, { movableIds }) => sum + movableIds.length, 0),
    remainingCount: remaining.length,
    systems,
  };
}

function unificationOf(targetId: string, systemId: string, rows: readonly OutlookRow[]): UnificationSystem {
  const idsOf = (chosen: (row: OutlookRow) => boolean): string[] => rows.filter(chosen).map(({ itemId }) => itemId);
  const byOther = (row: OutlookRow): boolean => row.isWatched && row.isSameKind === true && !row.isTarget;
  return {
    id: `${targetId}:${systemId}`,
    systemId,
    movableIds: idsOf(row => byOther(row) && row.isKnown),
    remainingIds: idsOf(row => byOther(row) && !row.isKnown),
    closableIds: idsOf(row => row.isKnown && (row.state === MonitoringState.UNKNOWN || row.state === MonitoringState.NOT_MONITORED)),
    alreadyCount: idsOf(row => row.isWatched && row.isTarget).length,
    unnamedToolCount: idsOf(row => row.isWatched && row.toolId === null).length,
  };
}
