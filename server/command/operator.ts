import { randomUUID } from 'node:crypto';
import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { hashPassword } from '../access/password.ts';
import { Role } from '../access/role.ts';
import { normaliseLogin } from '../access/sign-in.ts';
import type { Viewer } from '../access/viewer.ts';
import { Account, Membership } from '../account/entity.ts';
import { type Doors, ownDoor } from '../database/doors.ts';
import type { Login } from '../database/start-database.ts';
import { connect } from '../orm.ts';
import { corporateNumber } from '../organisation/corporate-number.ts';
import { Organisation } from '../organisation/entity.ts';

/** What a new portal must know to begin: who keeps its directory, and one administrator there. */
export interface OperatorWish {
  corporateNumber: string;
  name: string;
  nameEn: string;
  shortName: string;
  kana: string;
  protocolOrder: number;
  administrator: { login: string; name: string; password: string };
}

/**
 * Makes the first organisation of a portal, the operator, and its administrator. Everything else is done in the portal.
 *
 * @returns the administrator, ready to act
 * @throws Error when the portal has an operator already
 */
export async function establishOperator(owner: Login, doors: Doors, wish: OperatorWish): Promise<Viewer> {
  const id = randomUUID();
  const viewer: Viewer = {
    accountId: randomUUID(),
    name: wish.administrator.name,
    department: null,
    organisationId: id,
    roles: [Role.ADMINISTRATOR],
    grantedOrganisationIds: [],
  };
  const passwordHash = await hashPassword(wish.administrator.password, 'password');
  const { administrator: _administrator, ...description } = wish;
  await nameOperator(owner, id);
  await ownDoor(doors, viewer, 'establishOperator', '').transactional(async em => {
    em.create(Organisation, { id, ...description, corporateNumber: corporateNumber(wish.corporateNumber) });
    await em.flush();
    const account = em.create(Account, {
      id: viewer.accountId,
      login: normaliseLogin(wish.administrator.login),
      name: wish.administrator.name,
      passwordSetAt: new Date(),
    });
    em.create(Membership, { account: ref(account), role: Role.ADMINISTRATOR });
    await em.flush();
    await em.execute('insert into credential (account_id, password_hash) values (?, ?)', [account.id, passwordHash]);
  });
  return viewer;
}

/** Only the owner of the database may say who operates the portal, and even it reads nothing else behind the wall. */
async function nameOperator(owner: Login, id: string): Promise<void> {
  const orm = await connect(owner, 1);
  try {
    const em = orm.em.fork() as EntityManager;
    const named = await em.execute(
      'insert into portal_operator (organisation_id) select ? where not exists (select from portal_operator) returning organisation_id',
      [id],
    );
    if (!named.length) throw new Error('The portal has an operator already. Sign in as its administrator to go on.');
  } finally {
    await orm.close();
  }
}
