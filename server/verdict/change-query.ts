import type { EntityManager } from '@mikro-orm/postgresql';
import type { RoundChange } from './change-type.ts';

/** Sums of the cells; an answer is a character of the packed levels, and the lower one is the fuller use. */
const SUMS = `
  count(*) filter (where was is not null and now is not null)::int as "comparedCount",
  count(*) filter (where was > now)::int as "moreUsedCount", count(*) filter (where was < now)::int as "lessUsedCount",
  count(*) filter (where was = now)::int as "unchangedCount",
  count(*) filter (where shared and (was is null or now is null))::int as "unknownCount",
  count(*) filter (where was = '2' and now is not null)::int as "notUsedBeforeCount",
  count(*) filter (where now = '2' and was is not null)::int as "notUsedCount"`;

const level = (submission: string, feature: string): string => `nullif(substr(${submission}.levels, ${feature}.position + 1, 1), '.')`;

/**
 * Rounds that were opened, each beside the one before it about the same system; of every pair of feature and ministry that both asked, the
 * two answers. What is not answered stays null and counts as unknown, never as a change.
 */
const CHANGES = `
  with pair as materialized (
    select r.id, r.system_id, r.title, r.fiscal_year, r.opened_at, before.id as previous_id, before.title as previous_title
    from survey_round r
    left join lateral (
      select p.id, p.title from survey_round p
      where p.system_id = r.system_id and p.state <> 'DRAFT' and p.opened_at < r.opened_at order by p.opened_at desc limit 1
    ) before on true
    where r.state <> 'DRAFT' and (r.id = ?::uuid or r.system_id = any (?::uuid[]))
  ), asked as (
    select id, organisation_id, bool_or(this) as asked, not bool_and(this) as asked_before
    from (
      select pair.id, sheet.tenant_id as organisation_id, true as this from pair join answer_sheet sheet on sheet.round_id = pair.id
      union select pair.id, sheet.tenant_id, false from pair join answer_sheet sheet on sheet.round_id = pair.previous_id
    ) each group by id, organisation_id
  ), cell as (
    select asked.*, feature.id is not null as shared, ${level('sub', 'feature')} as now, ${level('earlier', 'former')} as was
    from asked
    join pair on pair.id = asked.id
    left join (survey_feature feature join survey_feature former on former.feature_id = feature.feature_id)
      on feature.round_id = pair.id and former.round_id = pair.previous_id and asked and asked_before
    left join submission sub on sub.round_id = pair.id and sub.tenant_id = asked.organisation_id and sub.latest
    left join submission earlier on earlier.round_id = pair.previous_id and earlier.tenant_id = asked.organisation_id and earlier.latest
  ), ministry as (
    select id, organisation_id, asked, asked_before as "askedBefore", ${SUMS} from cell group by id, organisation_id, asked, asked_before
  ), total as (
    select id, ${SUMS} from cell group by id
  )
  select pair.id as "roundId", pair.system_id, title, fiscal_year as "fiscalYear", previous_id as "previousRoundId",
    previous_title as "previousTitle",
    ${['compared', 'moreUsed', 'lessUsed', 'unchanged', 'unknown', 'notUsedBefore', 'notUsed']
      .map(name => `coalesce(total."${name}Count", 0) as "${name}Count"`)
      .join(', ')},
    coalesce((
      select json_agg(to_jsonb(ministry) - 'id' - 'organisation_id' || jsonb_build_object(
        'organisationId', org.id, 'organisationName', org.name, 'organisationNameEn', org.name_en)
        order by org.protocol_order, org.created_at, org.id)
      from ministry join organisation org on org.id = ministry.organisation_id where ministry.id = pair.id
    ), '[]') as ministries
  from pair left join total on total.id = pair.id
  order by opened_at desc, pair.id`;

type Row = RoundChange & { system_id: string };

/** What changed since the round before; null for a round that was never opened. One statement. */
export async function changeOfRound(em: EntityManager, roundId: string): Promise<RoundChange | null> {
  const [row] = await em.execute<Row[]>(CHANGES, [roundId, '{}']);
  return row ?? null;
}

/** The same for every round of each system, latest first. One statement, however many systems. */
export async function changesOfSystems(em: EntityManager, systemIds: readonly string[]): Promise<RoundChange[][]> {
  const rows = await em.execute<Row[]>(CHANGES, [null, `{${systemIds.join(',')}}`]);
  const bySystem = Map.groupBy(rows, row => row.system_id);
  return systemIds.map(id => bySystem.get(id) ?? []);
}
