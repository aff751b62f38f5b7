import type { EntityManager } from '@mikro-orm/postgresql';
import { HandoverItem } from './entity.ts';

/** Items of each hand-over in the order of its list. */
export async function itemsOfHandovers(em: EntityManager, ids: readonly string[]): Promise<HandoverItem[][]> {
  const items = await em.find(HandoverItem, { handover: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  const byHandover = Map.groupBy(items, item => item.handover.id);
  return ids.map(id => byHandover.get(id) ?? []);
}
