import type { EntityManager } from '@mikro-orm/postgresql';
import { IN_WINDOW, monthNamed, PEAK_IN_WINDOW, toldMonths, TOLD_COUNT, USES_IN_WINDOW, WINDOW } from '../usage-log/window.ts';
import { DEFAULT_RULE } from './entity.ts';
import { type FeatureVerdict, type PreviousCounts, RetireGrade, Verdict, type VerdictCounts, type VerdictEvidence } from './type.ts';

/** Which rounds are judged: one, or of every system the latest one that was opened, in a fiscal year or at all. */
type Judged = { roundId: string } | { fiscalYear: number } | { systemIds: readonly string[] };

/**
 * Rounds with their thresholds and their window of logs; `first_month` and `last_month` are null for a system without logs.
 * A round that has ended looks at no month after its end.
 */
const ROUNDS = `
  chosen as materialized (
    select distinct on (case when ?::uuid is null then r.system_id else r.id end) r.*
    from survey_round r
    where r.state <> 'DRAFT' and (?::uuid is null or r.id = ?) and (?::int is null or r.fiscal_year = ?)
      and (?::uuid[] is null or r.system_id = any (?))
    order by case when ?::uuid is null then r.system_id else r.id end, r.opened_at desc
  ), told as materialized (
    ${toldMonths('select system_id from chosen')}
  ), round as materialized (
    select r.id, r.system_id, system.code as system_code, system.name as system_name, system.name_en as system_name_en, r.opened_at,
      coalesce(rule.response_floor_percent, ${DEFAULT_RULE.responseFloorPercent}) as response_floor,
      coalesce(rule.shrink_percent, ${DEFAULT_RULE.shrinkPercent}) as shrink,
      win.length, win.last_month - win.length + 1 as first_month, win.last_month,
      ${TOLD_COUNT} as told_count,
      (select count(*)::int from answer_sheet where round_id = r.id) as asked_count,
      (select count(*)::int from submission where round_id = r.id and latest) as submitted_count,
      (select p.id from survey_round p where p.system_id = r.system_id and p.state <> 'DRAFT' and p.opened_at < r.opened_at
        order by p.opened_at desc limit 1) as previous_id
    from chosen r
    join information_system system on system.id = r.system_id
    left join verdict_rule rule on rule.round_id = r.id
    left join told on told.system_id = r.system_id
    cross join lateral (${WINDOW}) win
  )`;

/**
 * Everything that is known of a feature and a ministry, each from its own source, brought together by grouping: a join of these would be
 * planned by guesses of how many there are. A level is a character of the packed levels: 0 fully used, 1 with other means, 2 not used.
 *
 * @param which condition on the `feature` of the round, where not every one is judged
 */
const facts = (which = ''): string => `
  fact as (
    select feature.id, sheet.tenant_id as organisation_id, sub.id is not null as submitted, substr(sub.levels, feature.position + 1, 1) as level,
      null::float8 as uses, null::int as people, false as logged, null as earlier
    from round
    join survey_feature feature on feature.round_id = round.id ${which}
    join answer_sheet sheet on sheet.round_id = round.id
    left join submission sub on sub.sheet_id = sheet.id and sub.latest
  union all
    select feature.id, log.organisation_id, null, null, ${USES_IN_WINDOW}, ${PEAK_IN_WINDOW}, true, null
    from round
    join survey_feature feature on feature.round_id = round.id ${which}
    join usage_log_key key on key.feature_id = feature.feature_id
    join usage_log log on log.key_id = key.id and ${IN_WINDOW}
  union all
    select feature.id, null, null, null, null, null, true, null
    from round
    join survey_feature feature on feature.round_id = round.id ${which}
    join usage_log_key key on key.feature_id = feature.feature_id
  union all
    select feature.id, sheet.tenant_id, null, null, null, null, false, coalesce(substr(sub.levels, before.position + 1, 1), '.')
    from round
    join survey_feature feature on feature.round_id = round.id ${which}
    join survey_feature before on before.round_id = round.previous_id and before.feature_id = feature.feature_id
    join answer_sheet sheet on sheet.round_id = before.round_id
    left join submission sub on sub.sheet_id = sheet.id and sub.latest
  ), known as (
    select id, organisation_id, bool_or(submitted) as submitted, max(level) as level, coalesce(sum(uses), 0) as uses, max(people) as people,
      bool_or(logged) as logged, max(earlier) as earlier
    from fact group by id, organisation_id
  )`;

