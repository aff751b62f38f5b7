import { ref } from '@mikro-orm/core';
import { Answer, type AnswerSheet } from '../answer/entity.ts';
import { requireEditable } from '../answer/row-lock.ts';
import { lockSheet } from '../answer/service.ts';
import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { blankToNull, inVersion, limitedText } from '../validation.ts';
import { Delegation } from './entity.ts';
import type { ChangeDelegationInput, DelegateRowsInput, FinishDelegationInput, TakeBackDelegationInput } from './input.ts';
import { peopleWhoAnswer } from './loader.ts';

/**
 * Asks a colleague or a bureau for a part of the answers.
 *
 * @throws InvalidInputError on no rows, on a delegate who is missing or may not answer, or a day after that of the round
 * @throws ConflictError when the sheet may not be changed
 */
export async function delegateRows(context: Context, input: DelegateRowsInput): Promise<Delegation> {
  const { em } = context;
  const sheet = await lockSheet(context, input.roundId, signedIn(context).organisationId);
  await requireEditable(context, sheet, []);
  const delegation = em.create(Delegation, {
    sheet: ref(sheet),
    ...(await wishOf(context, sheet, input)),
    askedByName: signedIn(context).name,
    askedById: signedIn(context).accountId,
  });
  await em.flush();
  return delegation;
}

/** Changes who is asked for what until when; one that was done is asked for again. */
export async function changeDelegation(context: Context, input: ChangeDelegationInput): Promise<Delegation> {
  const { em } = context;
  const { delegation, sheet } = await findStanding(context, input);
  await requireEditable(context, sheet, []);
  em.assign(delegation, {
    ...(await wishOf(context, sheet, input)),
    askedByName: signedIn(context).name,
    askedById: signedIn(context).accountId,
    askedAt: new Date(),
    doneAt: null,
    doneByName: null,
    openRowReason: null,
  });
  await em.flush();
  return delegation;
}

/** Takes a delegation back; what was answered stays. */
export async function takeBackDelegation(context: Context, input: TakeBackDelegationInput): Promise<Delegation> {
  const { delegation } = await findStanding(context, input);
  delegation.takenBackAt = new Date();
  await context.em.flush();
  return delegation;
}

/**
 * Says that a part is answered (回答済みにする).
 *
 * @throws InvalidInputError on `openRowReason` when a row is left open without a reason
 */
export async function finishDelegation(context: Context, input: FinishDelegationInput): Promise<Delegation> {
  const { em } = context;
  const { delegation, sheet } = await findStanding(context, input);
  const answered = await em.count(Answer, { sheet, surveyFeature: { $in: delegation.surveyFeatureIds }, level: { $ne: null } });
  const open = delegation.surveyFeatureIds.length - answered;
  const reason = limitedText('openRowReason', blankToNull(input.openRowReason), 2000);
  if (open && !reason) {
    throw new InvalidInputError('openRowReason', {
      ja: `未回答が${open}件あります。回答するか、未回答のまま終える理由を入力してください。`,
      en: `${open} rows are unanswered. Answer them, or say why they stay open.`,
    });
  }
  em.assign(delegation, { doneAt: new Date(), doneByName: signedIn(context).name, openRowReason: open ? reason : null });
  await em.flush();
  return delegation;
}

/** @throws ConflictError when it is in another version, was taken back, or the round takes no answers */
async function findStanding(
  context: Context,
  { delegationId, version }: TakeBackDelegationInput,
): Promise<{ delegation: Delegation; sheet: AnswerSheet }> {
  const delegation = inVersion('Delegation', delegationId, await context.em.findOne(Delegation, delegationId), version);
  const { round } = await delegation.sheet.loadOrFail();
  const sheet = await lockSheet(context, round.id, signedIn(context).organisationId);
  if (delegation.takenBackAt) {
    throw new ConflictError('Delegation', delegation.id, delegation.version, {
      ja: 'この分担は取り消されています。必要なら新しく分担を依頼してください。',
      en: 'This delegation was taken back. If it is needed, delegate the rows anew.',
    });
  }
  return { delegation, sheet };
}

async function wishOf(
  context: Context,
  sheet: AnswerSheet,
  input: DelegateRowsInput | ChangeDelegationInput,
): Promise<Pick<Delegation, 'surveyFeatureIds' | 'account' | 'bureau' | 'note' | 'dueOn'>> {
  const { em } = context;
  const wanted = [...new Set(input.featureIds)];
  const features = await em.find(SurveyFeature, { id: { $in: wanted }, round: sheet.round }, { orderBy: { position: 'asc' } });
  if (!wanted.length || features.length < wanted.length) {
    throw new InvalidInputError('featureIds', {
      ja: 'この調査の機能を1つ以上選んでください。',
      en: 'Choose at least one feature of this round.',
    });
  }
  const bureau = limitedText('bureau', blankToNull(input.bureau), 200);
  if (Boolean(bureau) === Boolean(input.accountId)) {
    throw new InvalidInputError('bureau', {
      ja: '担当者か局・課の名称の、どちらか一方を指定してください。',
      en: 'Name either a colleague or a bureau.',
    });
  }
  const people = input.accountId ? await peopleWhoAnswer(em, signedIn(context).organisationId) : [];
  const account = people.find(({ id }) => id === input.accountId) ?? null;
  if (input.accountId && !account) {
    throw new InvalidInputError('accountId', {
      ja: '回答担当か取りまとめ担当の役割を持つ、自府省の利用者を選んでください。',
      en: 'Choose somebody of your ministry who may answer.',
    });
  }
  const { dueOn } = await sheet.round.loadOrFail();
  if (input.dueOn && input.dueOn > dueOn) {
    throw new InvalidInputError('dueOn', {
      ja: `調査の回答期限（${dueOn}）以前の日付にしてください。`,
      en: `Choose a day not after the last day of the round, ${dueOn}.`,
    });
  }
  return {
    surveyFeatureIds: features.map(({ id }) => id),
    account: account ? ref(account) : null,
    bureau,
    note: limitedText('note', blankToNull(input.note), 2000),
    dueOn: input.dueOn ?? null,
  };
}
