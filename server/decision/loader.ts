import type { EntityManager } from '@mikro-orm/postgresql';
import { Contract } from '../contract/entity.ts';
import { verdictsOfSystems } from '../verdict/query.ts';
import type { FeatureVerdict } from '../verdict/type.ts';
import { DAY_STATE, EFFECTIVE_DAY, EFFECTIVE_DAY_JOINS, RETIRING_DECISIONS } from './effective-day.ts';
import { DayState, DecisionState, FeatureDecision, FeatureDecisionEvent, OPEN_STATES } from './entity.ts';

/** Steps of each decision, earliest first. */
export async function eventsOfDecisions(em: EntityManager, ids: readonly string[]): Promise<FeatureDecisionEvent[][]> {
  const events = await em.find(FeatureDecisionEvent, { decision: { $in: [...ids] } }, { orderBy: { at: 'asc', id: 'asc' } });
  const byDecision = Map.groupBy(events, event => event.decision.id);
  return ids.map(id => byDecision.get(id) ?? []);
}

export interface EffectiveDay {
  state: DayState;
  /** Given exactly when `state` is KNOWN. */
  day: string | null;
}

/** When each decision takes effect, or why nobody can say. */
export async function effectiveDays(em: EntityManager, ids: readonly string[]): Promise<EffectiveDay[]> {
  const rows = await em.execute<(EffectiveDay & { id: string })[]>(
    `select d.id, (${EFFECTIVE_DAY})::text as day, ${DAY_STATE} as state from feature_decision d ${EFFECTIVE_DAY_JOINS} where d.id = any (?::uuid[])`,
    [`{${ids.join(',')}}`],
  );
  const days = new Map(rows.map(({ id, day, state }) => [id, { day, state }]));
  return ids.map(id => days.get(id)!);
}

/** The contract that each decision names; null where it names none, or one that the viewer does not see. */
export async function contractsOfDecisions(em: EntityManager, ids: readonly string[]): Promise<(Contract | null)[]> {
  const decisions = await em.find(FeatureDecision, { id: { $in: [...ids] }, contract: { $ne: null } });
  const contracts = await em.find(Contract, { id: { $in: decisions.flatMap(({ contract }) => contract?.id ?? []) } });
  const contractOf = new Map(decisions.map(({ id, contract }) => [id, contracts.find(one => one.id === contract!.id)]));
  return ids.map(id => contractOf.get(id) ?? null);
}

/** What was decided to happen at a day of each contract, latest first; what was withdrawn is left out. */
export async function decisionsOfContracts(em: EntityManager, contractIds: readonly string[]): Promise<FeatureDecision[][]> {
  const decisions = await em.find(
    FeatureDecision,
    { contract: { $in: [...contractIds] }, state: { $ne: DecisionState.WITHDRAWN } },
    { orderBy: { proposedAt: 'desc', id: 'desc' } },
  );
  const byContract = Map.groupBy(decisions, decision => decision.contract!.id);
  return contractIds.map(id => byContract.get(id) ?? []);
}

/** The open decisions that retire or shrink what each contract pays for, the latest first. */
export async function retiringDecisionsOfContracts(em: EntityManager, contractIds: readonly string[]): Promise<FeatureDecision[][]> {
  const rows = await em.execute<{ contractId: string; decisionId: string }[]>(
    `select contract_id as "contractId", decision_id as "decisionId" from (${RETIRING_DECISIONS}) one where contract_id = any (?::uuid[])`,
    [`{${contractIds.join(',')}}`],
  );
  const decisions = await em.find(
    FeatureDecision,
    { id: { $in: [...new Set(rows.map(({ decisionId }) => decisionId))] } },
    { orderBy: { proposedAt: 'desc', id: 'desc' } },
  );
  const byContract = Map.groupBy(rows, ({ contractId }) => contractId);
  return contractIds.map(id => {
    const those = new Set(byContract.get(id)?.map(({ decisionId }) => decisionId));
    return decisions.filter(decision => those.has(decision.id));
  });
}

/** What the latest round of its system says of the feature of each decision by now; null where that does not list it. */
export async function currentVerdicts(em: EntityManager, ids: readonly string[]): Promise<(FeatureVerdict | null)[]> {
  const decisions = await em.find(FeatureDecision, { id: { $in: [...ids] } }, { populate: ['feature'] });
  const systemIds = [...new Set(decisions.map(({ feature }) => feature.unwrap().system.id))];
  const featureOf = new Map(decisions.map(({ id, feature }) => [id, feature.id]));
  const verdicts = await verdictsOfSystems(em, systemIds, [...new Set(featureOf.values())]);
  const byFeature = new Map(verdicts.map(verdict => [verdict.featureId, verdict]));
  return ids.map(id => byFeature.get(featureOf.get(id)!) ?? null);
}

/** The open decision about each feature; null where there is none. */
export async function openDecisionsOfFeatures(em: EntityManager, featureIds: readonly string[]): Promise<(FeatureDecision | null)[]> {
  const decisions = await em.find(FeatureDecision, {
    feature: { $in: [...featureIds] },
    state: { $in: [...OPEN_STATES] },
  });
  const byFeature = new Map(decisions.map(decision => [decision.feature.id, decision]));
  return featureIds.map(id => byFeature.get(id) ?? null);
}
