import type { EntityManager } from '@mikro-orm/postgresql';
import { MonitoringItem, MonitoringItemVersion } from './entity.ts';

/** Items by their ids; each is one that the viewer sees. */
export async function monitoringItemsByIds(em: EntityManager, ids: readonly string[]): Promise<MonitoringItem[]> {
  const items = new Map((await em.find(MonitoringItem, { id: { $in: [...new Set(ids)] } })).map(item => [item.id, item]));
  return ids.map(id => items.get(id)!);
}

/** Every version of each item, the present one first. */
export async function versionsOfItems(em: EntityManager, ids: readonly string[]): Promise<MonitoringItemVersion[][]> {
  const versions = await em.find(MonitoringItemVersion, { item: { $in: [...ids] } }, { orderBy: { number: 'desc' } });
  const byItem = Map.groupBy(versions, ({ item }) => item.id);
  return ids.map(id => byItem.get(id) ?? []);
}
