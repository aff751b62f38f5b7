import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Viewer } from '../access/viewer.ts';

/** The ways into the database. Each is a login of its own, so a slip in one cannot do what another may. */
export interface Doors {
  app: MikroORM;
  portfolio: MikroORM;
  signIn: MikroORM;
}

/** Variables of the transaction that the wall and the audit trail go by. */
export function variablesOf(viewer: Viewer, action: string, requestId: string): Record<string, string> {
  return {
    'app.tenant': viewer.organisationId,
    'app.account': viewer.accountId,
    'app.actor': viewer.name,
    'app.roles': viewer.roles.join(','),
    'app.action': action,
    'app.reason': '',
    'app.request': requestId,
  };
}

/** An EntityManager that sees and writes what the viewer's organisation may. `action` names the act in the audit trail. */
export function ownDoor({ app }: Doors, viewer: Viewer, action: string, requestId: string): EntityManager {
  return app.em.fork({ session: { variables: variablesOf(viewer, action, requestId) } }) as EntityManager;
}

/** An EntityManager that besides reads the organisations which granted it, and writes nothing. */
export function portfolioDoor({ portfolio }: Doors, viewer: Viewer, requestId: string): EntityManager {
  return portfolio.em.fork({ session: { variables: variablesOf(viewer, 'read', requestId) } }) as EntityManager;
}

/** Leaves a record of a reading across ministries, before anything is read. */
export async function recordAccess(doors: Doors, viewer: Viewer, fields: string[], requestId: string): Promise<void> {
  await ownDoor(doors, viewer, 'read', requestId).execute(
    'insert into access_record (account_id, actor_name, fields, organisation_ids, request_id) values (?, ?, ?, ?::uuid[], ?)',
    [viewer.accountId, viewer.name, fields.join(' '), `{${viewer.grantedOrganisationIds.join(',')}}`, requestId],
  );
}

/** Says why, for the audit records of the rest of this transaction. */
export async function giveReason(em: EntityManager, reason: string): Promise<void> {
  await em.execute(`select set_config('app.reason', ?, true)`, [reason]);
}
