import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { databaseSql } from '../../server/database/roles.ts';
import { type Logins, loginsOf } from '../../server/database/start-database.ts';
import { checkDatabase } from '../../server/database/startup-check.ts';
import { openDoors } from '../../server/start-portal.ts';
import { migrationNames } from '../../migrations/index.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';

type Checked = Parameters<typeof checkDatabase>[0];

/** The portal does not start over a database whose wall would not hold, and says in one line why. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

it('starts over a sound database', async () => {
  expect(await refusal(portal.logins)).toBe('started');
});

it('starts with a restricted login that is a member of the named one', async () => {
  await withRole('inherit in role portal_app', async name => {
    expect(await refusal({ ...portal.logins, app: { ...portal.logins.app, user: name } })).toBe('started');
  });
});

it.each([
  ['a superuser', 'superuser', 'is a superuser'],
  ['a login past row security', 'bypassrls in role portal_app', 'may bypass row security'],
  ['a member of the owner', 'in role portal_app, portal_owner', 'owns tables'],
  ['one that may become the owner', 'noinherit in role portal_app, portal_owner', 'owns tables'],
])('refuses %s, at whichever door', async (_what, attributes, reason) => {
  await withRole(attributes, async name => {
    for (const [door, expected] of [
      ['app', 'portal_app'],
      ['portfolio', 'portal_portfolio'],
      ['signIn', 'portal_sign_in'],
    ] as const)
      expect(await refusal({ ...portal.logins, [door]: { ...portal.logins[door], user: name } }), door).toBe(
        `The login ${name} ${reason}, so the wall between ministries would not hold: use a restricted login that is ${expected} or a member of it.`,
      );
  });
});

it('refuses the owner of the tables', async () => {
  expect(await refusal({ ...portal.logins, app: portal.logins.owner! })).toMatch(/^The login portal_owner owns tables, .+$/);
});

it('refuses a database that was never migrated, and says how to', async () => {
  const database = `t_${randomUUID().replaceAll('-', '')}`;
  for (const statement of databaseSql(database)) await portal.superuser.query(statement);
  try {
    expect(await refusal(loginsOf(inject('server'), database))).toBe(
      `The database lacks the migrations ${migrationNames.join(', ')}: run "npx -y pnpm@12 db:migrate" with DATABASE_OWNER_URL.`,
    );
  } finally {
    await portal.superuser.query(`drop database ${database} with (force)`);
  }
});

it('refuses a database that lacks the newest migration', async () => {
  const em = portal.doors.app.em.fork() as Checked;
  await expect(checkDatabase(em, 'portal_app', [...migrationNames, 'Migration2_next', 'Migration3_last'])).rejects.toThrow(
    'The database lacks the migrations Migration2_next, Migration3_last: run',
  );
});

it.each([
  ['app', 'portfolio', 'DATABASE_APP_URL', 'portal_portfolio', 'portal_app'],
  ['app', 'signIn', 'DATABASE_APP_URL', 'portal_sign_in', 'portal_app'],
  ['portfolio', 'app', 'DATABASE_PORTFOLIO_URL', 'portal_app', 'portal_portfolio'],
  ['signIn', 'app', 'DATABASE_SIGN_IN_URL', 'portal_app', 'portal_sign_in'],
] as const)('refuses the door %s with the login of %s, in one line', async (door, taken, variable, login, expected) => {
  expect(await refusal({ ...portal.logins, [door]: portal.logins[taken] })).toBe(
    `${variable} names the login ${login}, which acts as ${login}, but ${expected} is needed there: put the URLs of the logins in their places.`,
  );
});

it.each([
  ['a login of somebody else', '', 'has none of the rights'],
  ['one that may do what two logins may', 'inherit in role portal_app, portal_sign_in', 'acts as portal_app and portal_sign_in'],
  ['one that may become another login', 'noinherit in role portal_app, portal_portfolio', 'acts as portal_portfolio'],
])('refuses %s', async (_what, attributes, reason) => {
  await withRole(attributes, async name => {
    expect(await refusal({ ...portal.logins, app: { ...portal.logins.app, user: name } })).toBe(
      `DATABASE_APP_URL names the login ${name}, which ${reason}, but portal_app is needed there: put the URLs of the logins in their places.`,
    );
  });
});

it('refuses a database that a newer version has migrated', async () => {
  const em = portal.doors.app.em.fork() as Checked;
  await expect(checkDatabase(em, 'portal_app', migrationNames.slice(0, -1))).rejects.toThrow(
    `The database has the migration ${migrationNames.at(-1)}, of which this version of the portal knows nothing: start the version that made it, or a later one.`,
  );
});

it.each([
  ['whose row security is off', 'alter table answer disable row level security', 'alter table answer enable row level security'],
  ['whose owner is past the wall', 'alter table answer no force row level security', 'alter table answer force row level security'],
])('refuses a table %s', async (_what, breakIt, mendIt) => {
  await portal.superuser.query(breakIt);
  try {
    expect(await refusal(portal.logins)).toMatch(/^The tables answer lack their wall .+$/);
  } finally {
    await portal.superuser.query(mendIt);
  }
  expect(await refusal(portal.logins)).toBe('started');
});

it('refuses a database in which imports could not be prepared', async () => {
  const database = portal.logins.app.database!;
  await portal.superuser.query(`revoke temporary on database ${database} from public`);
  try {
    expect(await refusal(portal.logins)).toMatch(/^The login portal_app may not make temporary tables, .+ as the owner of the database\.$/);
  } finally {
    await portal.superuser.query(`grant temporary on database ${database} to public`);
  }
});

it('refuses each table that somebody made by hand, also one without any policy', async () => {
  await portal.superuser.query('create table handmade (id int); create table another (id int)');
  await portal.superuser.query('alter table another enable row level security; alter table another force row level security');
  try {
    expect(await refusal(portal.logins)).toMatch(/^The tables another, handmade lack their wall .+$/);
  } finally {
    await portal.superuser.query('drop table handmade, another');
  }
});

it('refuses a server that is too old to keep rows apart, before anything else', async () => {
  const server = (version: number, text: string): Checked =>
    ({ execute: () => Promise.resolve([{ version, text }]) }) as unknown as Checked;
  await expect(checkDatabase(server(150013, '15.13'), 'portal_app', migrationNames)).rejects.toThrow(
    /^PostgreSQL 15\.13 is too old: 15\.14 or newer is needed, because older ones leak rows past row level security\.$/,
  );
});

/** What start-up says to these logins, or `started`. */
async function refusal(logins: Logins): Promise<string> {
  try {
    const { close } = await openDoors(logins, 1);
    await close();
    return 'started';
  } catch (error) {
    return (error as Error).message;
  }
}

/** A login for the time of the test; roles belong to the whole cluster, so its name is its own. */
async function withRole(attributes: string, test: (name: string) => Promise<void>): Promise<void> {
  const name = `r_${randomUUID().replaceAll('-', '')}`;
  await portal.superuser.query(`create role ${name} login ${attributes}`);
  try {
    await portal.superuser.query(`grant connect on database ${portal.logins.app.database} to ${name}`);
    await test(name);
  } finally {
    await portal.superuser.query(`drop owned by ${name}; drop role ${name}`);
  }
}
