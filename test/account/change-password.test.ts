import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, PASSWORD, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { Person } from '../support/person.ts';

const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { account { id } organisation { id } roles } }';
const NEW_PASSWORD = 'another long password';
const RIGHT = { input: { currentPassword: PASSWORD, newPassword: NEW_PASSWORD } };

let portal: TestPortal;
let organisation: TestOrganisation;
let number = 0;
/** Somebody who signed in here and elsewhere. */
let person: Person;
let elsewhere: Person;
let login: string;

beforeAll(async () => {
  portal = await openPortal();
  organisation = await portal.organisation(Role.AUDITOR);
});
afterAll(() => portal.close());
beforeEach(async () => {
  login = `changer${++number}@example`;
  person = await portal.person(organisation.id, login, Role.RESPONDENT);
  elsewhere = await portal.signIn(login);
});

const one = async <Row>(sql: string, values: unknown[] = []): Promise<Row> => (await portal.superuser.query(sql, values)).rows[0] as Row;
const isKnown = async (cookie: string | undefined): Promise<boolean> =>
  (await new Person(portal.app, cookie).expectData<{ viewer: object | null }>('{ viewer { roles } }')).viewer !== null;
const opens = async (password: string): Promise<boolean> =>
  portal.signIn(login, password).then(
    () => true,
    () => false,
  );
const sessionsOf = async ({ accountId }: Person): Promise<number> =>
  Number((await one<{ count: string }>('select count(*) from session where account_id = $1', [accountId])).count);
const WAITING = `select count(*) from pg_stat_activity where datname = current_database() and usename = 'portal_app' and wait_event_type = 'Lock'`;
const failuresOf = async (name: string): Promise<number | undefined> =>
  (await one<{ failures: number } | undefined>('select failures from sign_in_attempt where subject = $1', [`login:${name}`]))?.failures;