/** Every feature with what its verdict rests on. */
const COUNTED = `
  counted as (
    select id, count(*) filter (where level = '0')::int as fully, count(*) filter (where level = '1')::int as alongside,
      count(*) filter (where level = '2')::int as unused, sum(uses) as uses, bool_or(logged) as logged,
      count(*) filter (where level = '2' and uses > 0)::int as used_after_all, count(*) filter (where level = '0' and uses = 0)::int as never_used,
      (array_agg(organisation_id) filter (where level in ('0', '1')))[1] as a_user,
      count(*) filter (where earlier = '0')::int as earlier_fully, count(*) filter (where earlier = '1')::int as earlier_alongside,
      count(*) filter (where earlier = '2')::int as earlier_unused, nullif(count(earlier), 0)::int as earlier_asked
    from known group by id
  ), evidence as (
    select feature.id, feature.feature_id, feature.position, feature.code, feature.name, feature.name_en, feature.major_group, feature.middle_group,
      round.id as round_id, system_id, system_code, system_name, system_name_en, response_floor, shrink, length, first_month, last_month,
      told_count, asked_count, submitted_count, fully, alongside, unused, fully + alongside + unused as answered, logged, a_user,
      used_after_all + case when logged and told_count = length then never_used else 0 end as contradictions,
      case when logged and told_count > 0 then counted.uses end as uses,
      earlier_fully, earlier_alongside, earlier_unused, earlier_asked
    from counted
    join survey_feature feature on feature.id = counted.id
    join round on round.id = feature.round_id
  )`;

/**
 * The rules, in order. The floor holds for the round and for each feature (R5); a zero of the logs counts only over a window that they
 * tell of completely (R6).
 */
const JUDGED = `
  judged as (
    select evidence.*, judgement.verdict, judgement.detail
    from evidence cross join lateral (
      select answered * 100 < response_floor * asked_count as too_few, told_count = length and uses = 0 as no_use
    ) fact cross join lateral (
      select * from (values
        (1, submitted_count * 100 < response_floor * asked_count, 'UNDECIDED', 'FEW_ANSWERS'),
        (2, answered = 0 and no_use, 'RETIRE', 'C'),
        (3, answered = 0, 'UNDECIDED', 'NO_ANSWER'),
        (4, too_few, 'UNDECIDED', 'FEW_ANSWERS'),
        (5, unused = answered and uses > 0, 'UNDECIDED', 'CONTRADICTION'),
        (6, unused = answered and no_use, 'RETIRE', 'A'),
        (7, unused = answered, 'RETIRE', 'B'),
        (8, unused * 100 >= shrink * answered, 'SHRINK', null),
        (9, alongside > 0, 'IMPROVE', null),
        (10, true, 'KEEP', null)) as rule (place, applies, verdict, detail)
      where applies order by place limit 1
    ) judgement
  )`;

const share = (count: string): string =>
  `(case when ${count} > 0 then ${count}::float8 / answered * ln(${count}::float8 / answered) else 0 end)`;

const COLUMNS = `
  judged.id, judged.feature_id as "featureId", judged.code, judged.name, judged.name_en as "nameEn", judged.major_group as "majorGroup",
  judged.middle_group as "middleGroup", system_id as "systemId", system_name as "systemName", system_name_en as "systemNameEn",
  round_id as "roundId", verdict, case when verdict = 'RETIRE' then detail end as grade,
  case when verdict = 'UNDECIDED' then detail end as "undecidedReason",
  response_floor as "responseFloorPercent", shrink as "shrinkPercent", length as "windowMonths", asked_count as "askedCount", submitted_count as "submittedCount",
  fully as "fullyUsedCount", alongside as "usedWithOtherMeansCount", unused as "notUsedCount",
  case when answered > 0 then abs(${share('fully')} + ${share('alongside')} + ${share('unused')}) / ln(3) end as "variationRatio",
  logged, uses as "logCount", contradictions as "contradictionCount", ${monthNamed('first_month')} as "windowFrom",
  ${monthNamed('last_month')} as "windowTo", told_count as "windowToldCount", sole.id as "lastUserId", sole.name as "lastUserName",
  sole.name_en as "lastUserNameEn", earlier_fully, earlier_alongside, earlier_unused, earlier_asked`;

