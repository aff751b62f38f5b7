import { AttestationSubject, type AttestationState } from '../attestation/entity.ts';
import { confirmationOf } from '../attestation/query.ts';
import type { Context } from '../context.ts';
import { readCursor } from '../database/cursor.ts';
import { checkPageSize, type Page } from '../database/page.ts';
import { InvalidInputError } from '../errors.ts';
import { LAYER_ORDER } from '../monitoring/query.ts';
import { MonitoringState } from '../monitoring/terms.ts';
import { MonitoringLayer, MonitoringScope } from '../monitoring-item/terms.ts';
import { cellsOf, FIGURE, type FigureRow, figuresOf, SUMS, usedBy, WEIGHT } from './cells.ts';
import { pageFrom, pageOf } from './page.ts';
import type { MonitoringCoverageFilter, MonitoringGapFilter } from './input.ts';
import type { LayerCoverage, MinistryCoverage, MonitoringCoverage, MonitoringGap, SystemCoverage } from './type.ts';

type Reader = Pick<Context, 'em' | 'viewer'>;

interface GroupRow extends FigureRow {
  tenantId: string | null;
  layer: MonitoringLayer | null;
  systemCount: number;
  unknownProfileCount: number;
  toolCount: number;
}

/** Coverage of all that the viewer may read. One statement, however many systems and items there are. */
export async function monitoringCoverage(context: Reader, filter: MonitoringCoverageFilter | null): Promise<MonitoringCoverage> {
  const { text, values } = cellsOf(context, filter);
  const rows = await context.em.execute<GroupRow[]>(
    `with ${text}, ${FIGURE}, ${usedBy('tenant_id')}
     select figure.tenant_id as "tenantId", layer, ${SUMS}, coalesce(max(tools), 0) as "toolCount", count(distinct system_id)::int as "systemCount",
       count(distinct system_id) filter (where profile is null)::int as "unknownProfileCount"
     from figure left join used on used.tenant_id = figure.tenant_id left join organisation on organisation.id = figure.tenant_id
     group by grouping sets ((), (layer), (figure.tenant_id, protocol_order), (figure.tenant_id, protocol_order, layer))
     order by protocol_order, figure.tenant_id`,
    values,
  );
  const ministryRows = rows.filter(({ tenantId, layer }) => tenantId !== null && layer === null);
  // Of all, even of nothing, there is always a row.
  const total = rows.find(({ tenantId, layer }) => tenantId === null && layer === null)!;
  return {
    figures: figuresOf(total),
    layers: layersOf(rows.filter(({ tenantId }) => tenantId === null)),
    ministries: ministryRows.map((row): MinistryCoverage => ({
      organisationId: row.tenantId!,
      systemCount: row.systemCount,
      unknownProfileCount: row.unknownProfileCount,
      toolCount: row.toolCount,
      figures: figuresOf(row),
      layers: layersOf(rows.filter(({ tenantId }) => tenantId === row.tenantId)),
    })),
  };
}

/** The rows that are of one layer in which anything applies, from the ground up. */
function layersOf(rows: readonly (FigureRow & { layer: MonitoringLayer | null })[]): LayerCoverage[] {
  const byLayer = new Map(rows.map(row => [row.layer, row]));
  return Object.values(MonitoringLayer).flatMap(layer => {
    const row = byLayer.get(layer);
    return row && row.applicableCount + row.notApplicableCount > 0 ? [{ layer, figures: figuresOf(row) }] : [];
  });
}

interface SystemRow extends FigureRow {
  id: string;
  code: string;
  key: number;
  toolCount: number;
  confirmation: AttestationState;
  layers: (FigureRow & { layer: MonitoringLayer })[];
}

/** Systems with the least coverage first; those to which nothing applies last. */
export async function systemCoveragePage(
  context: Reader,
  filter: MonitoringCoverageFilter | null,
  first: number,
  after: string | null,
): Promise<Page<SystemCoverage>> {
  checkPageSize(first);
  const { text, values } = cellsOf(context, filter);
  const position = after ? readCursor(after, ['integer', 'text', 'text']) : null;
  const order = 'key, system_code collate "C", system_id::text';
  const rows = await context.em.execute<(SystemRow & { total: number })[]>(
    `with ${text}, ${FIGURE}, ${usedBy('system_id')}, line as (
       select system_id, system_code, ${SUMS},
         coalesce(sum("monitoredCount") * 1000000 / nullif(sum("applicableCount"), 0), 1000001)::int as key
       from figure group by system_id, system_code
     ), shown as (${pageOf('line', order, position && '?, ?, ?')})
     select shown.*, shown.system_id as id, system_code as code, coalesce(tools, 0) as "toolCount", confirmation.state as confirmation,
       (select json_agg(to_json(figure)) from figure where figure.system_id = shown.system_id) as layers
     from shown left join used on used.system_id = shown.system_id left join information_system system on system.id = shown.system_id
     ${confirmationOf('system', AttestationSubject.SYSTEM_MONITORING)}
     order by key, system_code collate "C", shown.system_id::text`,
    [...values, ...(position ?? []), first + 1],
  );
  return pageFrom(
    rows,
    first,
    ({ key, code, id }) => [key, code, id],
    row => ({
      id: row.id,
      figures: figuresOf(row),
      layers: layersOf(row.layers),
      toolCount: row.toolCount,
      confirmation: row.confirmation,
    }),
  );
}

