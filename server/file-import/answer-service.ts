import { Answer, type AnswerSheet, AnswerSheetState, CarryOver, Submission, SubmittedAnswer } from '../answer/entity.ts';
import type { ImportAnswersInput, RegisterSubmissionInput } from '../answer/input.ts';
import { requireEditable } from '../answer/row-lock.ts';
import { countAnswers, enterSheet, lockSheet, writeAnswer } from '../answer/service.ts';
import { type GivenAnswer, submit } from '../answer/submission.ts';
import { type Context, signedIn } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { ConflictError } from '../errors.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { findUploadedFile } from '../uploaded-file/service.ts';
import { requireOwn } from '../validation.ts';
import { findAnswerFiles, planAnswers, requireEveryFile, requireNoneInConflict } from './answers.ts';
import { requireNoneRefused } from './plan.ts';

/**
 * Takes filled forms of the viewer's ministry into its draft, all or none. Open rows of the files change nothing.
 *
 * @throws InvalidInputError when a file cannot be taken, rows are refused and may not stay out, or files differ on a row and the
 *   person has not chosen
 * @throws ConflictError when the sheet may not be changed
 */
export async function importAnswers(context: Context, input: ImportAnswersInput): Promise<AnswerSheet> {
  const { em } = context;
  const own = signedIn(context).organisationId;
  const sheet = await lockSheet(context, input.roundId, own);
  await requireEditable(context, sheet, []);
  await enterSheet(em, sheet);
  const { rows, files } = await planAnswers(context, await findAnswerFiles(context, input.fileIds), { ...input, organisationId: own });
  requireEveryFile(files);
  if (!input.leaveOutRefused) requireNoneRefused(rows);
  requireNoneInConflict(rows);
  const changed = rows.flatMap(({ content, changes }) => (content && changes.length ? [content.feature.id] : []));
  await requireEditable(context, sheet, changed);
  const present = new Map((await em.find(Answer, { sheet })).map(answer => [answer.surveyFeature.id, answer]));
  for (const { content, changes } of rows) {
    if (!content || !changes.length) continue;
    const known = present.get(content.feature.id) ?? null;
    // Who changes a row in a file has looked at it.
    const carryOver = known?.carryOver && known.level === content.level ? CarryOver.CONFIRMED : null;
    const logNote = content.logNote === undefined ? (known?.logNote ?? null) : content.logNote;
    writeAnswer(context, sheet, content.feature, known, { ...content, logNote, carryOver });
  }
  await em.flush();
  await countAnswers(em, sheet);
  return sheet;
}

/**
 * Registers a form that a ministry sent back by another way as its submission, marked as registered on its behalf (代理登録).
 * A ministry that answers in the portal itself cannot be answered for. What stands registered already is not registered again.
 *
 * @throws ConflictError when the ministry has answers of its own in the portal
 * @throws InvalidInputError when rows are refused and may not stay out, or rows are open without a reason
 */
export async function registerSubmission(context: Context, input: RegisterSubmissionInput): Promise<AnswerSheet> {
  const { em, viewer } = context;
  requireOwn(viewer!, await findSurveyRound(context, input.roundId), 'registerSubmission');
  const sheet = await lockSheet(context, input.roundId, input.organisationId);
  const { rows } = await planAnswers(context, [await findUploadedFile(context, input.fileId)], input);
  if (!input.leaveOutRefused) requireNoneRefused(rows);
  const stands = sheet.state === AnswerSheetState.SUBMITTED && (await em.count(Submission, { sheet, latest: true, onBehalf: true })) > 0;
  // Somebody pressed twice, or two people of the office did: the first time stands, also when the ministry has looked at it since.
  if (stands && !rows.some(({ changes }) => changes.length)) return sheet;
  if (sheet.openedAt && sheet.answeredCount > 0) {
    throw new ConflictError('AnswerSheet', sheet.id, sheet.version, {
      ja: 'この府省はポータルで回答しています。府省の担当者が提出します。',
      en: 'This ministry answers in the portal itself and submits there.',
    });
  }
  if (input.openRowReason?.trim()) await giveReason(em, input.openRowReason.trim());
  const registered = { answeredByName: signedIn(context).name, answeredAt: new Date() };
  const given = new Map<string, GivenAnswer>();
  for (const answer of await em.find(SubmittedAnswer, { submission: { latest: true, sheet } })) {
    const {
      surveyFeature,
      level,
      otherMeans = null,
      comment = null,
      logNote = null,
      carryOver = null,
      answeredByName,
      answeredAt,
    } = answer;
    given.set(surveyFeature.id, {
      surveyFeatureId: surveyFeature.id,
      level,
      otherMeans,
      comment,
      logNote,
      carryOver,
      answeredByName,
      answeredAt,
    });
  }
  for (const { content } of rows) {
    if (!content?.level) continue;
    const { feature, level, otherMeans, comment, logNote } = content;
    given.set(feature.id, {
      surveyFeatureId: feature.id,
      level,
      otherMeans,
      comment,
      logNote: logNote === undefined ? (given.get(feature.id)?.logNote ?? null) : logNote,
      carryOver: null,
      ...registered,
    });
  }
  await submit(em, sheet, [...given.values()], signedIn(context).name, input.openRowReason, true);
  return sheet;
}
