import type { EntityManager } from '@mikro-orm/postgresql';

/** The heatmap of one round, as far as the login sees it. */
export interface SurveyGrid {
  /** JSON text, see `SurveyHeatmap.grid`. */
  grid: string;
  /** When it was kept, or the round closed, in milliseconds since 1970; null while it is open. */
  asOf: number | null;
}

/**
 * The grid of a round as JSON text, built by the database so that a million cells cost one row and no object:
 * features as arrays by position, organisations as arrays in protocol order with their packed levels, which are null while
 * nothing was submitted. Features added after a submission count as unanswered in it.
 *
 * What was kept when the round closed is taken as it is. A ministry that sees its own row alone has no sight of that, so its
 * part is computed. Undefined when there is no such round.
 */
export async function surveyGrid(em: EntityManager, roundId: string): Promise<SurveyGrid | undefined> {
  const [row] = await em.execute<SurveyGrid[]>(SURVEY_GRID, [roundId]);
  return row;
}

const SURVEY_GRID = `
  select (extract(epoch from coalesce(kept.taken_at, r.closed_at)) * 1000)::float8 as "asOf", case when kept.grid is not null then kept.grid else json_build_object(
    'features', coalesce((
      select json_agg(json_build_array(id, code, name, name_en, major_group, middle_group) order by position)
      from survey_feature where round_id = r.id), '[]'),
    'organisations', coalesce((
      select json_agg(json_build_array(o.id, o.name, o.name_en, o.short_name, s.state, rpad(sub.levels, f.count, '.'))
        order by o.protocol_order, o.created_at, o.id)
      from answer_sheet s
      join organisation o on o.id = s.tenant_id
      left join submission sub on sub.sheet_id = s.id and sub.latest
      cross join (select count(*)::int as count from survey_feature where round_id = r.id) f
      where s.round_id = r.id), '[]'))::text end as grid
  from survey_round r left join survey_snapshot kept on kept.round_id = r.id
  where r.id = ?`;

/**
 * The grid as it stood at a moment, by the submissions of that time: each ministry with the latest one before it. A round keeps
 * no trace of when a ministry was added to it, so one that was added later stands there with nothing submitted.
 */
export async function surveyGridAt(em: EntityManager, roundId: string, before: Date): Promise<string> {
  const moment = before.toISOString();
  const [{ grid }] = await em.execute<[{ grid: string }]>(SURVEY_GRID_AT, [moment, roundId]);
  return grid;
}

const SURVEY_GRID_AT = `
  with moment as (select ?::timestamptz as at), feature as materialized (
    select f.* from survey_feature f, moment where f.round_id = ? and (f.added_at is null or f.added_at < moment.at)
  )
  select json_build_object(
    'features', coalesce((
      select json_agg(json_build_array(id, code, name, name_en, major_group, middle_group) order by position) from feature), '[]'),
    'organisations', coalesce((
      select json_agg(json_build_array(o.id, o.name, o.name_en, o.short_name,
        case when sub.returned_at < moment.at then 'RETURNED' when sub.id is not null then 'SUBMITTED'
          when s.opened_at < moment.at then 'IN_PROGRESS' else 'NOT_OPENED' end,
        rpad(sub.levels, f.count, '.'))
        order by o.protocol_order, o.created_at, o.id)
      from moment
      cross join (select count(*)::int as count from feature) f
      join answer_sheet s on s.round_id = (select round_id from feature limit 1)
      join organisation o on o.id = s.tenant_id
      left join lateral (
        select * from submission where sheet_id = s.id and submitted_at < moment.at order by number desc limit 1) sub on true), '[]'))::text as grid`;

/** What the axes of a round rest on, as JSON text: see `SurveyHeatmap.axes`. */
export async function surveyAxes(em: EntityManager, roundId: string): Promise<string> {
  const [{ axes }] = await em.execute<[{ axes: string }]>(SURVEY_AXES, [roundId, roundId]);
  return axes;
}

const SURVEY_AXES = `
  select json_build_object(
    'features', coalesce((select json_agg(feature_id order by position) from survey_feature where round_id = ?), '[]'),
    'parents', coalesce((
      select json_agg(json_build_array(o.id, p.id, p.name, p.name_en, p.short_name))
      from answer_sheet s join organisation o on o.id = s.tenant_id join organisation p on p.id = o.parent_id
      where s.round_id = ?), '[]'))::text as axes`;