const GAPS = [MonitoringState.UNKNOWN, MonitoringState.NOT_MONITORED, MonitoringState.PARTLY];

interface GapRow {
  systemId: string;
  itemId: string;
  state: MonitoringState;
  weight: number;
  rank: number;
  systemCode: string;
  itemCode: string;
}

/**
 * What is to be watched and is not: the heaviest first, what nobody knows before what is known not to be watched.
 *
 * @throws InvalidInputError on `gap` for a state that is no gap
 */
export async function monitoringGapPage(
  context: Reader,
  filter: MonitoringGapFilter | null,
  first: number,
  after: string | null,
): Promise<Page<MonitoringGap>> {
  checkPageSize(first);
  const gap = filter?.gap ?? null;
  if (gap && !GAPS.includes(gap))
    throw new InvalidInputError('gap', {
      ja: '監視の抜けは「不明」「監視していない」「一部のみ監視」です。いずれかを選んでください。',
      en: 'Gaps are UNKNOWN, NOT_MONITORED and PARTLY. Choose one of them.',
    });
  const { text, values } = cellsOf(context, filter);
  const position = after ? readCursor(after, ['integer', 'integer', 'text', 'text', 'text', 'text']) : null;
  const order = `-weight, rank, "systemCode" collate "C", "itemCode" collate "C", "systemId"::text, "itemId"::text`;
  const rows = await context.em.execute<(GapRow & { total: number })[]>(
    `with ${text}, gap as (
       select system_id as "systemId", item_id as "itemId", state, ${WEIGHT} as weight, array_position(?::text[], state) as rank,
         system_code as "systemCode", item_code as "itemCode"
       from cell where state = any (?::text[]))
     ${pageOf('gap', order, position && '-?::int, ?::int, ?, ?, ?, ?')}`,
    [...values, `{${GAPS.join(',')}}`, `{${(gap ? [gap] : GAPS).join(',')}}`, ...(position ?? []), first + 1],
  );
  return pageFrom(
    rows,
    first,
    ({ weight, rank, systemCode, itemCode, systemId, itemId }) => [weight, rank, systemCode, itemCode, systemId, itemId],
    ({ systemId, itemId, state, weight }) => ({ id: `${systemId}:${itemId}`, systemId, itemId, state, weight }),
  );
}

/** One character for each state in the grid. */
const CHARACTERS = `case cell.state when 'MONITORED' then 'M' when 'PARTLY' then 'P' when 'NOT_MONITORED' then 'N' when 'NOT_APPLICABLE' then 'X'
  when 'UNKNOWN' then 'U' else '-' end`;

/** The grid of common items and systems. One statement. */
export async function monitoringGrid(context: Reader, filter: MonitoringCoverageFilter | null): Promise<string> {
  const { text, values } = cellsOf(context, { ...filter, scope: MonitoringScope.COMMON });
  const [{ grid }] = await context.em.execute<[{ grid: string }]>(
    `with ${text}, placed as (
       select cell.*, bool_or(state is not null) over (partition by item_id) as applies_to_any,
         dense_rank() over (order by ${LAYER_ORDER}, item_code collate "C", item_id) as place
       from cell
     ), column_item as (
       select distinct item_id, place from placed where applies_to_any
     ), line as (
       select system_id, string_agg(${CHARACTERS}, '' order by place) as states from placed cell where applies_to_any group by system_id
     )
     select json_build_object(
       'items', coalesce((select json_agg(json_build_array(item.id, code, name, name_en, layer) order by place)
         from column_item join monitoring_item item on item.id = item_id), '[]'),
       'systems', coalesce((select json_agg(json_build_array(system.id, system.code, system.name, system.name_en, system.tenant_id, profile, states)
           order by protocol_order, system.tenant_id, system.code collate "C", system.id)
         from line join information_system system on system.id = system_id
           join organisation on organisation.id = system.tenant_id), '[]'))::text as grid`,
    values,
  );
  return grid;
}
