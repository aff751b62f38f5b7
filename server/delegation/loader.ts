import type { EntityManager } from '@mikro-orm/postgresql';
import { Account, Membership } from '../account/entity.ts';
import { Role } from '../access/role.ts';
import { Delegation } from './entity.ts';

/** Parts of each sheet, earliest first, those taken back included. Empty behind somebody else's wall. */
export async function delegationsOfSheets(em: EntityManager, sheetIds: readonly string[]): Promise<Delegation[][]> {
  const delegations = await em.find(Delegation, { sheet: { $in: [...sheetIds] } }, { orderBy: { askedAt: 'asc', id: 'asc' } });
  const bySheet = Map.groupBy(delegations, delegation => delegation.sheet.id);
  return sheetIds.map(id => bySheet.get(id) ?? []);
}

/** People of the viewer's organisation who may answer and can sign in, by name. */
export async function peopleWhoAnswer(em: EntityManager, organisationId: string): Promise<Account[]> {
  const memberships = await em.find(
    Membership,
    { tenantId: organisationId, role: { $in: [Role.RESPONDENT, Role.COORDINATOR] } },
    { populate: ['account'] },
  );
  const people = new Map(memberships.map(({ account }) => [account.id, account.getEntity()]));
  return [...people.values()]
    .filter(({ disabledAt }) => !disabledAt)
    .toSorted((one, other) => one.name.localeCompare(other.name, 'ja') || one.id.localeCompare(other.id));
}
