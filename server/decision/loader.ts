import type { EntityManager } from '@mikro-orm/postgresql';
import { verdictsOfSystems } from '../verdict/query.ts';
import type { FeatureVerdict } from '../verdict/type.ts';
import { FeatureDecision, FeatureDecisionEvent, OPEN_STATES } from './entity.ts';

/** Steps of each decision, earliest first. */
export async function eventsOfDecisions(em: EntityManager, ids: readonly string[]): Promise<FeatureDecisionEvent[][]> {
  const events = await em.find(FeatureDecisionEvent, { decision: { $in: [...ids] } }, { orderBy: { at: 'asc', id: 'asc' } });
  const byDecision = Map.groupBy(events, event => event.decision.id);
  return ids.map(id => byDecision.get(id) ?? []);
}

/** The day on which each decision takes effect; null while the renewal that it follows has none. */
export async function effectiveDays(em: EntityManager, ids: readonly string[]): Promise<(string | null)[]> {
  const rows = await em.execute<{ id: string; day: string | null }[]>(
    `select decision.id, (case when opportunity = 'DAY' then decision.day else system.replacement_on end)::text as day
     from feature_decision decision
     join feature on feature.id = decision.feature_id join information_system system on system.id = feature.system_id
     where decision.id = any (?::uuid[])`,
    [`{${ids.join(',')}}`],
  );
  const days = new Map(rows.map(({ id, day }) => [id, day]));
  return ids.map(id => days.get(id) ?? null);
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
