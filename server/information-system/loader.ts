import type { EntityManager } from '@mikro-orm/postgresql';
import type { Organisation } from '../organisation/entity.ts';
import { PROTOCOL_ORDER } from '../organisation/service.ts';
import { SystemContact, SystemUser } from './entity.ts';

/** Organisations that use each system, in protocol order. A user that is not the provider sees itself alone. */
export async function usersOfSystems(em: EntityManager, ids: readonly string[]): Promise<Organisation[][]> {
  const users = await em.find(
    SystemUser,
    { system: { $in: [...ids] } },
    { populate: ['organisation'], orderBy: { organisation: PROTOCOL_ORDER } },
  );
  const bySystem = Map.groupBy(users, user => user.system.id);
  return ids.map(id => (bySystem.get(id) ?? []).map(user => user.organisation.getEntity()));
}

/** Contacts of each system in the order of its list. */
export async function contactsOfSystems(em: EntityManager, ids: readonly string[]): Promise<SystemContact[][]> {
  const contacts = await em.find(SystemContact, { system: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  const bySystem = Map.groupBy(contacts, contact => contact.system.id);
  return ids.map(id => bySystem.get(id) ?? []);
}