describe('changePassword', () => {
  it('sets the new password, ends every other session and goes on in a new one', async () => {
    const former = person.cookie;
    expect(await person.expectData(CHANGE, RIGHT)).toEqual({
      changePassword: { account: { id: person.accountId }, organisation: { id: organisation.id }, roles: ['RESPONDENT'] },
    });
    expect([await isKnown(former), await isKnown(elsewhere.cookie), await isKnown(person.cookie)]).toEqual([false, false, true]);
    expect([await opens(PASSWORD), await opens(NEW_PASSWORD)]).toEqual([false, true]);
  });

  it('is on record, without a hash', async () => {
    await person.expectData(CHANGE, RIGHT);
    const { auditEntries } = await organisation
      .as(Role.AUDITOR)
      .expectData<{ auditEntries: { items: { subjectId: string; after: string }[] } }>(
        '{ auditEntries(filter: { subject: "account" }) { items { subjectId action after } } }',
      );
    const [entry] = auditEntries.items.filter(({ subjectId }) => subjectId === person.accountId);
    expect(entry).toMatchObject({ action: 'changePassword update' });
    expect((JSON.parse(entry!.after) as { password_set_at: string }).password_set_at).toBeTruthy();
    expect(entry!.after).not.toContain('argon2');
  });

  it('works for somebody who acts for another organisation than the own one', async () => {
    const other = await portal.organisation();
    await portal.superuser.query(`insert into membership (tenant_id, account_id, role) values ($1, $2, 'AUDITOR')`, [
      other.id,
      person.accountId,
    ]);
    await person.expectData('mutation ($id: ID!) { switchOrganisation(organisationId: $id) { roles } }', { id: other.id });
    expect(await person.expectData(CHANGE, RIGHT)).toMatchObject({ changePassword: { organisation: { id: other.id } } });
    expect([await isKnown(person.cookie), await opens(NEW_PASSWORD)]).toEqual([true, true]);
  });

  it('refuses a wrong password, counts it for good, and changes nothing', async () => {
    const wrong = { input: { currentPassword: 'a wrong password', newPassword: NEW_PASSWORD } };
    for (const failures of [1, 2]) {
      expect(await person.expectRefusal(CHANGE, wrong)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'currentPassword' } });
      expect(await failuresOf(login)).toBe(failures);
    }
    expect([await isKnown(person.cookie), await isKnown(elsewhere.cookie)]).toEqual([true, true]);
    expect([await opens(NEW_PASSWORD), await opens(PASSWORD)]).toEqual([false, true]);
  });

  it('refuses a new password that is too short, and changes nothing', async () => {
    const short = { input: { currentPassword: PASSWORD, newPassword: 'short' } };
    expect(await person.expectRefusal(CHANGE, short)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'newPassword' } });
    expect([await isKnown(person.cookie), await isKnown(elsewhere.cookie), await opens(PASSWORD)]).toEqual([true, true, true]);
  });

  it.each([
    ['a session cannot be started', 'before insert on session', ''],
    ['the audit record cannot be written', 'before insert on audit_entry', ''],
    ['the answer cannot be kept', 'before update on idempotent_request', ''],
    ['nothing can be committed', 'after insert on session', 'deferrable initially deferred'],
  ])('undoes everything when %s', async (_what, event, deferred) => {
    const former = person.cookie;
    await portal.superuser.query(
      `create or replace function fail() returns trigger language plpgsql as $$ begin raise exception 'made to fail'; end $$`,
    );
    const table = event.split(' ').at(-1)!;
    await portal.superuser.query(
      `create ${deferred && 'constraint'} trigger made_to_fail ${event} ${deferred} for each row execute function fail()`,
    );
    const { data, errors } = await person.ask(CHANGE, RIGHT);
    await portal.superuser.query(`drop trigger made_to_fail on ${table}`);
    expect([data ?? null, errors?.[0]?.extensions.code]).toEqual([null, 'INTERNAL_SERVER_ERROR']);
    expect(person.cookie).toBe(former);
    expect([await isKnown(former), await isKnown(elsewhere.cookie)]).toEqual([true, true]);
    expect([await opens(NEW_PASSWORD), await opens(PASSWORD)]).toEqual([false, true]);
    expect(await one('select password_set_at from account where id = $1', [person.accountId])).toEqual({ password_set_at: null });
  });

  it('lets one of two changes at once win, and asks the other for the password that it set', async () => {
    const change = (newPassword: string) => person.ask(CHANGE, { input: { currentPassword: PASSWORD, newPassword } });
    const passwords = ['the first new password', 'the second new password'];
    // Both are known by the session that the winner ends, and stand before the password, ere one of them may go on.
    await portal.superuser.query('begin');
    await portal.superuser.query('select from credential where account_id = $1 for update', [person.accountId]);
    const both = Promise.all(passwords.map(change));
    await vi.waitFor(
      async () => {
        await portal.superuser.query('select pg_stat_clear_snapshot()');
        expect(await one(WAITING)).toEqual({ count: '2' });
      },
      { timeout: 10_000, interval: 10 },
    );
    await portal.superuser.query('rollback');
    const answers = await both;
    const won = answers.findIndex(({ errors }) => !errors);
    expect(answers[1 - won]!.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'currentPassword' });
    expect([await opens(passwords[1 - won]!), await opens(passwords[won]!)]).toEqual([false, true]);
  });
});

