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