const ONLY_USER = `left join organisation sole on sole.id = judged.a_user and fully + alongside = 1`;

type Row = Omit<FeatureVerdict, 'previous'> & {
  earlier_fully: number;
  earlier_alongside: number;
  earlier_unused: number;
  earlier_asked: number | null;
};

/** Conditions of `facts`, each with a CTE that holds the ids before it: a condition may stand several times, a value once. */
const PICKED = 'picked as (select unnest(?::uuid[]) as id)';
const ONE_OF_ROUND = 'and feature.id in (select id from picked)';
const SOME_FEATURES = 'and feature.feature_id in (select id from picked)';

/** Verdicts of every feature of a round, as the round lists them, or of the one that is named. One statement. */
export async function verdictsOfRound(
  em: EntityManager,
  roundId: string,
  surveyFeatureId: string | null = null,
): Promise<FeatureVerdict[]> {
  const rows = await em.execute<Row[]>(
    `with ${PICKED}, ${ROUNDS}, ${facts(surveyFeatureId === null ? '' : ONE_OF_ROUND)}, ${COUNTED}, ${JUDGED}
     select ${COLUMNS} from judged ${ONLY_USER} order by position`,
    [`{${surveyFeatureId ?? ''}}`, ...roundValues({ roundId })],
  );
  return rows.map(withPrevious);
}

/** Verdicts of every feature of the latest round of each of the systems, or of those that are named. One statement. */
export async function verdictsOfSystems(
  em: EntityManager,
  systemIds: readonly string[],
  featureIds: readonly string[] | null = null,
): Promise<FeatureVerdict[]> {
  const rows = await em.execute<Row[]>(
    `with ${PICKED}, ${ROUNDS}, ${facts(featureIds === null ? '' : SOME_FEATURES)}, ${COUNTED}, ${JUDGED}
     select ${COLUMNS} from judged ${ONLY_USER}`,
    [`{${(featureIds ?? []).join(',')}}`, ...roundValues({ systemIds })],
  );
  return rows.map(withPrevious);
}

/** What a person looks for first: what can go, by the strength of its evidence; then by how many it concerns, then by volume (R2). */
const RANK = `array_position(array['RETIRE', 'SHRINK', 'IMPROVE', 'UNDECIDED', 'KEEP'], verdict), detail nulls last, unused desc, alongside desc,
  uses desc nulls last, system_code, system_id, position`;

/** A part of the list over all systems of a fiscal year. */
export interface PortfolioPart {
  fiscalYear: number;
  verdicts: readonly Verdict[];
  /** Of the retirement candidates, those of these grades alone; null for all. */
  grades: readonly RetireGrade[] | null;
  systemId: string | null;
  first: number;
  /** Id of the last one that was read. */
  after: string | null;
}

