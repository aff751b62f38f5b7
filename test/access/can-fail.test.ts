import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestPortal } from '../support/open-portal.ts';
import { leaks, OPEN_TO_READ, type Stranger, TARGETS } from './wall-probe.ts';
import { openProbedPortal } from './wall-probe-portal.ts';

/** The database alone keeps organisations apart, and the proof of it notices when any one policy is taken away. */
let portal: TestPortal;
let stranger: Stranger;
let policies: Policy[];

interface Policy {
  table: string;
  name: string;
  command: string;
  using: string | null;
  check: string | null;
}

beforeAll(async () => {
  ({ portal, stranger } = await openProbedPortal());
  policies = (
    await portal.superuser.query<Policy>(
      `select tablename as table, policyname as name, lower(cmd) as command, qual as using, with_check as check
       from pg_policies where permissive = 'RESTRICTIVE' order by tablename, policyname`,
    )
  ).rows;
}, 120_000);
afterAll(() => portal.close());

/** Of every table, or of one, which is all that the wall of that table is noticed by. */
const probe = (table?: string): Promise<string[]> =>
  leaks(portal.logins, portal.superuser, stranger, table ? TARGETS.filter(target => target.table === table) : TARGETS);

it('has a wall that holds, whatever the application does', async () => {
  expect(await probe()).toEqual([]);
});

it('probes every table that belongs to a tenant', async () => {
  const { rows } = await portal.superuser.query<{ table_name: string }>(
    `select table_name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'`,
  );
  expect([...rows.map(row => row.table_name), 'organisation'].toSorted()).toEqual(TARGETS.map(({ table }) => table).toSorted());
});

describe('the probe turns red when', () => {
  it.each(TARGETS.map(({ table }) => table))('%s stands without row security', async table => {
    await portal.superuser.query(`alter table ${table} disable row level security`);
    const found = await probe(table);
    await portal.superuser.query(`alter table ${table} enable row level security`);
    expect(found).not.toEqual([]);
    expect(await probe(table)).toEqual([]);
  });

  it('any wall of reading or writing is opened', { timeout: 120_000 }, async () => {
    const rights = await rightsOf('portal_app');
    const portfolioRights = await rightsOf('portal_portfolio');
    const unnoticed: string[] = [];
    for (const { table } of TARGETS) {
      for (const command of ['select', 'portfolio', 'insert', 'update', 'delete']) {
        // A policy for what the login has no right to is a second lock on a door that is shut.
        if (!(command === 'portfolio' ? portfolioRights.has(`${table} select`) : rights.has(`${table} ${command}`))) continue;
        if (OPEN_TO_READ.includes(table) && ['select', 'portfolio'].includes(command)) continue;
        const walls = policies.filter(
          policy =>
            policy.table === table &&
            (policy.name === `wall_${command}` || (/^(?:parent|operator)_/.test(policy.name) && policy.name.endsWith(`_${command}`))),
        );
        for (const policy of walls) await open(policy);
        const found = await probe(table);
        for (const policy of walls) await restore(policy);
        if (!walls.length || !found.includes(`${table} ${command}`)) unnoticed.push(`${table} ${command}`);
      }
    }
    expect(unnoticed).toEqual([]);
    expect(await probe()).toEqual([]);
  });
});

async function rightsOf(login: string): Promise<Set<string>> {
  const { rows } = await portal.superuser.query<{ right: string }>(
    `select distinct table_name || ' ' || lower(privilege_type) as right from information_schema.column_privileges where grantee = $1
     union select table_name || ' ' || lower(privilege_type) from information_schema.table_privileges where grantee = $1`,
    [login],
  );
  return new Set(rows.map(({ right }) => right));
}

async function open({ table, name, using, check }: Policy): Promise<void> {
  await portal.superuser.query(
    `alter policy ${name} on ${table} ${using === null ? '' : 'using (true)'} ${check === null ? '' : 'with check (true)'}`,
  );
}

async function restore({ table, name, using, check }: Policy): Promise<void> {
  await portal.superuser.query(
    `alter policy ${name} on ${table} ${using === null ? '' : `using (${using})`} ${check === null ? '' : `with check (${check})`}`,
  );
}
