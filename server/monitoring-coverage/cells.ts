import { type Context, signedIn } from '../context.ts';
import { RUNNING } from '../information-system/record-rule.ts';
import { APPLIES } from '../monitoring/applies.ts';
import type { MonitoringCoverageFilter } from './input.ts';
import type { CoverageFigures } from './type.ts';

export interface Cells {
  /**
   * Common table expressions, of which `cell` is to be read: one row for each system in operation and each common item or own one of the system. Where the item
   * does not apply `state` is null, so that it counts for no coverage, and `is_watched` may still be true.
   */
  text: string;
  values: string[];
}

/**
 * Pairs of a system and an item, of the viewer's organisation and those that granted it. Others' systems that the
 * viewer sees as their user are none of them: what is said of their monitoring is out of sight, and would look unknown.
 */
export function cellsOf(context: Pick<Context, 'viewer'>, filter: MonitoringCoverageFilter | null): Cells {
  const { organisationId: own, grantedOrganisationIds } = signedIn(context);
  const { organisationId, systemId, monitoringItemId, layer, watchTarget, scope } = filter ?? {};
  const values = [`{${[own, ...grantedOrganisationIds].join(',')}}`];
  const conditions = ['system.tenant_id = any (?::uuid[])', RUNNING];
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
  const text = `common as materialized (
    select * from monitoring_item where system_id is null
  ), cell as (
    select system.id as system_id, system.tenant_id, system.code as system_code, system.profile, item.id as item_id, item.code as item_code,
      item.layer, case when ${APPLIES} then coalesce(said.state, 'UNKNOWN') end as state,
      coalesce(said.state in ('MONITORED', 'PARTLY'), false) as is_watched, said.tool_id, said.automation_level,
      said.interval_seconds, said.thresholds
    from information_system system
    cross join lateral (select * from common
      union all select own.* from monitoring_item own where own.system_id = system.id) item
    left join system_monitoring said on said.system_id = system.id and said.item_id = item.id
    where ${conditions.join(' and ')})`;
  return { text, values };
}

/** A row that has the figures among its columns. */
export type FigureRow = Omit<CoverageFigures, 'coverageRatio'>;

/** What each figure counts, as a condition on a cell. */
const COUNTED: Readonly<Record<keyof FigureRow, string>> = {
  applicableCount: `state <> 'NOT_APPLICABLE'`,
  monitoredCount: `state = 'MONITORED'`,
  partlyCount: `state = 'PARTLY'`,
  notMonitoredCount: `state = 'NOT_MONITORED'`,
  unknownCount: `state = 'UNKNOWN'`,
  notApplicableCount: `state = 'NOT_APPLICABLE'`,
  automatedCount: `state in ('MONITORED', 'PARTLY') and automation_level >= 1`,
  automationUnknownCount: `state in ('MONITORED', 'PARTLY') and automation_level is null`,
};
const NAMES = Object.keys(COUNTED) as (keyof FigureRow)[];

/** Common table expression `figure`: what the cells of a system in a layer come to. What groups hold are sums of these few rows. */
export const FIGURE = `figure as (
  select tenant_id, system_id, system_code, profile, layer,
    ${NAMES.map(name => `count(*) filter (where ${COUNTED[name]})::int as "${name}"`).join(', ')}
  from cell group by tenant_id, system_id, system_code, profile, layer)`;

/** Columns that add up rows of `figure`, under the same names. */
export const SUMS = NAMES.map(name => `coalesce(sum("${name}"), 0)::int as "${name}"`).join(', ');

/** Common table expression `used`: how many `tools` of the kind MONITORING watch any of the cells with the same key. */
export const usedBy = (key: 'tenant_id' | 'system_id'): string => `used as (
  select ${key}, count(distinct tool_id)::int as tools from cell
  where is_watched and tool_id in (select id from monitoring_tool where kind = 'MONITORING') group by ${key})`;

/** The figures of a row, and nothing else that it holds. */
export function figuresOf(row: FigureRow): CoverageFigures {
  const counts = Object.fromEntries(NAMES.map(name => [name, row[name]])) as unknown as FigureRow;
  const { applicableCount, monitoredCount } = counts;
  return { ...counts, coverageRatio: applicableCount ? monitoredCount / applicableCount : null };
}

/** SQL expression of what a gap of a cell's system weighs (F-018); what is unknown weighs as much as the gravest. */
export const WEIGHT = `case cell.profile when 'I' then 1 when 'II' then 2 when 'III' then 4 else 8 end`;
