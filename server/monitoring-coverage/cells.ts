import { type Context, signedIn } from '../context.ts';
import { APPLIES } from '../monitoring/applies.ts';
import type { MonitoringCoverageFilter } from './input.ts';
import type { CoverageFigures } from './type.ts';

export interface Cells {
  /**
   * Common table expression `cell`: one row for each system in operation and each common item or own one of the system. Where the item
   * does not apply `state` is null, so that it counts for no coverage, and `is_watched` may still be true.
   */
  text: string;
  values: string[];
}

/** Systems that run, and so have something to be watched. */
const IN_OPERATION = `system.lifecycle_state in ('IN_OPERATION', 'BEING_REPLACED')`;

/**
 * Pairs of a system and an item, of the viewer's organisation and those that granted it. Others' systems that the
 * viewer sees as their user are none of them: what is said of their monitoring is out of sight, and would look unknown.
 */
export function cellsOf(context: Pick<Context, 'viewer'>, filter: MonitoringCoverageFilter | null): Cells {
  const { organisationId: own, grantedOrganisationIds } = signedIn(context);
  const { organisationId, systemId, monitoringItemId, layer, watchTarget, scope } = filter ?? {};
  const values = [`{${[own, ...grantedOrganisationIds].join(',')}}`];
  const conditions = ['system.tenant_id = any (?::uuid[])', IN_OPERATION];
  const demand = (condition: string, value: string | null | undefined): void => {
    if (!value) return;
    conditions.push(condition);
    values.push(value);
  };
  demand('system.tenant_id::text = ?', organisationId);
  demand('system.id::text = ?', systemId);
  demand('item.id::text = ?', monitoringItemId);
  demand('item.layer = ?', layer);
  demand('item.watch_target = ?', watchTarget);
  demand('item.scope = ?', scope);
  const text = `cell as (
    select system.id as system_id, system.tenant_id, system.code as system_code, system.profile, item.id as item_id, item.code as item_code,
      item.layer, case when ${APPLIES} then coalesce(said.state, 'UNKNOWN') end as state,
      coalesce(said.state in ('MONITORED', 'PARTLY'), false) as is_watched, said.tool_id, said.automation_level,
      said.interval_seconds, said.thresholds
    from information_system system
    cross join lateral (select common.* from monitoring_item common where common.system_id is null
      union all select own.* from monitoring_item own where own.system_id = system.id) item
    left join system_monitoring said on said.system_id = system.id and said.item_id = item.id
    where ${conditions.join(' and ')})`;
  return { text, values };
}

/** Columns that count cells, named as in `FigureRow`. */
export const FIGURES = `
  count(*) filter (where state <> 'NOT_APPLICABLE')::int as "applicableCount",
  count(*) filter (where state = 'MONITORED')::int as "monitoredCount",
  count(*) filter (where state = 'PARTLY')::int as "partlyCount",
  count(*) filter (where state = 'NOT_MONITORED')::int as "notMonitoredCount",
  count(*) filter (where state = 'UNKNOWN')::int as "unknownCount",
  count(*) filter (where state = 'NOT_APPLICABLE')::int as "notApplicableCount",
  count(*) filter (where state in ('MONITORED', 'PARTLY') and automation_level >= 1)::int as "automatedCount",
  count(*) filter (where state in ('MONITORED', 'PARTLY') and automation_level is null)::int as "automationUnknownCount"`;

export type FigureRow = Omit<CoverageFigures, 'coverageRatio'>;

/** The figures of a row, and nothing else that it holds. */
export const figuresOf = ({
  applicableCount,
  monitoredCount,
  partlyCount,
  notMonitoredCount,
  unknownCount,
  notApplicableCount,
  automatedCount,
  automationUnknownCount,
}: FigureRow): CoverageFigures => ({
  applicableCount,
  monitoredCount,
  partlyCount,
  notMonitoredCount,
  unknownCount,
  notApplicableCount,
  coverageRatio: applicableCount ? monitoredCount / applicableCount : null,
  automatedCount,
  automationUnknownCount,
});

/** What nothing applies to. */
export const NO_FIGURES: CoverageFigures = figuresOf({
  applicableCount: 0,
  monitoredCount: 0,
  partlyCount: 0,
  notMonitoredCount: 0,
  unknownCount: 0,
  notApplicableCount: 0,
  automatedCount: 0,
  automationUnknownCount: 0,
});

/** SQL expression of what a gap of a cell's system weighs (F-018); what is unknown weighs as much as the gravest. */
export const WEIGHT = `case cell.profile when 'I' then 1 when 'II' then 2 when 'III' then 4 else 8 end`;
