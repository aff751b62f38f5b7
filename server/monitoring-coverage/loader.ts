import type { EntityManager } from '@mikro-orm/postgresql';
import type { MonitoringToolUse } from './type.ts';

interface UseRow {
  toolId: string;
  systemId: string;
  itemIds: string[];
}

/** What each tool is used for, as far as the viewer may read. */
export async function usesOfTools(em: EntityManager, ids: readonly string[]): Promise<MonitoringToolUse[]> {
  const rows = await em.execute<UseRow[]>(
    `select said.tool_id as "toolId", said.system_id as "systemId", array_agg(said.item_id) as "itemIds"
     from system_monitoring said join information_system system on system.id = said.system_id
     where said.tool_id = any (?::uuid[]) and said.state in ('MONITORED', 'PARTLY')
     group by said.tool_id, said.system_id, system.code order by count(*) desc, system.code collate "C", said.system_id`,
    [`{${ids.join(',')}}`],
  );
  const byTool = Map.groupBy(rows, ({ toolId }) => toolId);
  return ids.map(id => {
    const systems = byTool.get(id) ?? [];
    return {
      systemCount: systems.length,
      itemCount: new Set(systems.flatMap(({ itemIds }) => itemIds)).size,
      systems: systems.map(({ systemId, itemIds }) => ({ id: `${id}:${systemId}`, systemId, itemCount: itemIds.length })),
    };
  });
}
