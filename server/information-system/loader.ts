import type { EntityManager } from '@mikro-orm/postgresql';
import { Attestation, AttestationSubject } from '../attestation/entity.ts';
import { InformationSystem, SystemContact } from './entity.ts';

/** Contacts of each system in the order of its list. */
export async function contactsOfSystems(em: EntityManager, ids: readonly string[]): Promise<SystemContact[][]> {
  const contacts = await em.find(SystemContact, { system: { $in: [...ids] } }, { orderBy: { position: 'asc' } });
  const bySystem = Map.groupBy(contacts, contact => contact.system.id);
  return ids.map(id => bySystem.get(id) ?? []);
}

/** Systems by their ids; each is one that the viewer sees. */
export async function informationSystemsByIds(em: EntityManager, ids: readonly string[]): Promise<InformationSystem[]> {
  const systems = new Map((await em.find(InformationSystem, { id: { $in: [...ids] } })).map(system => [system.id, system]));
  return ids.map(id => systems.get(id)!);
}

/** Confirmations of the record of each system, latest first. */
export async function confirmationsOfSystems(em: EntityManager, ids: readonly string[]): Promise<Attestation[][]> {
  const confirmations = await em.find(
    Attestation,
    { subject: AttestationSubject.INFORMATION_SYSTEM, subjectId: { $in: [...ids] } },
    { orderBy: { confirmedAt: 'desc' } },
  );
  const bySystem = Map.groupBy(confirmations, one => one.subjectId);
  return ids.map(id => bySystem.get(id) ?? []);
}
