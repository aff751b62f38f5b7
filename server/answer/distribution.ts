import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '../context.ts';
import { giveReason } from '../database/doors.ts';
import { InvalidInputError } from '../errors.ts';
import { Feature } from '../feature/entity.ts';
import { today } from '../scalars.ts';
import { SurveyFeature, type SurveyRound, SurveyRoundState } from '../survey-round/entity.ts';
import type { AddSurveyFeaturesInput, AddSurveyTargetsInput, OpenSurveyRoundInput } from '../survey-round/input.ts';
import { existingOrganisations, findOwnRound, recordEvent } from '../survey-round/service.ts';
import { requiredText } from '../validation.ts';
import { AnswerSheet, AnswerSheetState } from './entity.ts';
import { lockSheetsOf } from './service.ts';

/**
 * Opens a round: freezes the features offered today and lays out a sheet for each asked ministry.
 *
 * @throws InvalidInputError when there is no feature, no target, or the last day for answers has passed
 */
export async function openSurveyRound(context: Context, input: OpenSurveyRoundInput): Promise<SurveyRound> {
  const { em } = context;
  const round = await findOwnRound(context, input.roundId, input.version, 'openSurveyRound', [SurveyRoundState.DRAFT]);
  const features = (await em.find(Feature, { system: round.system }, { orderBy: { position: 'asc' } })).filter(isOffered);
  if (!features.length)
    throw new InvalidInputError('roundId', {
      ja: 'このシステムには機能が登録されていません。先に機能一覧を取り込んでください。',
      en: 'The system has no features yet. Import its feature list first.',
    });
  if (!round.targetIds.length)
    throw new InvalidInputError('targetIds', { ja: '対象の府省を1つ以上選んでください。', en: 'Choose at least one ministry to ask.' });
  if (round.dueOn < today())
    throw new InvalidInputError('dueOn', {
      ja: '回答期限が過ぎています。期限を改めてから開始してください。',
      en: 'The last day for answers has passed. Set a new one first.',
    });

  round.state = SurveyRoundState.OPEN;
  round.openedAt = new Date();
  if (round.opensOn > today()) round.opensOn = today();
  freeze(em, round, features, 0, null);
  await layOutSheets(em, round, round.targetIds);
  recordEvent(context, round);
  await em.flush();
  return round;
}

/**
 * Adds features to an open round, at the end and marked. A ministry that has submitted is asked again for what is new.
 *
 * @throws InvalidInputError on a feature of another system, one that is listed already or no longer offered
 */
export async function addSurveyFeatures(context: Context, input: AddSurveyFeaturesInput): Promise<SurveyRound> {
  const { em } = context;
  const round = await findOwnRound(context, input.roundId, input.version, 'addSurveyFeatures', [SurveyRoundState.OPEN]);
  const reason = requiredText('reason', input.reason, 2000);
  const listed = await em.find(SurveyFeature, { round });
  const wanted = new Set(input.featureIds);
  const features = await em.find(Feature, { id: { $in: [...wanted] }, system: round.system }, { orderBy: { position: 'asc' } });
  const fresh = features.filter(feature => isOffered(feature) && !listed.some(({ feature: { id } }) => id === feature.id));
  if (!wanted.size || fresh.length < wanted.size) {
    throw new InvalidInputError('featureIds', {
      ja: '調査にまだ含まれていない、提供中の機能だけを選んでください。',
      en: 'Choose features that are offered and not in the round yet.',
    });
  }
  await giveReason(em, reason);
  await lockSheetsOf(em, round.id);
  freeze(em, round, fresh, listed.length, new Date());
  for (const sheet of await em.find(AnswerSheet, { round, state: AnswerSheetState.SUBMITTED })) {
    sheet.state = AnswerSheetState.RETURNED;
    sheet.returnedReason = reason;
  }
  recordEvent(context, round, reason);
  await touch(em, round);
  return round;
}

/** Asks further ministries in an open round. */
export async function addSurveyTargets(context: Context, input: AddSurveyTargetsInput): Promise<SurveyRound> {
  const { em } = context;
  const round = await findOwnRound(context, input.roundId, input.version, 'addSurveyTargets', [SurveyRoundState.OPEN]);
  const organisations = await existingOrganisations(em, input.organisationIds, 'organisationIds');
  const fresh = organisations.map(({ id }) => id).filter(id => !round.targetIds.includes(id));
  if (!fresh.length)
    throw new InvalidInputError('organisationIds', {
      ja: 'まだ対象でない府省を選んでください。',
      en: 'Choose ministries that are not asked yet.',
    });
  round.targetIds = [...round.targetIds, ...fresh];
  await layOutSheets(em, round, fresh);
  recordEvent(
    context,
    round,
    organisations
      .filter(({ id }) => fresh.includes(id))
      .map(({ name }) => name)
      .join('、'),
  );
  await em.flush();
  return round;
}

const isOffered = ({ validFrom, validTo }: Feature): boolean => (!validFrom || validFrom <= today()) && (!validTo || validTo >= today());

function freeze(em: EntityManager, round: SurveyRound, features: Feature[], from: number, addedAt: Date | null): void {
  features.forEach((feature, index) => {
    const { code, name, nameEn, majorGroup, middleGroup } = feature;
    em.create(SurveyFeature, {
      round: ref(round),
      feature: ref(feature),
      position: from + index,
      code,
      name,
      nameEn,
      majorGroup,
      middleGroup,
      addedAt,
    });
  });
}

/** One sheet for each asked ministry, which from now on sees the system too. */
async function layOutSheets(em: EntityManager, round: SurveyRound, organisationIds: readonly string[]): Promise<void> {
  const system = await round.system.loadOrFail();
  system.askedIds = [...new Set([...system.askedIds, ...organisationIds])];
  for (const tenantId of organisationIds) {
    em.create(AnswerSheet, { tenantId, round: ref(round), runnerId: round.tenantId });
  }
}

/** Gives the round a new version though its own columns stay, because what people see of it has changed. */
async function touch(em: EntityManager, round: SurveyRound): Promise<void> {
  await em.flush();
  await em.execute('update survey_round set version = version + 1 where id = ?', [round.id]);
  await em.refresh(round);
}
