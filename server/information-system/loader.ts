import type { EntityManager } from '@mikro-orm/postgresql';
import { SystemContact } from './entity.ts';

/** Contacts of each system in the order of its list. */
export async function contactsOfSystems(em: EntityManager, ids: readonly string[]): Promise<SystemContact[][]> {
  const contacts = await em.find(SystemContact, { system: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  const bySystem = Map.groupBy(contacts, contact => contact.system.id);
  return ids.map(id => bySystem.get(id) ?? []);
}
