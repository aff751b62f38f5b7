import type { EntityManager } from '@mikro-orm/postgresql';
import { today } from '../scalars.ts';
import { Feature } from './entity.ts';

/** A feature as its columns alone: a list of a thousand would take most of its time to become entities. */
export type FeatureRow = Omit<Feature, 'tenantId' | 'system'> & { system: { id: string } };

/** Features of each system in the order of its list, retired ones included. */
export async function featuresOfSystems(em: EntityManager, ids: readonly string[]): Promise<FeatureRow[][]> {
  const features = await em
    .createQueryBuilder(Feature)
    .where({ system: { $in: [...ids] } })
    .orderBy({ position: 'asc' })
    .execute();
  const bySystem = Map.groupBy(features, feature => feature.system as unknown as string);
  return ids.map(id => (bySystem.get(id) ?? []).map(feature => ({ ...feature, system: { id } }) as FeatureRow));
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
