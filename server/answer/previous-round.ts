import type { EntityManager } from '@mikro-orm/postgresql';
import { InvalidInputError } from '../errors.ts';
import type { Answer, AnswerSheet } from './entity.ts';
import type { AnswerInput } from './input.ts';
import type { PreviousAnswer, PreviousRound } from './type.ts';

/**
 * The last round of each sheet's ministry about the same system, and what it submitted there; null where there is none.
 *
 * Features are matched as the things they are, whatever their place, code or name was then.
 */
export async function previousRoundsOfSheets(em: EntityManager, sheetIds: readonly string[]): Promise<(PreviousRound | null)[]> {
  const rows = await em.execute<PreviousRow[]>(PREVIOUS_ROUNDS, [`{${sheetIds.join(',')}}`]);
  const previous = new Map(rows.map(({ sheetId, submittedAt, ...round }) => [sheetId, { ...round, submittedAt: new Date(submittedAt) }]));
  return sheetIds.map(id => previous.get(id) ?? null);
}

interface PreviousRow {
  sheetId: string;
  roundId: string;
  title: string;
  fiscalYear: number;
  /** In milliseconds since 1970. */
  submittedAt: number;
  answers: PreviousAnswer[];
}

const PREVIOUS_ROUNDS = `
  with previous as (
    select distinct on (sheet.id) sheet.id as sheet_id, present.id as present_id, earlier.id, earlier.title, earlier.fiscal_year,
      sub.id as submission_id, sub.submitted_at
    from answer_sheet sheet
    join survey_round present on present.id = sheet.round_id
    join survey_round earlier on earlier.system_id = present.system_id
      and (earlier.fiscal_year, earlier.opened_at) < (present.fiscal_year, present.opened_at)
    join submission sub on sub.round_id = earlier.id and sub.tenant_id = sheet.tenant_id and sub.latest
    where sheet.id = any (?::uuid[])
    order by sheet.id, earlier.fiscal_year desc, earlier.opened_at desc
  )
  select sheet_id as "sheetId", id as "roundId", title, fiscal_year as "fiscalYear",
    (extract(epoch from submitted_at) * 1000)::float8 as "submittedAt",
    coalesce((
      select json_agg(json_build_object('featureId', now.id, 'level', a.level, 'otherMeans', a.other_means, 'comment', a.comment)
        order by now.position)
      from submitted_answer a
      join survey_feature past on past.id = a.survey_feature_id
      join survey_feature now on now.feature_id = past.feature_id and now.round_id = previous.present_id
      where a.submission_id = previous.submission_id), '[]') as answers
  from previous`;

/**
 * Refuses a claim that an answer is taken over from the last round unless it is: now, or when it was stored.
 *
 * @throws InvalidInputError on `carryOver`
 */
export async function requireCarriedOver(
  em: EntityManager,
  sheet: AnswerSheet,
  given: readonly AnswerInput[],
  present: ReadonlyMap<string, Answer>,
): Promise<void> {
  const claimed = given.filter(({ featureId, level, carryOver }) => {
    const stored = present.get(featureId);
    return carryOver && !(stored?.carryOver && stored.level === level);
  });
  if (!claimed.length) return;
  const [previous] = await previousRoundsOfSheets(em, [sheet.id]);
  const levels = new Map(previous?.answers.map(({ featureId, level }) => [featureId, level]));
  if (claimed.every(({ featureId, level }) => level && levels.get(featureId) === level)) return;
  throw new InvalidInputError('carryOver', {
    ja: '前回の回答と異なるため、「前回から引継ぎ」にはできません。画面を読み直し、利用状況を選び直してください。',
    en: 'This is not what was submitted in the last round, so it cannot count as taken over. Reload and choose the level again.',
  });
}
