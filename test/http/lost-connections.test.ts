import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** A request that fails or is given up gives its connection back: 50 of them leave all six for those who come after. */
let portal: TestPortal;
let person: Person;
let address: string;

beforeAll(async () => {
  portal = await openPortal();
  person = (await portal.organisation(Role.ADMINISTRATOR)).as(Role.ADMINISTRATOR);
  await portal.app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(portal.app.server.address() as AddressInfo).port}/graphql`;
});
afterAll(() => portal.close());
vi.setConfig({ testTimeout: 60_000 });

const SYSTEMS = '{ informationSystems { totalCount items { id name } } }';
const CREATE = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }';
const account = (login: string, initialPassword = 'a password for tests') => ({
  input: { login, name: '担当', roles: ['AUDITOR'], initialPassword },
});

/** As many at once as there are connections must all be served, and nobody may be left in a transaction. */
async function expectAllConnections(): Promise<void> {
  const answers = await Promise.all(Array.from({ length: 6 }, () => person.ask(SYSTEMS)));
  expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
  const { rows } = await portal.superuser.query(
    `select query from pg_stat_activity where datname = current_database() and usename like 'portal_%' and state like 'idle in transaction%'`,
  );
  expect(rows).toEqual([]);
}

/** Sends five requests and acts while all of them are in the middle of their transactions, waiting for a lock. */
async function cross<Outcome>(send: (index: number) => Promise<Outcome>, act: () => Promise<unknown> | void): Promise<Outcome[]> {
  await portal.superuser.query('begin; lock table information_system, audit_entry in access exclusive mode');
  const requests = Promise.all(Array.from({ length: 5 }, (_, index) => send(index)));
  try {
    await vi.waitFor(
      async () => {
        // Within a transaction, the first look at the activity would be kept.
        await portal.superuser.query('select pg_stat_clear_snapshot()');
        const { rows } = await portal.superuser.query(
          `select 1 from pg_stat_activity where datname = current_database() and usename = 'portal_app' and wait_event_type = 'Lock'`,
        );
        expect(rows.length).toBe(5);
      },
      { timeout: 10_000, interval: 10 },
    );
    await act();
  } finally {
    await portal.superuser.query('rollback');
  }
  return requests;
}

const CUT = `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'portal_app'`;

it('survives 50 requests that their clients give up', async () => {
  for (let round = 0; round < 10; round++) {
    const client = new AbortController();
    const ask = (index: number) =>
      fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: person.cookie! },
        body: JSON.stringify(index % 2 ? { query: SYSTEMS } : { query: CREATE, variables: account(`given-up-${round}-${index}@example`) }),
        signal: client.signal,
      }).then(
        () => 'answered',
        (error: Error) => error.name,
      );
    expect(await cross(ask, () => client.abort())).toEqual(Array(5).fill('AbortError'));
  }
  await vi.waitFor(expectAllConnections, { timeout: 5_000 });
});

it('survives 50 requests whose resolvers fail', async () => {
  for (let round = 0; round < 10; round++) {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, index) => person.ask(CREATE, account(`short-${index}@example`, 'too short'))),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual(Array(5).fill('BAD_USER_INPUT'));
  }
  await expectAllConnections();
});

it('survives 50 requests whose connection is cut in the middle, and says that they may be sent again', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 10; round++) {
    const ask = (index: number) => (index % 2 ? person.ask(SYSTEMS) : person.ask(CREATE, account(`cut-${round}-${index}@example`)));
    for (const { status, errors } of await cross(ask, () => portal.superuser.query(CUT))) {
      outcomes.add(`${status} ${errors?.[0]?.extensions.code}`);
    }
  }
  expect([...outcomes]).toEqual(['503 UNAVAILABLE']);
  await expectAllConnections();
});

it.each([
  ['query', 'information_system', SYSTEMS, undefined],
  ['mutation', 'audit_entry', CREATE, account('unexplained@example')],
])(
  'says of a %s whose connection is gone that it may be sent again, whatever its statements said of that',
  async (_kind, table, document, variables) => {
    const connection = Object.getPrototypeOf(portal.doors.app.em) as typeof portal.doors.app.em;
    const rollback: (this: typeof connection) => Promise<void> = Reflect.get(connection, 'rollback');
    const loss = vi.spyOn(connection, 'rollback').mockImplementationOnce(async function (this: typeof connection) {
      await rollback.call(this);
      throw new Error('Connection terminated unexpectedly');
    });
    await portal.superuser.query(`alter table ${table} rename to away`);
    const lost = await person.ask(document, variables);
    const there = await person.ask(document, variables);
    await portal.superuser.query(`alter table away rename to ${table}`);
    loss.mockRestore();
    expect(lost).toMatchObject({ status: 503, data: null, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    // A fault on a connection that still is there is a fault of ours.
    expect(there.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    await expectAllConnections();
  },
);

it('undoes a mutation whose connection is gone when it should be committed', async () => {
  // Once the password is hashed, nothing is left to do but to keep the answer and commit.
  await portal.superuser.query(`create function cut() returns trigger language plpgsql as
    $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create constraint trigger cut after insert on account deferrable initially deferred for each row execute function cut()`);
  for (let index = 0; index < 8; index++) {
    const answer = await person.ask(CREATE, account(`late-${index}@example`));
    expect(answer).toMatchObject({ status: 503, data: null, errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    expect(answer.errors?.[0]?.message).toMatch(/[ぁ-ん]/);
  }
  await portal.superuser.query('drop trigger cut on account; drop function cut');
  const { rows } = await portal.superuser.query(`select 1 from account where login like 'late-%'`);
  expect(rows).toEqual([]);
  await expectAllConnections();
});

it('undoes a mutation that cannot be committed, and says so', async () => {
  await portal.superuser.query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'secret detail'; end $$;
    create constraint trigger refuse after insert on account deferrable initially deferred for each row execute function refuse()`);
  for (let index = 0; index < 8; index++) {
    const answer = await person.ask(CREATE, account(`never-${index}@example`));
    expect(answer).toMatchObject({ status: 500, data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(answer.errors?.[0]?.extensions['requestId']).toMatch(/^[0-9a-f-]{36}$/);
  }
  await portal.superuser.query('drop trigger refuse on account; drop function refuse');
  await expectAllConnections();
});
