import type { EntityManager } from '@mikro-orm/postgresql';
import type { Role } from '../access/role.ts';
import { Account, Membership } from './entity.ts';

/** Accounts by their ids; null for one behind somebody else's wall. */
export async function accountsByIds(em: EntityManager, ids: readonly string[]): Promise<(Account | null)[]> {
  const accounts = await em.find(Account, { id: { $in: [...ids] } });
  const byId = new Map(accounts.map(account => [account.id, account]));
  return ids.map(id => byId.get(id) ?? null);
}

/** Roles of each account in the viewer's organisation. */
export async function rolesOfAccounts(em: EntityManager, accountIds: readonly string[]): Promise<Role[][]> {
  const memberships = await em.find(Membership, { account: { $in: [...accountIds] } }, { orderBy: { role: 'asc' } });
  const byAccount = Map.groupBy(memberships, membership => membership.account.id);
  return accountIds.map(id => (byAccount.get(id) ?? []).map(({ role }) => role));
}

/** Whether each organisation has an administrator. Read by the sign-in login, which tells nothing else of them. */
export async function administratorsOfOrganisations(signIn: EntityManager, organisationIds: readonly string[]): Promise<boolean[]> {
  const rows = await signIn.execute<{ id: string }[]>(
    `select distinct tenant_id as id from membership where tenant_id = any (?::uuid[]) and role = 'ADMINISTRATOR'`,
    [`{${organisationIds.join(',')}}`],
  );
  const kept = new Set(rows.map(({ id }) => id));
  return organisationIds.map(id => kept.has(id));
}
