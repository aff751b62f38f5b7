import { ref } from '@mikro-orm/core';
import { type AnswerSheet, AnswerSheetState, Submission } from '../answer/entity.ts';
import { standingReturns } from '../answer/row-lock.ts';
import { QuestionSide, RowQuestion } from '../answer/row-question-entity.ts';
import { findOwnSheet, findSheetOf, lockOwnSheet, lockSheet } from '../answer/service.ts';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { ConflictError, ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { inVersion, requiredText, requireOwn } from '../validation.ts';
import type {
  AskAboutRowInput,
  AskColleaguesInput,
  CloseQuestionInput,
  ReplyToQuestionInput,
  ReturnRowsInput,
  RowToReturnInput,
  SendBackRowsInput,
} from './input.ts';

/**
 * Asks a ministry about one row of what it submitted; the row stays as it is.
 *
 * @throws ForbiddenError unless the viewer's organisation runs the round
 * @throws ConflictError when the ministry has submitted nothing yet
 */
export async function askAboutRow(context: Context, input: AskAboutRowInput): Promise<RowQuestion> {
  requireOwn(signedIn(context), await findSurveyRound(context, input.roundId), 'askAboutRow');
  const features = await askedFeatures(context, input.roundId, [input]);
  const sheet = await findSheetOf(context, input.roundId, input.organisationId);
  requireSubmitted(sheet);
  const [question] = await ask(context, sheet, QuestionSide.RUNNER, [input], features, false);
  return question!;
}

/**
 * Returns single rows of a submission, each with a question: the ministry may change exactly these, and submits again. What was
 * submitted stays on record and in view until then.
 *
 * @throws ForbiddenError unless the viewer's organisation runs the round
 * @throws ConflictError when the round takes no answers, nothing stands submitted, or the whole sheet was returned already
 */
export async function returnRows(context: Context, input: ReturnRowsInput): Promise<AnswerSheet> {
  const { em } = context;
  requireOwn(signedIn(context), await findSurveyRound(context, input.roundId), 'returnRows');
  const features = await askedFeatures(context, input.roundId, input.rows);
  const sheet = await lockSheet(context, input.roundId, input.organisationId);
  requireSubmitted(sheet);
  const standing = (await standingReturns(em, sheet)).filter(({ side }) => side === QuestionSide.RUNNER);
  if (sheet.state !== AnswerSheetState.SUBMITTED && !standing.length) {
    throw new ConflictError('AnswerSheet', sheet.id, sheet.version, {
      ja: 'この府省には回答票全体を差し戻しています。再提出の後で行を差し戻せます。',
      en: 'The whole sheet of this ministry was returned. Rows can be returned once it is submitted again.',
    });
  }
  const asked = await ask(context, sheet, QuestionSide.RUNNER, input.rows, features, true);
  const reason = reasonOf(asked);
  if (sheet.state === AnswerSheetState.SUBMITTED) {
    const submission = await em.findOneOrFail(Submission, { sheet, latest: true });
    submission.returnedAt = new Date();
    submission.returnedReason = reason;
    sheet.state = AnswerSheetState.RETURNED;
  }
  await em.flush();
  return sheet;
}

/** Asks, inside the ministry, about one row of its sheet. */
export async function askColleagues(context: Context, input: AskColleaguesInput): Promise<RowQuestion> {
  const sheet = await lockSheet(context, input.roundId, signedIn(context).organisationId);
  const features = await askedFeatures(context, input.roundId, [input]);
  const [question] = await ask(context, sheet, QuestionSide.COORDINATOR, [input], features, false);
  return question!;
}

/** Gives single rows back to the respondents, each with a question, inside the ministry; they may change exactly these. */
export async function sendBackRows(context: Context, input: SendBackRowsInput): Promise<AnswerSheet> {
  const features = await askedFeatures(context, input.roundId, input.rows);
  const sheet = await lockOwnSheet(context, input, [AnswerSheetState.HANDED_IN]);
  await ask(context, sheet, QuestionSide.COORDINATOR, input.rows, features, true);
  sheet.state = AnswerSheetState.IN_PROGRESS;
  await context.em.flush();
  return sheet;
}

/**
 * Says in words what a question asked for. A reply may be written anew until whoever asked has taken note.
 *
 * @throws NotFoundError on a question to another ministry
 */
export async function replyToQuestion(context: Context, input: ReplyToQuestionInput): Promise<RowQuestion> {
  const { em } = context;
  const question = await findQuestion(context, input);
  if (question.tenantId !== signedIn(context).organisationId) throw new ForbiddenError('replyToQuestion');
  const reply = requiredText('reply', input.reply, 2000);
  em.assign(question, { reply, repliedAt: new Date(), repliedByName: signedIn(context).name });
  await em.flush();
  return question;
}

/** Takes note of a reply, or takes the question back. A row that was returned with it stays open until it comes back. */
export async function closeQuestion(context: Context, input: CloseQuestionInput): Promise<RowQuestion> {
  const { em } = context;
  const question = await findQuestion(context, input);
  const asker = question.side === QuestionSide.RUNNER ? question.runnerId : question.tenantId;
  if (asker !== signedIn(context).organisationId) throw new ForbiddenError('closeQuestion');
  em.assign(question, { closedAt: new Date(), closedByName: signedIn(context).name });
  await em.flush();
  return question;
}

/** @throws ConflictError when it is in another version, or closed */
async function findQuestion({ em }: Context, { questionId, version }: CloseQuestionInput): Promise<RowQuestion> {
  const question = inVersion('RowQuestion', questionId, await em.findOne(RowQuestion, questionId), version);
  if (question.closedAt) {
    throw new ConflictError('RowQuestion', question.id, question.version, {
      ja: 'この質問は確認済みです。続けて尋ねるには、新しく質問してください。',
      en: 'This question is closed. To go on, ask a new one.',
    });
  }
  return question;
}

/** @throws ConflictError unless the ministry has submitted, now or before a return */
function requireSubmitted(sheet: AnswerSheet): void {
  if (sheet.submittedAt) return;
  throw new ConflictError('AnswerSheet', sheet.id, sheet.version, {
    ja: 'まだ提出されていません。提出された回答の行について質問できます。',
    en: 'Nothing was submitted yet. Questions are about rows of what was submitted.',
  });
}

/**
 * Features of the round that the rows name, by id.
 *
 * @throws InvalidInputError on no row at all, or a row that is named twice
 * @throws NotFoundError on a feature that is not in the round
 */
async function askedFeatures(
  { em }: Context,
  roundId: string,
  rows: readonly Pick<RowToReturnInput, 'featureId'>[],
): Promise<Map<string, SurveyFeature>> {
  const ids = new Set(rows.map(({ featureId }) => featureId));
  if (!ids.size || ids.size < rows.length) {
    throw new InvalidInputError('rows', { ja: '行を1つずつ選んでください。', en: 'Choose at least one row, each of them once.' });
  }
  const features = new Map((await em.find(SurveyFeature, { id: { $in: [...ids] }, round: roundId })).map(feature => [feature.id, feature]));
  const unknown = [...ids].find(id => !features.has(id));
  if (unknown) throw new NotFoundError('SurveyFeature', unknown);
  return features;
}

/**
 * Writes the questions down.
 *
 * @throws InvalidInputError on a question that is blank or too long
 */
async function ask(
  context: Context,
  sheet: AnswerSheet,
  side: QuestionSide,
  rows: readonly RowToReturnInput[],
  features: ReadonlyMap<string, SurveyFeature>,
  returned: boolean,
): Promise<RowQuestion[]> {
  const { em } = context;
  const asked = rows.map(row =>
    em.create(RowQuestion, {
      tenantId: sheet.tenantId,
      sheet: ref(sheet),
      surveyFeature: ref(features.get(row.featureId)!),
      runnerId: sheet.runnerId,
      side,
      question: requiredText('question', row.question, 2000),
      askedByName: signedIn(context).name,
      askedById: signedIn(context).accountId,
      returned,
    }),
  );
  await giveReason(em, reasonOf(asked));
  await em.flush();
  return asked;
}

/** The questions as the reason for what was done, each once. */
const reasonOf = (asked: readonly RowQuestion[]): string => [...new Set(asked.map(({ question }) => question))].join('\n');

/**
 * The sheet whose questions the viewer may read: the own one, or that of a ministry in an own round.
 *
 * @throws NotFoundError when the viewer sees no such sheet
 */
export function sheetAskedAbout(context: Context, roundId: string, organisationId: string | null): Promise<AnswerSheet> {
  return organisationId === null ? findOwnSheet(context, roundId) : findSheetOf(context, roundId, organisationId);
}
