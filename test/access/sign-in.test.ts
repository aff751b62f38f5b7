import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, PASSWORD, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { Person } from '../support/person.ts';

let portal: TestPortal;
let organisation: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  organisation = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.BUDGET_OFFICER);
}, 60_000);
afterAll(() => portal.close());

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { account { id } organisation { id } } }';
const CHANGE_PASSWORD = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { account { id } } }';
const WHO = '{ viewer { account { id } organisation { id } roles } }';

const loginOf = (role: Role): string => `${role.toLowerCase()}@${organisation.corporateNumber}`;
const attempt = (login: string, password: string) => new Person(portal.app).ask(SIGN_IN, { input: { login, password } });
const forgiveEverybody = () => portal.superuser.query('delete from sign_in_attempt');
const sessionsOf = async (accountId: string): Promise<string[]> => {
  const { rows } = await portal.superuser.query<{ hash: string }>('select token_hash as hash from session where account_id = $1', [
    accountId,
  ]);
  return rows.map(({ hash }) => hash);
};
/** Whether the portal still knows the bearer of a cookie. */
const isKnown = async (cookie: string | undefined): Promise<boolean> => {
  const { viewer } = await new Person(portal.app, cookie).expectData(WHO);
  return viewer !== null;
};

describe('failed sign-ins', () => {
  beforeAll(forgiveEverybody);

  it('pause a name after ten, known or not, and only that name', { timeout: 60_000 }, async () => {
    for (const login of [loginOf(Role.RESPONDENT), 'nobody@nowhere.example']) {
      for (let failure = 1; failure <= 10; failure++) await attempt(login, 'a wrong password');
    }
    expect((await attempt(loginOf(Role.RESPONDENT), PASSWORD)).errors?.[0]?.extensions.code).toBe('SIGN_IN_REFUSED');
    expect((await attempt(loginOf(Role.COORDINATOR), PASSWORD)).errors).toBeUndefined();
    const { rows } = await portal.superuser.query(`select subject, failures from sign_in_attempt where subject like 'login:%' order by 1`);
    expect(rows.map(({ failures }) => failures as number)).toEqual([10, 11]);
  });

  it('answer alike for a name that is unknown, wrong, paused, disabled or without a role', async () => {
    const disabled = organisation.as(Role.AUDITOR);
    const roleless = organisation.as(Role.BUDGET_OFFICER);
    await portal.superuser.query('update account set disabled_at = now() where id = $1', [disabled.accountId]);
    await portal.superuser.query('delete from membership where account_id = $1', [roleless.accountId]);
    const answers = await Promise.all([
      attempt('somebody@nowhere.example', PASSWORD),
      attempt(loginOf(Role.ADMINISTRATOR), 'a wrong password'),
      attempt(loginOf(Role.RESPONDENT), PASSWORD),
      attempt(loginOf(Role.RESPONDENT), 'a wrong password'),
      attempt(loginOf(Role.AUDITOR), PASSWORD),
      attempt(loginOf(Role.BUDGET_OFFICER), PASSWORD),
    ]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.errors?.[0]?.extensions.code).toBe('SIGN_IN_REFUSED');
  });

  it('take as long for a name that nobody has as for one that somebody has', { timeout: 60_000 }, async () => {
    await forgiveEverybody();
    const known: number[] = [];
    const unknown: number[] = [];
    // In turns, so that whatever else the machine does slows both.
    for (let round = 0; round < 7; round++) {
      known.push(await millisecondsOf(() => attempt(loginOf(Role.ADMINISTRATOR), 'a wrong password')));
      unknown.push(await millisecondsOf(() => attempt(`nobody-${round}@nowhere.example`, 'a wrong password')));
    }
    // A hash that was left out would make one of them many times as quick.
    expect(median(unknown) / median(known)).toBeGreaterThan(0.4);
    expect(median(unknown) / median(known)).toBeLessThan(2.5);
  });

  it('are counted however many come at once: the right password among them is not let in', { timeout: 60_000 }, async () => {
    await forgiveEverybody();
    const guesses = [...Array<string>(30).fill('a wrong password'), PASSWORD];
    const answers = await Promise.all(guesses.map(password => attempt(loginOf(Role.ADMINISTRATOR), password)));
    expect(answers.filter(({ errors }) => !errors)).toEqual([]);
  });

  it('count when the password is asked for again, and pause that too', { timeout: 60_000 }, async () => {
    await forgiveEverybody();
    const person = await portal.signIn(loginOf(Role.COORDINATOR));
    const wrong = { input: { currentPassword: 'a wrong password', newPassword: 'another long password' } };
    for (let failure = 1; failure <= 10; failure++) await person.expectRefusal(CHANGE_PASSWORD, wrong);
    const right = { input: { currentPassword: PASSWORD, newPassword: 'another long password' } };
    expect(await person.expectRefusal(CHANGE_PASSWORD, right)).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'currentPassword' },
    });
    expect((await attempt(loginOf(Role.COORDINATOR), PASSWORD)).errors?.[0]?.extensions.code).toBe('SIGN_IN_REFUSED');
  });

  it('are forgotten after a quarter of an hour, and after the right password', { timeout: 60_000 }, async () => {
    await portal.superuser.query(`update sign_in_attempt set last_failure_at = now() - interval '15 minutes'`);
    expect((await attempt(loginOf(Role.COORDINATOR), PASSWORD)).errors).toBeUndefined();
    for (let failure = 1; failure <= 9; failure++) await attempt(loginOf(Role.COORDINATOR), 'a wrong password');
    expect((await attempt(loginOf(Role.COORDINATOR), PASSWORD)).errors).toBeUndefined();
    expect((await attempt(loginOf(Role.COORDINATOR), 'a wrong password')).errors).toBeDefined();
    expect((await attempt(loginOf(Role.COORDINATOR), PASSWORD)).errors).toBeUndefined();
  });

  it('pause an address after a hundred, whatever the names', async () => {
    await forgiveEverybody();
    await attempt('first@nowhere.example', 'x');
    await portal.superuser.query(`update sign_in_attempt set failures = 100 where subject like 'address:%'`);
    expect((await attempt(loginOf(Role.COORDINATOR), PASSWORD)).errors?.[0]?.extensions.code).toBe('SIGN_IN_REFUSED');
    await forgiveEverybody();
    expect((await attempt(loginOf(Role.COORDINATOR), PASSWORD)).errors).toBeUndefined();
  });
});

