import type { EntityManager } from '@mikro-orm/postgresql';
import { MonitoringAlias, MonitoringTool } from './entity.ts';

/** Tools by their ids; null for one that the viewer does not see, as a supplier does not. */
export async function toolsByIds(em: EntityManager, ids: readonly string[]): Promise<(MonitoringTool | null)[]> {
  const tools = new Map((await em.find(MonitoringTool, { id: { $in: [...new Set(ids)] } })).map(tool => [tool.id, tool]));
  return ids.map(id => tools.get(id) ?? null);
}

/** Aliases in force of each item that the viewer sees, by their text. */
export async function aliasesOfItems(em: EntityManager, ids: readonly string[]): Promise<MonitoringAlias[][]> {
  const aliases = await em.find(MonitoringAlias, { item: { $in: [...ids] }, withdrawnAt: null }, { orderBy: { folded: 'asc', id: 'asc' } });
  const byItem = Map.groupBy(aliases, ({ item }) => item.id);
  return ids.map(id => byItem.get(id) ?? []);
}
