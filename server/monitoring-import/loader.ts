import type { EntityManager } from '@mikro-orm/postgresql';
import type { ImportLineCounts } from './type.ts';

/** How many lines of each import stand where. */
export async function countsOfImports(em: EntityManager, ids: readonly string[]): Promise<ImportLineCounts[]> {
  const rows = await em.execute<(ImportLineCounts & { id: string })[]>(
    `select import_id as id, count(*)::int as "lineCount",
      count(*) filter (where state = 'MAPPED')::int as "mappedCount",
      count(*) filter (where state = 'SUGGESTED')::int as "suggestedCount",
      count(*) filter (where state = 'UNMAPPED')::int as "unmappedCount",
      count(*) filter (where state = 'LEFT_OUT')::int as "leftOutCount",
      count(*) filter (where not enabled)::int as "switchedOffCount"
     from monitoring_import_line where import_id = any (?::uuid[]) group by import_id`,
    [`{${ids.join(',')}}`],
  );
  const byId = new Map(rows.map(({ id, ...counts }) => [id, counts]));
  const none: ImportLineCounts = {
    lineCount: 0,
    mappedCount: 0,
    suggestedCount: 0,
    unmappedCount: 0,
    leftOutCount: 0,
    switchedOffCount: 0,
  };
  return ids.map(id => byId.get(id) ?? none);
}
