import type { EntityManager } from '@mikro-orm/postgresql';
import { SurveyFeature, SurveyRound, SurveyRoundEvent } from './entity.ts';

/** Frozen features of each round by position; empty before a round is opened. */
export async function surveyFeaturesOfRounds(em: EntityManager, ids: readonly string[]): Promise<SurveyFeature[][]> {
  const features = await em.find(SurveyFeature, { round: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  const byRound = Map.groupBy(features, feature => feature.round.id);
  return ids.map(id => byRound.get(id) ?? []);
}

/** How many features each round lists; 0 before it is opened. */
export async function surveyFeatureCountsOfRounds(em: EntityManager, ids: readonly string[]): Promise<number[]> {
  const rows = await em.execute<{ id: string; count: number }[]>(
    'select round_id as id, count(*)::int as count from survey_feature where round_id = any (?::uuid[]) group by 1',
    [`{${ids.join(',')}}`],
  );
  const counts = new Map(rows.map(({ id, count }) => [id, count]));
  return ids.map(id => counts.get(id) ?? 0);
}

/** History of each round, earliest first. */
export async function eventsOfRounds(em: EntityManager, ids: readonly string[]): Promise<SurveyRoundEvent[][]> {
  const events = await em.find(SurveyRoundEvent, { round: { $in: [...ids] } }, { orderBy: { at: 'asc' } });
  const byRound = Map.groupBy(events, event => event.round.id);
  return ids.map(id => byRound.get(id) ?? []);
}

/** Rounds about each system, latest fiscal year first. */
export async function roundsOfSystems(em: EntityManager, ids: readonly string[]): Promise<SurveyRound[][]> {
  const rounds = await em.find(SurveyRound, { system: { $in: [...ids] } }, { orderBy: { fiscalYear: 'desc', createdAt: 'desc' } });
  const bySystem = Map.groupBy(rounds, round => round.system.id);
  return ids.map(id => bySystem.get(id) ?? []);
}