/** Verdicts over all systems of a fiscal year, and how many there are of each kind. One statement, however many features. */
export async function verdictsOfYear(
  em: EntityManager,
  { fiscalYear, verdicts, grades, systemId, first, after }: PortfolioPart,
): Promise<{ items: FeatureVerdict[]; counts: VerdictCounts; more: boolean }> {
  const graded = grades && `{${grades.join(',')}}`;
  const [{ counts, rows }] = await em.execute<[{ counts: Record<string, number> | null; rows: Row[] | null }]>(
    `with ${ROUNDS}, ${facts()}, ${COUNTED}, ${JUDGED}, wanted as (
       select judged.*, row_number() over (order by ${RANK}) as place from judged
       where verdict = any (?::text[]) and (?::text[] is null or verdict <> 'RETIRE' or detail = any (?::text[]))
         and (?::uuid is null or system_id = ?)
     ), part as (
       select * from wanted where place > coalesce((select place from wanted where id = ?::uuid), 0) order by place limit ?
     )
     select (select json_object_agg(kind, count) from (
         select case verdict when 'RETIRE' then detail else verdict end as kind, count(*)
         from judged where ?::uuid is null or system_id = ? group by kind) each) as counts,
       (select json_agg(row order by place) from (select place, ${COLUMNS} from part judged ${ONLY_USER}) row) as rows`,
    [...roundValues({ fiscalYear }), `{${verdicts.join(',')}}`, graded, graded, systemId, systemId, after, first + 1, systemId, systemId],
  );
  const items = (rows ?? []).slice(0, first).map(withPrevious);
  const countOf = (kind: string): number => counts?.[kind] ?? 0;
  const [retireA, retireB, retireC] = Object.values(RetireGrade).map(countOf) as [number, number, number];
  return {
    items,
    counts: {
      retire: retireA + retireB + retireC,
      retireA,
      retireB,
      retireC,
      shrink: countOf(Verdict.SHRINK),
      improve: countOf(Verdict.IMPROVE),
      undecided: countOf(Verdict.UNDECIDED),
      keep: countOf(Verdict.KEEP),
    },
    more: (rows?.length ?? 0) > first,
  };
}

function roundValues(judged: Judged): (string | number | null)[] {
  const id = 'roundId' in judged ? judged.roundId : null;
  const year = 'fiscalYear' in judged ? judged.fiscalYear : null;
  const systems = 'systemIds' in judged ? `{${judged.systemIds.join(',')}}` : null;
  return [id, id, id, year, year, systems, systems, id];
}

function withPrevious({ earlier_fully, earlier_alongside, earlier_unused, earlier_asked, ...verdict }: Row): FeatureVerdict {
  const previous: PreviousCounts | null =
    earlier_asked === null
      ? null
      : {
          fullyUsedCount: earlier_fully,
          usedWithOtherMeansCount: earlier_alongside,
          notUsedCount: earlier_unused,
          askedCount: earlier_asked,
        };
  return { ...verdict, previous };
}

/** Every ministry that was asked about a feature of a round or used it, with answer and log. */
export async function evidenceOf(em: EntityManager, roundId: string, surveyFeatureId: string): Promise<VerdictEvidence[]> {
  return em.execute<VerdictEvidence[]>(
    `with ${PICKED}, ${ROUNDS}, ${facts(ONE_OF_ROUND)}, log as (
       select bool_or(logged) and max(round.told_count) > 0 as tells, max(round.told_count) = max(round.length) as whole
       from known cross join round where known.id = ?::uuid
     )
     select organisation.id as "organisationId", organisation.name as "organisationName", organisation.name_en as "organisationNameEn",
       submitted is not null as asked, coalesce(submitted, false) as submitted,
       case level when '0' then 'FULLY_USED' when '1' then 'USED_WITH_OTHER_MEANS' when '2' then 'NOT_USED' end as level,
       case when log.tells then uses end as "logCount", people as "peakUserCount",
       case when level = '2' and uses > 0 then 'NOT_USED_BUT_LOGGED'
         when level = '0' and log.tells and log.whole and uses = 0 then 'USED_BUT_NOT_LOGGED' end as contradiction,
       (select given.log_note from submission sub join submitted_answer given on given.submission_id = sub.id
         where sub.round_id = ?::uuid and sub.tenant_id = known.organisation_id and sub.latest and given.survey_feature_id = known.id) as "logNote"
     from known join organisation on organisation.id = known.organisation_id cross join log
     where known.id = ?::uuid and (submitted is not null or uses > 0)
     order by organisation.protocol_order, organisation.created_at, organisation.id`,
    [`{${surveyFeatureId}}`, ...roundValues({ roundId }), surveyFeatureId, roundId, surveyFeatureId],
  );
}