describe('changePassword under one idempotency key', () => {
  const key = () => ({ 'idempotency-key': randomUUID() });

  it('happens once: the same answer, and the session that it began goes on', async () => {
    const headers = key();
    const first = await person.ask(CHANGE, RIGHT, headers);
    const cookie = person.cookie;
    expect(await person.ask(CHANGE, RIGHT, headers)).toEqual(first);
    expect([person.cookie, await isKnown(cookie), await sessionsOf(person)]).toEqual([cookie, true, 1]);
    expect(await failuresOf(login)).toBeUndefined();
  });

  it('answers again, with the new session, to somebody who lost the answer', async () => {
    const headers = key();
    const former = person.cookie;
    const first = await person.ask(CHANGE, RIGHT, headers);
    const again = new Person(portal.app, former);
    expect(await again.ask(CHANGE, RIGHT, headers)).toEqual(first);
    expect(again.cookie).toBe(person.cookie);
    expect([await isKnown(again.cookie), await sessionsOf(person)]).toEqual([true, 1]);
  });

  it.each([
    ['another key', (): Record<string, string> => key(), RIGHT],
    ['no key', (): Record<string, string> => ({ 'idempotency-key': '' }), RIGHT],
    [
      'another request under the key',
      (headers: Record<string, string>) => headers,
      { input: { currentPassword: PASSWORD, newPassword: 'yet another password' } },
    ],
  ])('knows the former session no more under %s', async (_what, changed, variables) => {
    const headers = key();
    const former = person.cookie;
    await person.expectData(CHANGE, RIGHT, headers);
    const thief = new Person(portal.app, former);
    expect(await thief.expectRefusal(CHANGE, variables, changed(headers))).toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
    expect([thief.cookie, await isKnown(person.cookie), await opens(NEW_PASSWORD)]).toEqual([former, true, true]);
  });

  it('happens once when it is sent ten times at once, and each answer brings the one new session', async () => {
    const headers = key();
    const senders = Array.from({ length: 10 }, () => new Person(portal.app, person.cookie));
    const answers = await Promise.all(senders.map(sender => sender.ask(CHANGE, RIGHT, headers)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]!.errors).toBeUndefined();
    expect(new Set(senders.map(({ cookie }) => cookie)).size).toBe(1);
    expect([await isKnown(senders[0]!.cookie), await sessionsOf(person)]).toEqual([true, 1]);
  });

  it('leaves nothing in the database that a password could be guessed by', async () => {
    const headers = key();
    await person.expectData(CHANGE, RIGHT, headers);
    const { row } = await one<{ row: string }>('select t::text as row from idempotent_request t where account_id = $1', [person.accountId]);
    // The hash was made with the key, so the key must not stand beside it.
    expect(row).not.toContain(headers['idempotency-key']);
  });
});

describe('the application login', () => {
  /** What becomes of a statement of somebody who acts for an organisation. */
  async function outcome(account: string, tenant: string, statement: string): Promise<number | string> {
    const { host, port, user, database } = portal.logins.app;
    const client = new pg.Client({ host: host!, port: port!, user: user!, database: database! });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.tenant', $1, true), set_config('app.account', $2, true)`, [tenant, account]);
      return (await client.query(statement)).rowCount!;
    } catch (error) {
      return (error as { code: string }).code;
    } finally {
      await client.end();
    }
  }

  it('sets the hash of who asks and of the own people, and of nobody else', async () => {
    const other = await portal.organisation(Role.AUDITOR);
    const set = (id: string) => `update credential set password_hash = 'x' where account_id = '${id}'`;
    expect(await outcome(person.accountId, other.id, set(person.accountId))).toBe(1);
    expect(await outcome(person.accountId, organisation.id, set(organisation.as(Role.AUDITOR).accountId))).toBe(1);
    expect(await outcome(person.accountId, organisation.id, set(other.as(Role.AUDITOR).accountId))).toBe(0);
    expect(await outcome(person.accountId, other.id, set(organisation.as(Role.AUDITOR).accountId))).toBe(0);
  });

  it('starts a session for who asks, where it acts, and for nobody and nowhere else', async () => {
    const other = await portal.organisation(Role.AUDITOR);
    const start = (account: string, tenant: string) =>
      `insert into session (token_hash, account_id, organisation_id, expires_at) values ('${randomUUID()}', '${account}', '${tenant}', now())`;
    expect(await outcome(person.accountId, organisation.id, start(person.accountId, organisation.id))).toBe(1);
    for (const [account, tenant] of [
      [person.accountId, other.id],
      [organisation.as(Role.AUDITOR).accountId, organisation.id],
      [other.as(Role.AUDITOR).accountId, other.id],
    ] as const)
      expect(await outcome(person.accountId, organisation.id, start(account, tenant))).toBe('42501');
  });
});
