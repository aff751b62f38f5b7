import type { Dataset } from './generate-data.ts';
import { FISCAL_YEAR, LOGGED_YEAR } from './scale.ts';

interface Operation {
  query: string;
  variables?: Record<string, unknown>;
}

/** One row of the table: the same reading three times. */
export interface BenchmarkQuery {
  /** Path on the limit's server. */
  key: string;
  title: string;
  /** Hand-written SQL that builds the whole body, with no wall, no sign-in and no permissions. */
  limit: { text: string; values: unknown[] };
  /** Who asks at once, where that is not the usual number. */
  clients?: number;
  /** Missing where it has nothing alike. */
  postgraphile?: Operation;
  ours: Operation & { token: string };
  /** Our answer in the shape of the limit's: grids travel as text with us. */
  plain: (data: never) => unknown;
}

/** What `informationSystems` is asked for, list by list; the limit and PostGraphile give the same. */
const SYSTEMS_SHOWN = 50;

/** The readings of the benchmark over a generated database. */
export function benchmarkQueries({ openRoundId, closedRoundId, runnerToken, granteeToken }: Dataset): BenchmarkQuery[] {
  const portfolio = {
    limit: { text: PORTFOLIO_GRID, values: [FISCAL_YEAR] },
    postgraphile: { query: PORTFOLIO_POSTGRAPHILE, variables: { fiscalYear: FISCAL_YEAR } },
    ours: {
      query: 'query Portfolio($fiscalYear: Int!) { portfolioHeatmap(fiscalYear: $fiscalYear) { grid } }',
      variables: { fiscalYear: FISCAL_YEAR },
    },
    plain: ({ portfolioHeatmap }: { portfolioHeatmap: { grid: string } }) => ({ portfolioHeatmap: parsed(portfolioHeatmap) }),
  };
  const survey = {
    query: 'query Survey($roundId: ID!) { surveyHeatmap(roundId: $roundId) { grid } }',
    token: runnerToken,
  };
  const plain = ({ surveyHeatmap }: { surveyHeatmap: { grid: string } }): unknown => ({ surveyHeatmap: parsed(surveyHeatmap) });
  return [
    {
      key: 'a-open',
      title: '(a) feature × ministry, open round',
      limit: { text: SURVEY_GRID, values: [openRoundId] },
      postgraphile: { query: SURVEY_POSTGRAPHILE, variables: { roundId: openRoundId } },
      ours: { ...survey, variables: { roundId: openRoundId } },
      plain,
    },
    {
      key: 'a-closed',
      title: '(a) feature × ministry, closed round',
      // The limit does not know of the kept snapshot: it stands for the work, not for a cache.
      limit: { text: SURVEY_GRID, values: [closedRoundId] },
      postgraphile: { query: SURVEY_POSTGRAPHILE, variables: { roundId: closedRoundId } },
      ours: { ...survey, variables: { roundId: closedRoundId } },
      plain,
    },
    { key: 'b', title: '(b) system × ministry, own rounds', ...portfolio, ours: { ...portfolio.ours, token: runnerToken } },
    {
      key: 'b-granted',
      title: '(b) the same through grants, reading recorded',
      ...portfolio,
      ours: { ...portfolio.ours, token: granteeToken },
    },
    {
      key: 'c',
      title: `(c) ${SYSTEMS_SHOWN} systems with provider, users, features`,
      limit: { text: SYSTEMS, values: [SYSTEMS_SHOWN] },
      postgraphile: { query: SYSTEMS_POSTGRAPHILE, variables: { first: SYSTEMS_SHOWN } },
      ours: { query: SYSTEMS_OURS, variables: { first: SYSTEMS_SHOWN }, token: runnerToken },
      plain: data => data,
    },
    {
      key: 'e',
      title: '(e) verdicts of every feature of the year, first 100',
      // One manager before a meeting: this is work for the database, not for many at once.
      clients: 1,
      limit: { text: VERDICTS, values: [FISCAL_YEAR, LOGGED_YEAR] },
      ours: { query: VERDICTS_OURS, variables: { fiscalYear: FISCAL_YEAR }, token: runnerToken },
      plain: data => data,
    },
  ];
}

const parsed = ({ grid }: { grid: string }): unknown => ({ grid: JSON.parse(grid) as unknown });

const SURVEY_GRID = `
  select json_build_object('data', json_build_object('surveyHeatmap', json_build_object('grid', json_build_object(
    'features', (
      select json_agg(json_build_array(id, code, name, name_en, major_group, middle_group) order by position)
      from survey_feature where round_id = $1),
    'organisations', (
      select json_agg(json_build_array(o.id, o.name, o.name_en, o.short_name, s.state, sub.levels) order by o.protocol_order)
      from answer_sheet s join organisation o on o.id = s.tenant_id
      left join submission sub on sub.sheet_id = s.id and sub.latest
      where s.round_id = $1)))))::text as body`;

