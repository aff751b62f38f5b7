import type { EntityManager } from '@mikro-orm/postgresql';
import { PortfolioAxis, type PortfolioFilter } from './input.ts';

/**
 * The system × organisation grid of a fiscal year as JSON text, from the kept counts of each submission. A system shows its
 * latest round of the year that was opened.
 */
export async function portfolioGrid(em: EntityManager, fiscalYear: number, filter: PortfolioFilter = {}): Promise<string> {
  const { text, values } = sheetsOf(fiscalYear, filter);
  const [{ grid }] = await em.execute<[{ grid: string }]>(`${text} ${GRID}`, [...values, NOT_SUBMITTED]);
  return grid;
}

/** How often each level was given in a fiscal year, counted by one axis, as JSON text, see `PortfolioLevels.lines`. */
export async function portfolioLines(
  em: EntityManager,
  fiscalYear: number,
  by: PortfolioAxis,
  filter: PortfolioFilter = {},
): Promise<string> {
  const { text, values } = sheetsOf(fiscalYear, filter);
  const [{ lines }] = await em.execute<[{ lines: string }]>(`${text} ${LINES[by]}`, values);
  return lines;
}

/** Stands for the counts while nothing was submitted. A value, because a question mark in SQL text is taken for one. */
const NOT_SUBMITTED = '?';

/** The rounds of a year and their answer sheets with the kept counts, as far as the filter lets them through. */
function sheetsOf(fiscalYear: number, { systemClass, profile, organisationId, systemId }: PortfolioFilter) {
  const values: (string | number)[] = [fiscalYear];
  /** What is not sought is not asked for, so that the plan for the whole stays as quick as it is. */
  const where = (condition: string, value: string | null | undefined): string => {
    if (!value) return '';
    values.push(value);
    return ` and ${condition}`;
  };
  const text = `
  with round as materialized (
    select distinct on (r.system_id) r.id, r.title, r.system_id, i.code, i.name, i.name_en, i.system_class, i.profile,
      (select count(*) from survey_feature f where f.round_id = r.id)::int as features
    from survey_round r join information_system i on i.id = r.system_id
    where r.fiscal_year = ? and r.state <> 'DRAFT'
      ${where(`coalesce(i.system_class, 'UNKNOWN') = ?`, systemClass)}
      ${where(`coalesce(i.profile, 'UNKNOWN') = ?`, profile)}
      ${where('i.id::text = ?', systemId)}
    order by r.system_id, r.opened_at desc
  ), sheet as materialized (
    select s.round_id, s.tenant_id, round.features, sub.id is not null as submitted,
      sub.fully_used_count as fully, sub.used_with_other_means_count as other, sub.not_used_count as unused
    from answer_sheet s join round on round.id = s.round_id
    left join submission sub on sub.sheet_id = s.id and sub.latest
    where true ${where('s.tenant_id::text = ?', organisationId)}
  )`;
  return { text, values };
}

const GRID = `
  , organisation_axis as materialized (
    select o.id, o.name, o.name_en, o.short_name, row_number() over (order by o.protocol_order, o.created_at, o.id) as place
    from organisation o where o.id in (select tenant_id from sheet)
  ), line as materialized (
    select * from round where id in (select round_id from sheet)
  )
  select json_build_object(
    'systems', coalesce((
      select json_agg(json_build_array(system_id, name, id, title, system_class, profile, name_en) order by code, system_id)
      from line), '[]'),
    'organisations', coalesce((select json_agg(json_build_array(id, name, name_en, short_name) order by place) from organisation_axis), '[]'),
    'cells', coalesce((
      select json_agg(cells order by code, system_id) from (
        select line.code, line.system_id, string_agg(
          case when sheet.round_id is null then '-' when not sheet.submitted then ? || ',' || sheet.features
            else concat_ws(',', fully, other, unused, sheet.features) end, ';' order by axis.place) as cells
        from line cross join organisation_axis axis
        left join sheet on sheet.round_id = line.id and sheet.tenant_id = axis.id
        group by line.code, line.system_id) filled), '[]'))::text as grid`;

/** Counts of a line. What is unanswered in a submission and what was never submitted stand apart, and from "not used". */
const COUNTS = `count(distinct sheet.round_id), count(distinct sheet.tenant_id), count(*), count(*) filter (where submitted),
  coalesce(sum(fully), 0), coalesce(sum(other), 0), coalesce(sum(unused), 0),
  coalesce(sum(sheet.features - fully - other - unused), 0), coalesce(sum(sheet.features) filter (where not submitted), 0)`;

/** @param key id, name, name in English and one more thing to know, as SQL; it names the columns of `round` and `o` */
const linesBy = (key: string, group: string, order: string): string => `
  select coalesce(json_agg(line order by ${order}), '[]')::text as lines from (
    select json_build_array(${key}, ${COUNTS}) as line, ${group}
    from sheet join round on round.id = sheet.round_id join organisation o on o.id = sheet.tenant_id
    group by ${group}) counted`;

const LINES: Record<PortfolioAxis, string> = {
  [PortfolioAxis.SYSTEM]: linesBy(
    'system_id, round.name, round.name_en, round.id',
    'system_id, round.code, round.name, round.name_en, round.id',
    'code, system_id',
  ),
  [PortfolioAxis.MINISTRY]: linesBy(
    'o.id, o.name, o.name_en, o.short_name',
    'o.id, o.name, o.name_en, o.short_name, protocol_order, created_at',
    'protocol_order, created_at, id',
  ),
  // What is not recorded is to be done something about, so it comes first.
  [PortfolioAxis.PROFILE]: linesBy('profile, null, null, null', 'profile', 'profile nulls first'),
  [PortfolioAxis.CLASS]: linesBy(
    'system_class, null, null, null',
    'system_class',
    `array_position(array['DIGITAL_AGENCY', 'JOINT_PROJECT', 'MINISTRY'], system_class::text) nulls first`,
  ),
};
