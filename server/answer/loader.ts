import type { EntityManager } from '@mikro-orm/postgresql';
import { Answer, AnswerSheet, Submission } from './entity.ts';

/** Sheets of each round in protocol order of the ministries; an asked ministry gets its own alone. */
export async function sheetsOfRounds(em: EntityManager, roundIds: readonly string[]): Promise<AnswerSheet[][]> {
  const ordered = await em.execute<{ id: string }[]>(
    `select s.id from answer_sheet s join organisation o on o.id = s.tenant_id where s.round_id = any (?::uuid[]) order by o.protocol_order, o.created_at, o.id`,
    [`{${roundIds.join(',')}}`],
  );
  const sheets = new Map((await em.find(AnswerSheet, { round: { $in: [...roundIds] } })).map(sheet => [sheet.id, sheet]));
  const byRound = Map.groupBy(
    ordered.map(({ id }) => sheets.get(id)!),
    sheet => sheet.round.id,
  );
  return roundIds.map(id => byRound.get(id) ?? []);
}

/** How many ministries of each round have submitted and were not returned. */
export async function submittedCountsOfRounds(em: EntityManager, roundIds: readonly string[]): Promise<number[]> {
  const rows = await em.execute<{ id: string; count: number }[]>(
    `select round_id as id, count(*)::int as count from answer_sheet where round_id = any (?::uuid[]) and state = 'SUBMITTED' group by 1`,
    [`{${roundIds.join(',')}}`],
  );
  const counts = new Map(rows.map(({ id, count }) => [id, count]));
  return roundIds.map(id => counts.get(id) ?? 0);
}

/** Answers of each sheet in the order of the features. Empty behind somebody else's wall. */
export async function answersOfSheets(em: EntityManager, sheetIds: readonly string[]): Promise<Answer[][]> {
  const answers = await em.find(
    Answer,
    { sheet: { $in: [...sheetIds] } },
    { populate: ['surveyFeature'], orderBy: { surveyFeature: { position: 'asc' } } },
  );
  const bySheet = Map.groupBy(answers, answer => answer.sheet.id);
  return sheetIds.map(id => bySheet.get(id) ?? []);
}

/** Answers of a sheet for some features, in the order of the features. */
export async function answersOfFeatures(em: EntityManager, sheetId: string, featureIds: readonly string[]): Promise<Answer[]> {
  const given = { sheet: sheetId, surveyFeature: { $in: [...featureIds] } };
  return em.find(Answer, given, { populate: ['surveyFeature'], orderBy: { surveyFeature: { position: 'asc' } } });
}

/** Submissions of each sheet, newest first. */
export async function submissionsOfSheets(em: EntityManager, sheetIds: readonly string[]): Promise<Submission[][]> {
  const submissions = await em.find(Submission, { sheet: { $in: [...sheetIds] } }, { orderBy: { number: 'desc' } });
  const bySheet = Map.groupBy(submissions, submission => submission.sheet.id);
  return sheetIds.map(id => bySheet.get(id) ?? []);
}

/** Whether each organisation has a coordinator who can sign in. Read by the sign-in login, which tells nothing else of them. */
export async function coordinatorsOfOrganisations(signIn: EntityManager, organisationIds: readonly string[]): Promise<boolean[]> {
  const rows = await signIn.execute<{ id: string }[]>(
    `select distinct m.tenant_id as id from membership m join account a on a.id = m.account_id
     where m.tenant_id = any (?::uuid[]) and m.role = 'COORDINATOR' and a.disabled_at is null`,
    [`{${organisationIds.join(',')}}`],
  );
  const staffed = new Set(rows.map(({ id }) => id));
  return organisationIds.map(id => staffed.has(id));
}