const PORTFOLIO_GRID = `
  with round as materialized (
    select r.id, r.title, r.system_id, i.code, i.name, i.name_en, i.system_class, i.profile from survey_round r join information_system i on i.id = r.system_id
    where r.fiscal_year = $1 and r.state <> 'DRAFT'
  ), listed as materialized (
    select round_id, count(*) as features from survey_feature group by round_id
  ), sheet as materialized (
    select s.round_id, s.tenant_id,
      case when sub.id is null then '?,' || listed.features
        else sub.fully_used_count || ',' || sub.used_with_other_means_count || ',' || sub.not_used_count || ',' || listed.features end as cell
    from round join listed on listed.round_id = round.id join answer_sheet s on s.round_id = round.id
    left join submission sub on sub.sheet_id = s.id and sub.latest
  ), axis as materialized (
    select * from organisation where id in (select tenant_id from sheet)
  )
  select json_build_object('data', json_build_object('portfolioHeatmap', json_build_object('grid', json_build_object(
    'systems', (select json_agg(json_build_array(system_id, name, id, title, system_class, profile, name_en) order by code) from round),
    'organisations', (select json_agg(json_build_array(id, name, name_en, short_name) order by protocol_order) from axis),
    'cells', (select json_agg(cells order by code) from (
      select round.code, string_agg(coalesce(sheet.cell, '-'), ';' order by axis.protocol_order) as cells
      from round cross join axis left join sheet on sheet.round_id = round.id and sheet.tenant_id = axis.id
      group by round.id, round.code) line)))))::text as body`;

const SYSTEMS = `
  select json_build_object('data', json_build_object('informationSystems', json_build_object(
    'totalCount', (select count(*) from information_system),
    'items', (
      select json_agg(json_build_object(
        'id', s.id, 'code', s.code, 'name', s.name, 'profile', s.profile, 'lifecycleState', s.lifecycle_state,
        'provider', (select json_build_object('id', id, 'name', name, 'shortName', short_name) from organisation where id = s.tenant_id),
        'users', (select json_agg(json_build_object('id', id, 'name', name, 'shortName', short_name) order by protocol_order)
          from organisation where id = any (s.user_ids)),
        'features', (select json_agg(json_build_object('id', id, 'code', code, 'name', name, 'majorGroup', major_group,
          'middleGroup', middle_group) order by position) from feature where system_id = s.id)
      ) order by s.code, s.id)
      from (select * from information_system order by code, id limit $1) s))))::text as body`;

const SYSTEMS_OURS = `query Systems($first: Int!) { informationSystems(first: $first) { totalCount items {
  id code name profile lifecycleState
  provider { id name shortName }
  users { id name shortName }
  features { id code name majorGroup middleGroup }
} } }`;

const VERDICTS_OURS = `query Verdicts($fiscalYear: Int!) {
  portfolioVerdicts(fiscalYear: $fiscalYear, verdicts: [RETIRE, SHRINK, IMPROVE, UNDECIDED, KEEP]) {
    totalCount counts { retire shrink improve undecided keep }
    items { id code systemName verdict grade undecidedReason askedCount fullyUsedCount usedWithOtherMeansCount notUsedCount logCount contradictionCount }
  } }`;

/**
 * The rules R1 to R6 with their default thresholds over a window that is one fiscal year, of which the logs of a system tell completely or
 * not at all: by hand, joins and all.
 */
