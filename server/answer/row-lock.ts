import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import { type Context, signedIn } from '../context.ts';
import { ConflictError } from '../errors.ts';
import type { Text } from '../language.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { type AnswerSheet, AnswerSheetState, Submission } from './entity.ts';
import { QuestionSide, RowQuestion } from './row-question-entity.ts';

/** Questions by which single rows of a sheet stand returned; empty where the whole sheet is open or shut. */
export function standingReturns(em: EntityManager, sheet: AnswerSheet): Promise<RowQuestion[]> {
  return em.find(RowQuestion, { sheet, returned: true, cameBackAt: null });
}

/**
 * Rows of a sheet that a person may change while single rows stand returned; null where no row is locked.
 *
 * What the runner returned binds everybody, what the coordinator sent back binds the respondents. Features that were added
 * to the round since the submission were never answered, so they are open besides.
 */
export async function openRowsOf(em: EntityManager, sheet: AnswerSheet, roles: readonly Role[]): Promise<Set<string> | null> {
  const returns = await standingReturns(em, sheet);
  const binding = Object.values(QuestionSide).flatMap(side => {
    const rows = returns.filter(question => question.side === side).map(({ surveyFeature }) => surveyFeature.id);
    return rows.length && (side === QuestionSide.RUNNER || !roles.includes(Role.COORDINATOR)) ? [new Set(rows)] : [];
  });
  if (!binding.length) return null;
  const open = binding.reduce((one, other) => one.intersection(other));
  const submission = await em.findOne(Submission, { sheet, latest: true });
  if (submission) {
    const added = await em.find(SurveyFeature, { round: sheet.round, position: { $gte: submission.featureCount } });
    for (const { id } of added) open.add(id);
  }
  return open;
}

const stateConflict = (sheet: AnswerSheet, text: Text): ConflictError => new ConflictError('AnswerSheet', sheet.id, sheet.version, text);

/**
 * Sees to it that the viewer may change these rows of the sheet now.
 *
 * @throws ConflictError when the sheet may not be changed by this person in its state, or one of the rows is locked
 */
export async function requireEditable(context: Context, sheet: AnswerSheet, surveyFeatureIds: readonly string[]): Promise<void> {
  const { roles } = signedIn(context);
  if (sheet.state === AnswerSheetState.SUBMITTED) {
    throw stateConflict(sheet, {
      ja: '提出済みです。直すには実施組織に差戻しを依頼してください。',
      en: 'This was submitted. To correct it, ask the organisation that runs the round to return it.',
    });
  }
  if (sheet.state === AnswerSheetState.HANDED_IN && !roles.includes(Role.COORDINATOR)) {
    throw stateConflict(sheet, {
      ja: '取りまとめ担当の確認中です。直すには確認の取りやめを取りまとめ担当に依頼してください。',
      en: 'Your coordinator is checking it. To change it, ask the coordinator to send it back.',
    });
  }
  const open = await openRowsOf(context.em, sheet, roles);
  if (open && surveyFeatureIds.some(id => !open.has(id))) {
    throw stateConflict(sheet, {
      ja: '質問とともに戻された行だけを変更できます。ほかの行も直すには、差し戻した人に連絡してください。',
      en: 'Only the rows that were returned with a question can be changed. To correct others, ask whoever returned them.',
    });
  }
}

/** Notes that the rows which one side returned are back with it: all are locked or open alike from now on. */
export async function takeBackReturns(em: EntityManager, sheet: AnswerSheet, sides: readonly QuestionSide[]): Promise<void> {
  for (const question of await standingReturns(em, sheet)) if (sides.includes(question.side)) question.cameBackAt = new Date();
}

/**
 * Sees to it that nothing is handed over while a returned row has no reply.
 *
 * @throws ConflictError naming how many replies are missing
 */
export async function requireReplies(em: EntityManager, sheet: AnswerSheet, sides: readonly QuestionSide[]): Promise<void> {
  const missing = (await standingReturns(em, sheet)).filter(({ side, reply, closedAt }) => sides.includes(side) && !reply && !closedAt);
  if (!missing.length) return;
  throw stateConflict(sheet, {
    ja: `戻された行への質問のうち${missing.length}件に回答がありません。質問に回答してから、もう一度行ってください。`,
    en: `${missing.length} questions about returned rows have no reply. Reply to them, then try again.`,
  });
}
