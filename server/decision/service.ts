import { type Ref, ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { type Contract, ContractSystem } from '../contract/entity.ts';
import { RenewalKind } from '../contract/terms.ts';
import { giveReason } from '../database/doors.ts';
import { type Page, readPage } from '../database/page.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import type { Feature } from '../feature/entity.ts';
import type { Text } from '../language.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { blankToNull, inVersion, requiredText, requireOwn } from '../validation.ts';
import { featureVerdict, verdictEvidence } from '../verdict/service.ts';
import {
  CONTRACT_OPPORTUNITIES,
  DayState,
  DecisionKind,
  DecisionState,
  FeatureDecision,
  FeatureDecisionEvent,
  HARDWARE_KINDS,
  OPEN_STATES,
  Opportunity,
} from './entity.ts';
import type { ChangeDecisionInput, CommentOnDecisionInput, MoveDecisionInput, ProposeDecisionInput } from './input.ts';
import { type EffectiveDay, effectiveDays } from './loader.ts';
import type { FrozenEvidence } from './type.ts';

/** @throws NotFoundError when the viewer sees no such decision */
export async function findDecision({ em }: Context, id: string): Promise<FeatureDecision> {
  const decision = await em.findOne(FeatureDecision, id);
  if (!decision) throw new NotFoundError('FeatureDecision', id);
  return decision;
}

/** Decisions that the viewer sees, latest first; of one system where it is named. */
export function decisions(
  { em }: Context,
  { states, systemId }: { states: readonly DecisionState[]; systemId?: string | null },
  first: number,
  after?: string | null,
): Promise<Page<FeatureDecision>> {
  return readPage(em, FeatureDecision, {
    where: { state: { $in: [...states] }, ...(systemId && { feature: { system: systemId } }) },
    orderBy: { proposedAt: 'desc', id: 'desc' },
    first,
    after,
  });
}

/**
 * Proposes what is to become of a feature, and freezes the evidence as it is now.
 *
 * @throws NotFoundError when the round lists no such feature
 * @throws ForbiddenError unless the feature belongs to the viewer's organisation
 * @throws ConflictError when the feature has an open decision already
 * @throws InvalidInputError on terms that do not fit together, or a contract that is not one of the organisation's for the system
 */
export async function proposeDecision(context: Context, input: ProposeDecisionInput): Promise<FeatureDecision> {
  const { em } = context;
  const viewer = signedIn(context);
  const listed = await em.findOne(SurveyFeature, { id: input.surveyFeatureId, round: input.roundId }, { populate: ['feature'] });
  if (!listed) throw new NotFoundError('SurveyFeature', input.surveyFeatureId);
  const feature = listed.feature.unwrap();
  requireOwn(viewer, feature, 'proposeDecision');
  const terms = { ...termsOf(input), contract: await contractOf(context, input, feature) };
  // Two who propose at once meet here: the second one sees what the first one proposed.
  await em.execute('select id from feature where id = ? for no key update', [feature.id]);
  const standing = await em.findOne(FeatureDecision, { feature, state: { $in: [...OPEN_STATES] } });
  if (standing) {
    throw new ConflictError('FeatureDecision', standing.id, standing.version, {
      ja: 'この機能には進行中の決定があります。その決定を変更するか、取り下げてから提案してください。',
      en: 'This feature has an open decision. Change that one, or withdraw it first.',
    });
  }
  const decision = em.create(FeatureDecision, {
    feature: ref(feature),
    round: ref(listed.round.unwrap()),
    ...terms,
    evidence: await freeze(context, input.roundId, listed.id),
    proposedByName: viewer.name,
  });
  record(context, decision, DecisionState.PROPOSED, decision.reason);
  await giveReason(em, decision.reason);
  await em.flush();
  return decision;
}

/** The evidence as it is at this moment. */
async function freeze(context: Context, roundId: string, surveyFeatureId: string): Promise<FrozenEvidence> {
  const verdict = await featureVerdict(context, roundId, surveyFeatureId);
  const { responseFloorPercent, shrinkPercent, windowMonths } = verdict;
  const ministries = await verdictEvidence(context, roundId, surveyFeatureId);
  return { frozenAt: new Date().toISOString(), verdict, responseFloorPercent, shrinkPercent, windowMonths, ministries };
}

/**
 * Changes the terms of an open decision, for a reason that replaces the former one. The evidence stays as it was frozen.
 *
 * @throws ConflictError in another version, or when it is done or withdrawn
 * @throws InvalidInputError on terms that do not fit together, or a contract that is not one of the organisation's for the system
 */
export async function changeDecision(context: Context, input: ChangeDecisionInput): Promise<FeatureDecision> {
  const decision = await ownOpenDecision(context, input, 'changeDecision');
  const terms = termsOf(input);
  const contract = await contractOf(context, input, await decision.feature.loadOrFail());
  context.em.assign(decision, { ...terms, contract });
  record(context, decision, null, terms.reason);
  await giveReason(context.em, terms.reason);
  await context.em.flush();
  return decision;
}

/** What may follow on each state; whatever is open may be withdrawn. */
const NEXT: Partial<Record<DecisionState, DecisionState>> = {
  [DecisionState.PROPOSED]: DecisionState.AGREED,
  [DecisionState.AGREED]: DecisionState.SCHEDULED,
  [DecisionState.SCHEDULED]: DecisionState.DONE,
};

/**
 * Takes a decision to its next state, or withdraws it.
 *
 * @throws InvalidInputError on `to` when that state does not follow, or when it is to be scheduled and its day is unknown
 * @throws ConflictError in another version, or when it is done or withdrawn
 */
export async function moveDecision(context: Context, input: MoveDecisionInput): Promise<FeatureDecision> {
  const { em } = context;
  const decision = await ownOpenDecision(context, input, 'moveDecision');
  const next = NEXT[decision.state as DecisionState]!;
  if (input.to !== next && input.to !== DecisionState.WITHDRAWN) {
    throw new InvalidInputError('to', {
      ja: `この状態（${decision.state}）からは進められません。次の状態は ${next} か、取下げです。`,
      en: `A decision that is ${decision.state} becomes ${next} or is withdrawn.`,
    });
  }
  if (input.to === DecisionState.SCHEDULED) await requireDay(em, decision);
  const reason = requiredText('reason', input.reason, 2000);
  decision.state = input.to;
  record(context, decision, input.to, reason);
  await giveReason(em, reason);
  await em.flush();
  return decision;
}

const CONTRACT_WITHOUT_DAY: Text = {
  ja: '契約またはライセンスの終了日が分からないため、予定にできません。契約に終了日を登録するか、実施の機会を変えてください。',
  en: 'The contract or its licence has no known end. Record the end in the contract, or choose another opportunity.',
};
/** What to do about an opportunity that has no day. */
const WITHOUT_DAY: Record<Exclude<Opportunity, Opportunity.DAY>, Text> = {
  [Opportunity.NEXT_RENEWAL]: {
    ja: 'システムの更改予定日が分からないため、予定にできません。更改予定日を登録するか、日付を理由とともに指定してください。',
    en: 'The replacement of the system has no known day. Record it, or name a day with its reason.',
  },
  [Opportunity.CONTRACT_END]: CONTRACT_WITHOUT_DAY,
  [Opportunity.LICENCE_END]: CONTRACT_WITHOUT_DAY,
  [Opportunity.HARDWARE_REPLACEMENT]: {
    ja: 'ハードウェアの更改日が分からないため、予定にできません。契約に利用停止予定日、サポート終了日、終了日のいずれかを登録するか、実施の機会を変えてください。',
    en: 'The replacement of the hardware has no known day. Record the planned stop, the end of support or the end in the contract, or choose another opportunity.',
  },
  [Opportunity.CONTRACT_RENEWAL]: {
    ja: '契約の更新日が分からないため、予定にできません。契約に終了日と更新の有無を登録するか、実施の機会を変えてください。',
    en: 'The renewal of the contract has no known day. Record in the contract its end and that it is renewed, or choose another opportunity.',
  },
};

/** Whoever schedules what has no day has scheduled nothing. */
async function requireDay(em: EntityManager, { id, opportunity }: FeatureDecision): Promise<void> {
  const [{ state }] = (await effectiveDays(em, [id])) as [EffectiveDay];
  // A decision for a day of its own always has it.
  if (state === DayState.KNOWN || opportunity === Opportunity.DAY) return;
  throw new InvalidInputError('to', WITHOUT_DAY[opportunity]);
}

/** Adds a comment to the history of a decision, whatever its state. */
export async function commentOnDecision(context: Context, input: CommentOnDecisionInput): Promise<FeatureDecision> {
  const decision = await findDecision(context, input.decisionId);
  requireOwn(signedIn(context), decision, 'commentOnDecision');
  record(context, decision, null, requiredText('text', input.text, 2000));
  await context.em.flush();
  return decision;
}

async function ownOpenDecision(
  context: Context,
  { decisionId, version }: { decisionId: string; version: number },
  act: string,
): Promise<FeatureDecision> {
  const decision = inVersion('FeatureDecision', decisionId, await context.em.findOne(FeatureDecision, decisionId), version);
  requireOwn(signedIn(context), decision, act);
  if (!OPEN_STATES.includes(decision.state)) {
    throw new ConflictError('FeatureDecision', decision.id, decision.version, {
      ja: '実施済み、または取り下げた決定は変更できません。必要なら新しく提案してください。',
      en: 'A decision that is done or withdrawn stays as it is. Propose a new one.',
    });
  }
  return decision;
}

function record({ em, viewer }: Context, decision: FeatureDecision, state: DecisionState | null, text: string): void {
  em.create(FeatureDecisionEvent, { decision: ref(decision), byName: viewer!.name, state, text });
}

/**
 * The contract that the terms name.
 *
 * @throws InvalidInputError on `contractId` when it is missing, or is no contract of the organisation for the system of the feature, or
 *   has no such day by its kind or renewal
 */
async function contractOf(
  { em }: Context,
  { opportunity, contractId }: ProposeDecisionInput | ChangeDecisionInput,
  feature: Feature,
): Promise<Ref<Contract> | null> {
  const waits = CONTRACT_OPPORTUNITIES.includes(opportunity);
  if (!waits && contractId)
    throw new InvalidInputError('contractId', {
      ja: '契約は、契約終了、ライセンス終了、ハードウェア更改または契約更新に実施するときだけ選びます。',
      en: 'Only what happens at the end or the renewal of a contract, of its licence or its hardware names a contract.',
    });
  if (!waits) return null;
  if (!contractId) throw new InvalidInputError('contractId', { ja: '契約を選んでください。', en: 'Choose the contract.' });
  const link = await em.findOne(
    ContractSystem,
    { contract: contractId, system: feature.system, tenantId: feature.tenantId },
    { populate: ['contract'] },
  );
  if (!link)
    throw new InvalidInputError('contractId', {
      ja: '自組織の、この情報システムの契約を選んでください。',
      en: 'Choose a contract of your organisation for this system.',
    });
  const { kind, renewalKind } = link.contract.unwrap();
  if (opportunity === Opportunity.HARDWARE_REPLACEMENT && !HARDWARE_KINDS.includes(kind))
    throw new InvalidInputError('contractId', {
      ja: 'ハードウェアの契約（種別が賃貸借、ハードウェア保守またはその他）を選んでください。',
      en: 'Choose a contract for hardware: of the kind lease, maintenance of hardware, or other.',
    });
  if (opportunity === Opportunity.CONTRACT_RENEWAL && renewalKind === RenewalKind.NONE)
    throw new InvalidInputError('contractId', {
      ja: '更新しない契約です。更新する契約を選ぶか、契約終了を選んでください。',
      en: 'This contract is not renewed. Choose one that is, or the end of the contract.',
    });
  return link.contract;
}

type Terms = Pick<FeatureDecision, 'kind' | 'improvement' | 'reason' | 'opportunity' | 'day' | 'dayReason' | 'savingYen' | 'savingBasis'>;

function termsOf(input: ProposeDecisionInput | ChangeDecisionInput): Terms {
  const { kind, opportunity } = input;
  const improves = kind === DecisionKind.IMPROVE;
  if (improves !== Boolean(input.improvement)) {
    throw new InvalidInputError('improvement', {
      ja: improves ? '改善は、保守か機能改修かを選んでください。' : '保守・機能改修の区分は、改善のときだけ選びます。',
      en: improves
        ? 'Say whether the improvement is maintenance or a modification.'
        : 'Only an improvement is maintenance or a modification.',
    });
  }
  const ownDay = opportunity === Opportunity.DAY;
  const savingYen = input.savingYen ?? null;
  if (savingYen !== null && !(Number.isSafeInteger(savingYen) && savingYen >= 0)) {
    throw new InvalidInputError('savingYen', { ja: '0円以上の整数で入力してください。', en: 'Give whole yen, 0 or more.' });
  }
  if (ownDay && !input.day) throw new InvalidInputError('day', { ja: '日付を入力してください。', en: 'Give the day.' });
  return {
    kind,
    improvement: input.improvement ?? null,
    reason: requiredText('reason', input.reason, 2000),
    opportunity,
    day: ownDay ? input.day! : null,
    dayReason: ownDay ? requiredText('dayReason', input.dayReason ?? '', 2000) : null,
    savingYen,
    savingBasis: savingYen === null ? null : requiredText('savingBasis', blankToNull(input.savingBasis) ?? '', 2000),
  };
}
