import type { EntityManager } from '@mikro-orm/postgresql';
import { IN_WINDOW, monthNamed, PEAK_IN_WINDOW, TOLD_COUNT, toldMonths, USES_IN_WINDOW, WINDOW } from '../usage-log/window.ts';
import type { SheetUsage } from './type.ts';

/**
 * How often the ministry of each sheet used the features by the logs of the system, over the window of the round; null where the logs
 * tell nothing up to its end. One statement.
 */
export async function usageOfSheets(em: EntityManager, sheetIds: readonly string[]): Promise<(SheetUsage | null)[]> {
  const rows = await em.execute<(SheetUsage & { sheetId: string })[]>(USAGE, [`{${sheetIds.join(',')}}`]);
  const usages = new Map(rows.map(({ sheetId, ...usage }) => [sheetId, usage]));
  return sheetIds.map(id => usages.get(id) ?? null);
}

const USAGE = `
  with chosen as materialized (
    select sheet.id as sheet_id, sheet.tenant_id, r.id, r.system_id, r.closed_at
    from answer_sheet sheet join survey_round r on r.id = sheet.round_id
    where sheet.id = any (?::uuid[])
  ), told as materialized (
    ${toldMonths('select system_id from chosen')}
  ), round as materialized (
    select r.sheet_id, r.tenant_id, r.id, win.length, win.last_month - win.length + 1 as first_month, win.last_month,
      ${TOLD_COUNT} as told_count
    from chosen r
    join told on told.system_id = r.system_id
    left join verdict_rule rule on rule.round_id = r.id
    cross join lateral (${WINDOW}) win
    where win.last_month is not null
  ), own as (
    select round.sheet_id, feature.id, feature.position, coalesce(sum(${USES_IN_WINDOW}), 0) as count,
      max(${PEAK_IN_WINDOW}) as peak
    from round
    join survey_feature feature on feature.round_id = round.id
    join usage_log_key key on key.feature_id = feature.feature_id
    left join usage_log log on log.key_id = key.id and log.organisation_id = round.tenant_id and ${IN_WINDOW}
    where round.told_count > 0
    group by round.sheet_id, feature.id
  )
  select sheet_id as "sheetId", ${monthNamed('first_month')} as "windowFrom", ${monthNamed('last_month')} as "windowTo",
    length as "monthCount", told_count as "toldCount",
    coalesce((
      select json_agg(json_build_object('featureId', own.id, 'count', own.count, 'peakUserCount', own.peak) order by own.position)
      from own where own.sheet_id = round.sheet_id), '[]') as features
  from round`;
