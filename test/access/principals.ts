import { createHash, randomBytes } from 'node:crypto';
import { Role } from '../../server/access/role.ts';
import type { TestPortal } from '../support/open-portal.ts';
import { Person } from '../support/person.ts';

export const ROLES = Object.values(Role);

/** Somebody who asks, with the roles that count; null roles stand for nobody. */
export interface Principal {
  name: string;
  roles: Role[] | null;
  /** A person with a session of its own, so that ending it disturbs nobody. */
  person: () => Promise<Person>;
}

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Starts a session past the portal, as quick as the thousands of cells of the matrix need. */
async function enter({ app, superuser }: TestPortal, accountId: string, organisationId: string): Promise<Person> {
  const token = randomBytes(32).toString('base64url');
  await superuser.query(
    `insert into session (token_hash, account_id, organisation_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')`,
    [hash(token), accountId, organisationId],
  );
  const person = new Person(app, `tanaoroshi_session=${token}`);
  person.accountId = accountId;
  person.organisationId = organisationId;
  return person;
}

/** Nobody, each role, and everybody who once had one: all that the authorization matrix asks as. */
export async function principals(portal: TestPortal): Promise<Principal[]> {
  const organisation = await portal.organisation(...ROLES);
  const shutOut = await portal.organisation(Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR);
  const [disabled, roleless, revoked] = [Role.ADMINISTRATOR, Role.COORDINATOR, Role.AUDITOR].map(role => shutOut.as(role));
  await portal.superuser.query('update account set disabled_at = now() where id = $1', [disabled!.accountId]);
  await portal.superuser.query('delete from membership where account_id = $1', [roleless!.accountId]);
  const sessionThat = async (fault: string): Promise<Person> => {
    const person = await enter(portal, revoked!.accountId, shutOut.id);
    await portal.superuser.query(`${fault} where token_hash = $1`, [hash(person.cookie!.split('=')[1]!)]);
    return person;
  };
  const nobody = (name: string, person: Principal['person']): Principal => ({ name, roles: null, person });
  return [
    nobody('anonymous', async () => new Person(portal.app)),
    ...ROLES.map(role => ({ name: role, roles: [role], person: () => enter(portal, organisation.as(role).accountId, organisation.id) })),
    nobody('disabled account', () => enter(portal, disabled!.accountId, shutOut.id)),
    nobody('account without a role', () => enter(portal, roleless!.accountId, shutOut.id)),
    nobody('revoked session', () => sessionThat('delete from session')),
    nobody('expired session', () => sessionThat(`update session set expires_at = now() - interval '1 second'`)),
    nobody('idle session', () => sessionThat(`update session set last_seen_at = now() - interval '121 minutes'`)),
    nobody('made-up session', async () => new Person(portal.app, `tanaoroshi_session=${randomBytes(32).toString('base64url')}`)),
  ];
}
