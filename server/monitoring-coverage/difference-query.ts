import type { Context } from '../context.ts';
import { readCursor } from '../database/cursor.ts';
import { checkPageSize, type Page } from '../database/page.ts';
import type { Threshold } from '../monitoring-item/type.ts';
import { cellsOf } from './cells.ts';
import { pageFrom, pageOf } from './page.ts';
import type { MonitoringCoverageFilter } from './input.ts';
import type { MonitoringDifference } from './type.ts';

interface DifferenceRow {
  id: string;
  code: string;
  intervals: number;
  thresholdLists: number;
  settings: { interval: number | null; thresholds: Threshold[]; systems: string[] }[];
}

/**
 * Items that systems watch in more than one way, by code. An interval that nobody recorded is unknown and no difference; no thresholds
 * beside some are one. One statement.
 */
export async function monitoringDifferencePage(
  context: Pick<Context, 'em' | 'viewer'>,
  filter: MonitoringCoverageFilter | null,
  first: number,
  after: string | null,
): Promise<Page<MonitoringDifference>> {
  checkPageSize(first);
  const { text, values } = cellsOf(context, filter);
  const position = after ? readCursor(after, ['text', 'text']) : null;
  const rows = await context.em.execute<(DifferenceRow & { total: number })[]>(
    `with ${text}, setting as (
       select item_id, item_code, interval_seconds, thresholds, array_agg(system_id order by system_code collate "C", system_id) as systems
       from cell where is_watched group by 1, 2, 3, 4
     ), difference as (
       select item_id as id, item_code as code, count(distinct interval_seconds)::int as intervals,
         count(distinct thresholds)::int as "thresholdLists",
         json_agg(json_build_object('interval', interval_seconds, 'thresholds', thresholds, 'systems', systems)
           order by cardinality(systems) desc, interval_seconds, thresholds::text) as settings
       from setting group by 1, 2 having count(distinct interval_seconds) > 1 or count(distinct thresholds) > 1)
     ${pageOf('difference', 'code collate "C", id::text', position && '?, ?')}`,
    [...values, ...(position ?? []), first + 1],
  );
  return pageFrom(
    rows,
    first,
    ({ code, id }) => [code, id],
    ({ id, intervals, thresholdLists, settings }) => ({
      id,
      isIntervalDifferent: intervals > 1,
      areThresholdsDifferent: thresholdLists > 1,
      settings: settings.map(({ interval, thresholds, systems }, place) => ({
        id: `${id}:${place}`,
        intervalSeconds: interval,
        thresholds,
        systemIds: systems,
      })),
    }),
  );
}
