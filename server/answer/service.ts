import { LockMode, ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { Text } from '../language.ts';
import { SurveyFeature, SurveyRoundState } from '../survey-round/entity.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { blankToNull, inVersion, limitedText, requiredText, requireOwn } from '../validation.ts';
import { Answer, AnswerSheet, AnswerSheetState, Submission, SubmittedAnswer } from './entity.ts';
import type {
  AnswerInput,
  HandInAnswerSheetInput,
  OpenAnswerSheetInput,
  ReturnSubmissionInput,
  SaveAnswerInput,
  SaveAnswersInput,
  SendBackAnswerSheetInput,
  SubmitAnswerSheetInput,
} from './input.ts';
import { requireCarriedOver } from './previous-round.ts';
import { requireEditable, requireReplies, takeBackReturns } from './row-lock.ts';
import { QuestionSide } from './row-question-entity.ts';
import { submit } from './submission.ts';
import type { SavedAnswer, SavedAnswers } from './type.ts';

const { NOT_OPENED, IN_PROGRESS, HANDED_IN, SUBMITTED, RETURNED } = AnswerSheetState;

/** @throws NotFoundError when the viewer's organisation is not asked in the round */
export function findOwnSheet(context: Context, roundId: string): Promise<AnswerSheet> {
  return findSheetOf(context, roundId, signedIn(context).organisationId);
}

/** @throws NotFoundError when the organisation is not asked in the round, or the viewer does not see it there */
export async function findSheetOf({ em }: Context, roundId: string, organisationId: string): Promise<AnswerSheet> {
  const sheet = await em.findOne(AnswerSheet, { round: roundId, tenantId: organisationId });
  if (!sheet) throw new NotFoundError('AnswerSheet', roundId);
  return sheet;
}

/**
 * The sheet of one organisation in an open round, locked until the end of the transaction, so that counts and states hold
 * while several people answer at once.
 *
 * @throws NotFoundError when it is not asked
 * @throws ConflictError when the round takes no answers
 */
export async function lockSheet(context: Context, roundId: string, organisationId: string): Promise<AnswerSheet> {
  const { em } = context;
  const sheet = await em.findOne(AnswerSheet, { round: roundId, tenantId: organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  // After the lock, which a closing holds until it is done: what it saw is all that is submitted.
  const round = await findSurveyRound(context, roundId);
  if (!sheet) throw new NotFoundError('AnswerSheet', roundId);
  if (round.state !== SurveyRoundState.OPEN) {
    throw stateConflict(sheet, {
      ja: 'この調査は回答を受け付けていません。再開が必要なら実施組織に連絡してください。',
      en: 'This round takes no answers now. Ask the organisation that runs it to reopen it.',
    });
  }
  return sheet;
}

/** Holds every sheet of a round until the end of the transaction: what is being submitted meanwhile comes before or after, not between. */
export async function lockSheetsOf(em: EntityManager, roundId: string): Promise<void> {
  await em.execute('select from answer_sheet where round_id = ? order by id for update', [roundId]);
}

const stateConflict = (sheet: AnswerSheet, text: Text): ConflictError => new ConflictError('AnswerSheet', sheet.id, sheet.version, text);

/**
 * Notes that the ministry has opened its sheet. One that was registered on its behalf is filled with what was registered.
 *
 * @throws NotFoundError when the viewer's organisation is not asked in the round
 */
export async function openAnswerSheet(context: Context, { roundId }: OpenAnswerSheetInput): Promise<AnswerSheet> {
  const { em } = context;
  const round = await findSurveyRound(context, roundId);
  const tenantId = signedIn(context).organisationId;
  const sheet = await em.findOne(AnswerSheet, { round, tenantId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!sheet) throw new NotFoundError('AnswerSheet', roundId);
  // Once a round has ended there is nothing to begin, only what was registered to be looked at.
  if (round.state === SurveyRoundState.OPEN || sheet.submittedAt) await enterSheet(em, sheet);
  return sheet;
}

/** Notes that somebody of the ministry is at its sheet. What was registered on its behalf becomes its own to go on from. */
export async function enterSheet(em: EntityManager, sheet: AnswerSheet): Promise<void> {
  sheet.openedAt ??= new Date();
  if (sheet.state === NOT_OPENED) sheet.state = IN_PROGRESS;
  const registered = sheet.submittedAt ? await em.findOne(Submission, { sheet, latest: true, onBehalf: true }) : null;
  if (registered && !(await em.count(Answer, { sheet }))) {
    const answers = await em.find(SubmittedAnswer, { submission: registered });
    for (const { surveyFeature, level, otherMeans, comment, logNote, carryOver, answeredByName, answeredAt } of answers)
      em.create(Answer, { sheet: ref(sheet), surveyFeature, level, otherMeans, comment, logNote, carryOver, answeredByName, answeredAt });
  }
  await em.flush();
}

/**
 * Saves one answer of the viewer's ministry.
 *
 * @throws NotFoundError on a round or feature that the viewer does not see
 * @throws ConflictError when somebody changed the answer meanwhile, or the sheet may not be changed
 * @throws InvalidInputError on texts that are too long, or `carryOver` where the last round says something else
 */
export async function saveAnswer(context: Context, input: SaveAnswerInput): Promise<SavedAnswer> {
  const { answers, conflicts, sheet } = await save(context, input.roundId, [input]);
  if (conflicts[0]) throw new ConflictError('Answer', conflicts[0].answer?.id ?? '', conflicts[0].answer?.version ?? 0);
  return { answer: answers[0]!, sheet };
}

/** As many as one call of `saveAnswers` takes; twice the longest list of features known. */
const MOST_ANSWERS = 1000;

/**
 * Saves many answers of the viewer's ministry at once. An answer that somebody changed meanwhile is left as it is and named;
 * the others are saved, so that no one row holds up the rest.
 *
 * @throws NotFoundError on a round or feature that the viewer does not see; then nothing is saved
 * @throws ConflictError when the sheet may not be changed
 * @throws InvalidInputError on no or too many answers, a feature named twice, and what `saveAnswer` refuses
 */
export async function saveAnswers(context: Context, { roundId, answers }: SaveAnswersInput): Promise<SavedAnswers> {
  if (answers.length < 1 || answers.length > MOST_ANSWERS)
    throw new InvalidInputError('answers', {
      ja: `一度に保存できるのは1件から${MOST_ANSWERS}件までです。分けて保存してください。`,
      en: `Save from 1 to ${MOST_ANSWERS} answers at once. Send the others apart.`,
    });
  if (new Set(answers.map(({ featureId }) => featureId)).size < answers.length)
    throw new InvalidInputError('answers', {
      ja: '同じ機能の回答が2つあります。1つにしてください。',
      en: 'A feature is answered twice. Send one answer for it.',
    });
  return save(context, roundId, answers);
}

async function save(context: Context, roundId: string, given: readonly AnswerInput[]): Promise<SavedAnswers> {
  const { em } = context;
  const sheet = await lockSheet(context, roundId, signedIn(context).organisationId);
  await requireEditable(
    context,
    sheet,
    given.map(({ featureId }) => featureId),
  );
  await enterSheet(em, sheet);
  const ids = given.map(({ featureId }) => featureId);
  const features = new Map((await em.find(SurveyFeature, { id: { $in: ids }, round: sheet.round })).map(feature => [feature.id, feature]));
  const unknown = ids.find(id => !features.has(id));
  if (unknown) throw new NotFoundError('SurveyFeature', unknown);
  const present = new Map((await em.find(Answer, { sheet, surveyFeature: { $in: ids } })).map(answer => [answer.surveyFeature.id, answer]));
  await requireCarriedOver(em, sheet, given, present);
  const saved: SavedAnswers = { answers: [], conflicts: [], sheet };
  for (const input of given) {
    const feature = features.get(input.featureId)!;
    const answer = present.get(input.featureId) ?? null;
    if ((answer?.version ?? 0) !== input.version) saved.conflicts.push({ feature, answer });
    else saved.answers.push(writeAnswer(context, sheet, feature, answer, input));
  }
  await em.flush();
  await countAnswers(em, sheet);
  return saved;
}

/** Puts what somebody answered into the row of the feature, or into a new one. */
export function writeAnswer(
  context: Context,
  sheet: AnswerSheet,
  feature: SurveyFeature,
  present: Answer | null,
  given: Pick<AnswerInput, 'level' | 'otherMeans' | 'comment' | 'logNote' | 'carryOver'>,
): Answer {
  const content = {
    level: given.level ?? null,
    otherMeans: limitedText('otherMeans', blankToNull(given.otherMeans), 200),
    comment: limitedText('comment', blankToNull(given.comment), 2000),
    logNote: limitedText('logNote', blankToNull(given.logNote), 2000),
    carryOver: given.carryOver ?? null,
  };
  const { name, department } = signedIn(context);
  const signature = { answeredByName: name, answeredByDepartment: department, answeredAt: new Date() };
  if (present) return context.em.assign(present, { ...content, ...signature });
  return context.em.create(Answer, { sheet: ref(sheet), surveyFeature: ref(feature), ...content, ...signature });
}

/** Brings the count of the sheet up to date; the sheet is locked, so no other save can slip between. */
export async function countAnswers(em: EntityManager, sheet: AnswerSheet): Promise<void> {
  await em.execute(
    'update answer_sheet set answered_count = (select count(*) from answer where sheet_id = ? and level is not null) where id = ?',
    [sheet.id, sheet.id],
  );
  await em.refresh(sheet);
}

/** Passes the sheet to the coordinator for approval (確認依頼). */
export async function handInAnswerSheet(context: Context, input: HandInAnswerSheetInput): Promise<AnswerSheet> {
  const { em } = context;
  const sheet = await lockOwnSheet(context, input, [IN_PROGRESS, RETURNED]);
  await requireReplies(em, sheet, [QuestionSide.COORDINATOR]);
  await takeBackReturns(em, sheet, [QuestionSide.COORDINATOR]);
  sheet.state = HANDED_IN;
  sheet.handedInAt = new Date();
  sheet.handedInByName = signedIn(context).name;
  sheet.sentBackReason = null;
  await em.flush();
  return sheet;
}

/** Gives the sheet back to the respondents with a reason, inside the ministry. */
export async function sendBackAnswerSheet(context: Context, input: SendBackAnswerSheetInput): Promise<AnswerSheet> {
  const { em } = context;
  const sheet = await lockOwnSheet(context, input, [HANDED_IN]);
  const reason = requiredText('reason', input.reason, 2000);
  await giveReason(em, reason);
  sheet.state = IN_PROGRESS;
  sheet.sentBackReason = reason;
  await em.flush();
  return sheet;
}

/**
 * Approves the answers of the ministry and submits them to the runner (F-033).
 *
 * @throws InvalidInputError on `openRowReason` when a feature is left open without a reason
 */
export async function submitAnswerSheet(context: Context, input: SubmitAnswerSheetInput): Promise<AnswerSheet> {
  const { em } = context;
  const sheet = await lockOwnSheet(context, input, [NOT_OPENED, IN_PROGRESS, HANDED_IN, RETURNED]);
  await requireReplies(em, sheet, [QuestionSide.RUNNER]);
  if (input.openRowReason?.trim()) await giveReason(em, input.openRowReason.trim());
  const answers = await em.find(Answer, { sheet, level: { $ne: null } });
  const given = answers.map(
    ({ surveyFeature, level, otherMeans = null, comment = null, logNote = null, carryOver = null, answeredByName, answeredAt }) => ({
      surveyFeatureId: surveyFeature.id,
      level: level!,
      otherMeans,
      comment,
      logNote,
      carryOver,
      answeredByName,
      answeredAt,
    }),
  );
  await submit(em, sheet, given, signedIn(context).name, input.openRowReason, false);
  return sheet;
}

/** Returns a submission to its ministry with a reason; what was submitted stays on record and in view until corrected. */
export async function returnSubmission(context: Context, input: ReturnSubmissionInput): Promise<AnswerSheet> {
  const { em, viewer } = context;
  requireOwn(viewer!, await findSurveyRound(context, input.roundId), 'returnSubmission');
  const sheet = await lockSheet(context, input.roundId, input.organisationId);
  if (sheet.state !== SUBMITTED)
    throw stateConflict(sheet, { ja: '提出済みの回答だけを差し戻せます。', en: 'Only what was submitted can be returned.' });
  const reason = requiredText('reason', input.reason, 2000);
  await giveReason(em, reason);
  const submission = await em.findOneOrFail(Submission, { sheet, latest: true });
  submission.returnedAt = new Date();
  submission.returnedReason = reason;
  sheet.state = RETURNED;
  sheet.returnedReason = reason;
  await em.flush();
  return sheet;
}

export async function lockOwnSheet(
  context: Context,
  { roundId, version }: { roundId: string; version: number },
  states: AnswerSheetState[],
): Promise<AnswerSheet> {
  const sheet = await lockSheet(context, roundId, signedIn(context).organisationId);
  inVersion('AnswerSheet', sheet.id, sheet, version);
  if (!states.includes(sheet.state))
    throw stateConflict(sheet, {
      ja: '回答票の状態が変わっています。画面を読み直してください。',
      en: 'The state of the sheet has changed. Reload the page.',
    });
  return sheet;
}
