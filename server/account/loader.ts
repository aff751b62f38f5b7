import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '../access/role.ts';
import { Membership } from './entity.ts';

/** Roles of each account in the viewer's organisation. */
export async function rolesOfAccounts(em: EntityManager, accountIds: readonly string[]): Promise<Role[][]> {
  const memberships = await em.find(Membership, { account: { $in: [...accountIds] } }, { orderBy: { role: 'asc' } });
  const byAccount = Map.groupBy(memberships, membership => membership.account.id);
  return accountIds.map(id => (byAccount.get(id) ?? []).map(({ role }) => role));
}
