import type { EntityManager } from '@mikro-orm/postgresql';
import { today } from '../scalars.ts';
import { Feature } from './entity.ts';

/** Features of each system in the order of its list, retired ones included. */
export async function featuresOfSystems(em: EntityManager, ids: readonly string[]): Promise<Feature[][]> {
  const features = await em.find(Feature, { system: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  const bySystem = Map.groupBy(features, feature => feature.system.id);
  return ids.map(id => bySystem.get(id) ?? []);
}

/** How many features each system offers today; those to come and those retired are left out. */
export async function featureCountsOfSystems(em: EntityManager, ids: readonly string[]): Promise<number[]> {
  const rows = await em.execute<{ id: string; count: number }[]>(
    `select system_id as id, count(*)::int as count from feature
     where system_id = any (?::uuid[]) and (valid_from is null or valid_from <= ?) and (valid_to is null or valid_to >= ?) group by 1`,
    [`{${ids.join(',')}}`, today(), today()],
  );
  const counts = new Map(rows.map(({ id, count }) => [id, count]));
  return ids.map(id => counts.get(id) ?? 0);
}
