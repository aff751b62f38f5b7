import type { EntityManager } from '@mikro-orm/postgresql';
import { Organisation, OrganisationName } from './entity.ts';
import { PROTOCOL_ORDER } from './service.ts';

/** Organisations directly below each, in protocol order. */
export async function childrenOfOrganisations(em: EntityManager, ids: readonly string[]): Promise<Organisation[][]> {
  const children = await em.find(Organisation, { parent: { $in: [...ids] } }, { orderBy: PROTOCOL_ORDER });
  const byParent = Map.groupBy(children, child => child.parent!.id);
  return ids.map(id => byParent.get(id) ?? []);
}

/** Former names of each, latest first. */
export async function formerNamesOfOrganisations(em: EntityManager, ids: readonly string[]): Promise<OrganisationName[][]> {
  const names = await em.find(OrganisationName, { organisation: { $in: [...ids] } }, { orderBy: { validUntil: 'desc' } });
  const byOrganisation = Map.groupBy(names, name => name.organisation.id);
  return ids.map(id => byOrganisation.get(id) ?? []);
}

/** Organisations by their ids; an id that leads nowhere is an error, because foreign keys hold. */
export async function organisationsByIds(em: EntityManager, ids: readonly string[]): Promise<Organisation[]> {
  const organisations = await em.find(Organisation, { id: { $in: [...ids] } });
  const byId = new Map(organisations.map(organisation => [organisation.id, organisation]));
  return ids.map(id => byId.get(id)!);
}
