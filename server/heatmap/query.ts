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
 * The system × organisation grid of a fiscal year as JSON text, from the kept counts of each submission. A system shows its
 * latest round of the year that was opened.
 */
export async function portfolioGrid(em: EntityManager, fiscalYear: number): Promise<string> {
  const [{ grid }] = await em.execute<[{ grid: string }]>(PORTFOLIO_GRID, [fiscalYear, NOT_SUBMITTED]);
  return grid;
}

/** Stands for the counts while nothing was submitted. A value, because a question mark in SQL text is taken for one. */
const NOT_SUBMITTED = '?';

const PORTFOLIO_GRID = `
  with round as materialized (
    select distinct on (r.system_id) r.id, r.title, r.system_id, i.code, i.name,
      (select count(*) from survey_feature f where f.round_id = r.id)::int as features
    from survey_round r join information_system i on i.id = r.system_id
    where r.fiscal_year = ? and r.state <> 'DRAFT'
    order by r.system_id, r.opened_at desc
  ), sheet as materialized (
    select s.round_id, s.tenant_id,
      case when sub.id is null then ? || ',' || round.features
        else concat_ws(',', sub.fully_used_count, sub.used_with_other_means_count, sub.not_used_count, round.features) end as cell
    from answer_sheet s join round on round.id = s.round_id
    left join submission sub on sub.sheet_id = s.id and sub.latest
  ), organisation_axis as materialized (
    select o.id, o.name, o.name_en, o.short_name, row_number() over (order by o.protocol_order, o.created_at, o.id) as place
    from organisation o where o.id in (select tenant_id from sheet)
  )
  select json_build_object(
    'systems', coalesce((select json_agg(json_build_array(system_id, name, id, title) order by code, system_id) from round), '[]'),
    'organisations', coalesce((select json_agg(json_build_array(id, name, name_en, short_name) order by place) from organisation_axis), '[]'),
    'cells', coalesce((
      select json_agg(cells order by code, system_id) from (
        select round.code, round.system_id, string_agg(coalesce(sheet.cell, '-'), ';' order by axis.place) as cells
        from round cross join organisation_axis axis
        left join sheet on sheet.round_id = round.id and sheet.tenant_id = axis.id
        group by round.code, round.system_id) line), '[]'))::text as grid`;