const VERDICTS = `
  with round as (
    select r.id, r.system_id, cardinality(r.target_ids) as asked, (select count(*) from submission where round_id = r.id and latest) as submitted,
      exists (select from usage_log_import where system_id = r.system_id) as told
    from survey_round r where r.fiscal_year = $1 and r.state <> 'DRAFT'
  ), given as (
    select f.id, f.feature_id, sub.tenant_id, substr(sub.levels, f.position + 1, 1) as level
    from round join survey_feature f on f.round_id = round.id join submission sub on sub.round_id = round.id and sub.latest
  ), log as (
    select k.feature_id, l.organisation_id, l.counts[1] + l.counts[2] + l.counts[3] + l.counts[4] + l.counts[5] + l.counts[6] + l.counts[7]
      + l.counts[8] + l.counts[9] + l.counts[10] + l.counts[11] + l.counts[12] as uses
    from usage_log l join usage_log_key k on k.id = l.key_id where l.fiscal_year = $2
  ), counted as (
    select given.id, count(*) filter (where level = '0') as fully, count(*) filter (where level = '1') as alongside,
      count(*) filter (where level = '2') as unused, sum(uses) as uses,
      count(*) filter (where level = '2' and uses > 0 or level = '0' and uses = 0) as contradictions
    from given left join log on log.feature_id = given.feature_id and log.organisation_id = given.tenant_id group by given.id
  ), known as (
    select f.id, f.code, f.position, i.code as system_code, i.id as system_id, i.name as system_name, round.asked, round.submitted, fully, alongside,
      unused, fully + alongside + unused as answered, case when told then uses end as uses, contradictions
    from counted join survey_feature f on f.id = counted.id join round on round.id = f.round_id join information_system i on i.id = round.system_id
  ), judged as (
    select *, case when submitted * 100 < 80 * asked then 'UNDECIDED FEW_ANSWERS' when answered = 0 and uses = 0 then 'RETIRE C'
      when answered = 0 then 'UNDECIDED NO_ANSWER' when answered * 100 < 80 * asked then 'UNDECIDED FEW_ANSWERS'
      when unused = answered and uses > 0 then 'UNDECIDED CONTRADICTION' when unused = answered and uses = 0 then 'RETIRE A'
      when unused = answered then 'RETIRE B' when unused * 100 >= 50 * answered then 'SHRINK' when alongside > 0 then 'IMPROVE' else 'KEEP' end as said
    from known
  ), split as (
    select *, split_part(said, ' ', 1) as verdict, nullif(split_part(said, ' ', 2), '') as detail from judged
  )
  select json_build_object('data', json_build_object('portfolioVerdicts', json_build_object(
    'totalCount', (select count(*) from split),
    'counts', (select json_build_object('retire', count(*) filter (where verdict = 'RETIRE'), 'shrink', count(*) filter (where verdict = 'SHRINK'),
      'improve', count(*) filter (where verdict = 'IMPROVE'), 'undecided', count(*) filter (where verdict = 'UNDECIDED'),
      'keep', count(*) filter (where verdict = 'KEEP')) from split),
    'items', (select json_agg(json_build_object('id', id, 'code', code, 'systemName', system_name, 'verdict', verdict,
        'grade', case when verdict = 'RETIRE' then detail end, 'undecidedReason', case when verdict = 'UNDECIDED' then detail end,
        'askedCount', asked, 'fullyUsedCount', fully, 'usedWithOtherMeansCount', alongside, 'notUsedCount', unused, 'logCount', uses,
        'contradictionCount', contradictions))
      from (select * from split order by array_position(array['RETIRE', 'SHRINK', 'IMPROVE', 'UNDECIDED', 'KEEP'], verdict), detail nulls last, unused desc,
        alongside desc, uses desc nulls last, system_code, system_id, position limit 100) part))))::text as body`;

const SURVEY_POSTGRAPHILE = `query Survey($roundId: UUID!) {
  allSurveyFeatures(condition: { roundId: $roundId }, orderBy: [POSITION_ASC]) { nodes { rowId code name nameEn majorGroup middleGroup } }
  allAnswerSheets(condition: { roundId: $roundId }) { nodes {
    state
    organisationByTenantId { rowId name nameEn shortName protocolOrder }
    submissionsBySheetId(condition: { latest: true }) { nodes { levels } }
  } }
}`;

const PORTFOLIO_POSTGRAPHILE = `query Portfolio($fiscalYear: Int!) {
  allSurveyRounds(condition: { fiscalYear: $fiscalYear }) { nodes {
    rowId title
    informationSystemBySystemId { rowId code name }
    surveyFeaturesByRoundId { totalCount }
    answerSheetsByRoundId { nodes {
      tenantId
      submissionsBySheetId(condition: { latest: true }) { nodes { fullyUsedCount usedWithOtherMeansCount notUsedCount } }
    } }
  } }
  allOrganisations(orderBy: [PROTOCOL_ORDER_ASC]) { nodes { rowId name nameEn shortName } }
}`;

const SYSTEMS_POSTGRAPHILE = `query Systems($first: Int!) {
  allInformationSystems(first: $first, orderBy: [CODE_ASC]) { totalCount nodes {
    rowId code name profile lifecycleState
    organisationByTenantId { rowId name shortName }
    users { nodes { rowId name shortName } }
    featuresBySystemId(orderBy: [POSITION_ASC]) { nodes { rowId code name majorGroup middleGroup } }
  } }
}`;

/**
 * Logins of the two peers. They read past the wall, so that they do less than we do. PostGraphile is told of the two
 * relations that stand in no foreign key.
 */
export const PEER_LOGINS = `
  create role benchmark_limit login bypassrls;
  create role benchmark_postgraphile login bypassrls;
  grant connect on database portal to benchmark_limit, benchmark_postgraphile;
  grant select on information_system, organisation, feature, survey_round, survey_feature, answer_sheet, submission, survey_snapshot, usage_log, usage_log_key, usage_log_import, usage_log_month
    to benchmark_limit, benchmark_postgraphile;
  comment on table answer_sheet is E'@foreignKey (tenant_id) references organisation (id)';
  comment on table information_system is E'@foreignKey (tenant_id) references organisation (id)';
  create function information_system_users(system information_system) returns setof organisation language sql stable as
    $$ select * from organisation where id = any (system.user_ids) order by protocol_order $$;
  comment on function information_system_users is E'@name users';
  grant execute on function information_system_users to benchmark_postgraphile`;