describe('a session', () => {
  beforeAll(forgiveEverybody);

  it('travels in a cookie that no script and no other site can use', async () => {
    const response = await portal.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: { query: SIGN_IN, variables: { input: { login: loginOf(Role.COORDINATOR), password: PASSWORD } } },
    });
    const cookie = String(response.headers['set-cookie']);
    expect(cookie).toMatch(/^tanaoroshi_session=[\w-]{43};/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/Domain/);
    expect(response.body).not.toContain(cookie.split(/[=;]/)[1]);
  });

  it('stands in the database as a hash alone', async () => {
    const person = await portal.signIn(loginOf(Role.COORDINATOR));
    const token = person.cookie!.split('=')[1]!;
    const hashes = await sessionsOf(person.accountId);
    expect(hashes.length).toBeGreaterThan(0);
    expect(hashes).not.toContain(token);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is a new one at each sign-in; one that a stranger chose is not taken', async () => {
    const person = new Person(portal.app, `tanaoroshi_session=${'a'.repeat(43)}`);
    await person.expectData(SIGN_IN, { input: { login: loginOf(Role.COORDINATOR), password: PASSWORD } });
    const first = person.cookie;
    await person.expectData(SIGN_IN, { input: { login: loginOf(Role.COORDINATOR), password: PASSWORD } });
    expect(new Set([first, person.cookie, `tanaoroshi_session=${'a'.repeat(43)}`]).size).toBe(3);
    expect(await isKnown(`tanaoroshi_session=${'a'.repeat(43)}`)).toBe(false);
  });

  it('is another one after acting for another organisation, and the former has ended', async () => {
    const person = await portal.signIn(loginOf(Role.COORDINATOR));
    const former = person.cookie;
    const switched = await person.ask('mutation ($id: ID!) { switchOrganisation(organisationId: $id) { organisation { id } } }', {
      id: organisation.id,
    });
    expect(switched.errors).toBeUndefined();
    expect(person.cookie).not.toBe(former);
    expect([await isKnown(former), await isKnown(person.cookie)]).toEqual([false, true]);
  });

  it('acts for no organisation in which the person has no role', async () => {
    const other = await portal.organisation(Role.COORDINATOR);
    const person = await portal.signIn(loginOf(Role.COORDINATOR));
    const refused = await person.expectRefusal('mutation ($id: ID!) { switchOrganisation(organisationId: $id) { roles } }', {
      id: other.id,
    });
    expect(refused.extensions.code).toBe('FORBIDDEN');
    expect(await isKnown(person.cookie)).toBe(true);
  });

  it('is the only one left after a change of the password, under a new id', async () => {
    const person = await portal.signIn(loginOf(Role.COORDINATOR));
    const elsewhere = await portal.signIn(loginOf(Role.COORDINATOR));
    const former = person.cookie;
    await person.expectData(CHANGE_PASSWORD, { input: { currentPassword: PASSWORD, newPassword: 'another long password' } });
    expect(await Promise.all([former, elsewhere.cookie, person.cookie].map(isKnown))).toEqual([false, false, true]);
    expect((await attempt(loginOf(Role.COORDINATOR), PASSWORD)).errors).toBeDefined();
    await person.expectData(CHANGE_PASSWORD, { input: { currentPassword: 'another long password', newPassword: PASSWORD } });
  });

  it('has ended once its person signs out, also in the hands of somebody who copied it', async () => {
    const person = await portal.signIn(loginOf(Role.COORDINATOR));
    const copied = person.cookie;
    await person.expectData('mutation { signOut }');
    expect(await isKnown(copied)).toBe(false);
  });

  it.each([
    [
      'the account is disabled',
      'update account set disabled_at = now() where id = $1',
      'update account set disabled_at = null where id = $1',
    ],
    ['the session has lasted half a day', `update session set expires_at = now() where account_id = $1`, ''],
    ['nobody used it for two hours', `update session set last_seen_at = now() - interval '2 hours' where account_id = $1`, ''],
  ])('counts no more on the next request when %s', async (_, change, undo) => {
    const person = await portal.signIn(loginOf(Role.COORDINATOR));
    expect(await isKnown(person.cookie)).toBe(true);
    await portal.superuser.query(change, [person.accountId]);
    expect(await isKnown(person.cookie)).toBe(false);
    expect((await person.expectRefusal('{ organisations { totalCount } }')).extensions.code).toBe('UNAUTHENTICATED');
    if (undo) await portal.superuser.query(undo, [person.accountId]);
  });

  it('loses a role on the next request after it is taken', async () => {
    const { id, name } = await portal.organisation(Role.RESPONDENT);
    const [row] = (await portal.superuser.query<{ login: string }>('select login from account where tenant_id = $1', [id])).rows;
    const person = await portal.signIn(row!.login);
    await portal.superuser.query(`insert into membership (tenant_id, account_id, role) values ($1, $2, 'AUDITOR')`, [id, person.accountId]);
    expect((await person.ask('{ accounts { totalCount } }')).errors, name).toBeUndefined();
    await portal.superuser.query(`delete from membership where account_id = $1 and role = 'AUDITOR'`, [person.accountId]);
    expect((await person.expectRefusal('{ accounts { totalCount } }')).extensions.code).toBe('FORBIDDEN');
  });
});

it('keeps passwords as argon2id of 19 MiB and two passes at least', async () => {
  const { rows } = await portal.superuser.query<{ hash: string }>('select password_hash as hash from credential');
  expect(rows.length).toBeGreaterThan(0);
  for (const { hash } of rows) {
    const [, memory, passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$[\w+/]{22,}\$[\w+/]{43}$/.exec(hash) ?? [];
    expect(Number(memory)).toBeGreaterThanOrEqual(19_456);
    expect(Number(passes)).toBeGreaterThanOrEqual(2);
  }
});

async function millisecondsOf(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
