import { randomUUID } from 'node:crypto';
import type { Doors } from '../../server/database/doors.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { databaseSql } from '../../server/database/roles.ts';
import { loginsOf } from '../../server/database/start-database.ts';
import { connect } from '../../server/orm.ts';
import { migrationNames } from '../../migrations/index.ts';

/** The migrations make the database that the entities describe, and can be taken back. */
const server = inject('server');
const database = `t_${randomUUID().replaceAll('-', '')}`;
let admin: pg.Client;
let superuser: pg.Client;
let owner: Doors['app'];

beforeAll(async () => {
  admin = await clientOf('postgres');
  for (const statement of databaseSql(database)) await admin.query(statement);
  superuser = await clientOf(database);
  owner = await connect(loginsOf(server, database).owner!, 2);
  await owner.migrator.up();
});
afterAll(async () => {
  await owner.close();
  await superuser.end();
  await admin.query(`drop database ${database} with (force)`);
  await admin.end();
});

describe('the entities and the migrated database', () => {
  it('agree', async () => {
    expect(await owner.schema.getUpdateSchemaSQL()).toBe('');
  });

  it.each([
    ['a policy', 'drop policy wall_select on answer', 'wall_select'],
    ['a wall', 'alter table feature no force row level security', 'force row level security'],
    ['a column', 'alter table survey_round drop column explanation', 'explanation'],
  ])('are seen to differ when %s is gone', async (_what, statement, named) => {
    const before = await catalogue();
    await owner.em.fork().execute(statement);
    const difference = await owner.schema.getUpdateSchemaSQL();
    await owner.em.fork().execute(difference);
    expect(difference).toContain(named);
    // What the entities ask for is what the migration made.
    expect(sorted(await catalogue())).toEqual(sorted(before));
  });
});

it('goes back to an empty database, and up again to the same one', async () => {
  await owner.migrator.down({ to: 0 });
  expect(await relations()).toEqual([]);
  await owner.migrator.up();
  const first = await catalogue();
  for (const kind of ['relation', 'column', 'index', 'constraint', 'policy', 'grant', 'trigger', 'function'])
    expect(
      first.some(line => line.startsWith(`${kind} `)),
      kind,
    ).toBe(true);

  await owner.migrator.down({ to: 0 });
  expect(await relations()).toEqual([]);
  await owner.migrator.up();
  expect(await catalogue()).toEqual(first);
  expect((await owner.migrator.getExecuted()).map(({ name }) => name)).toEqual(migrationNames);
});

it('takes a reason to return a sheet for the ministry’s own unless it stands returned by the runner', async () => {
  const name = 'Migration20261127084500_sent_back_reason';
  const later = migrationNames.slice(migrationNames.indexOf(name));
  await owner.migrator.down({ migrations: later });
  await superuser.query('set session_replication_role = replica');
  await superuser.query(
    `insert into answer_sheet (tenant_id, round_id, runner_id, state, returned_reason)
     select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), state, reason
     from (values ('IN_PROGRESS', '府省内'), ('HANDED_IN', '府省内'), ('RETURNED', '実施組織'), ('SUBMITTED', null)) _ (state, reason)`,
  );
  await superuser.query('set session_replication_role = origin');
  await owner.migrator.up();
  const { rows } = await superuser.query('select state, returned_reason, sent_back_reason from answer_sheet order by state');
  expect(rows).toEqual([
    { state: 'HANDED_IN', returned_reason: null, sent_back_reason: '府省内' },
    { state: 'IN_PROGRESS', returned_reason: null, sent_back_reason: '府省内' },
    { state: 'RETURNED', returned_reason: '実施組織', sent_back_reason: null },
    { state: 'SUBMITTED', returned_reason: null, sent_back_reason: null },
  ]);
});

/** All that a migration can make, one line for each thing, in order. */
async function catalogue(): Promise<string[]> {
  const { rows } = await superuser.query<{ line: string }>(`
    with tables as (select * from pg_class where relnamespace = 'public'::regnamespace)
    select concat_ws(' ', 'relation', relname, relkind, relrowsecurity, relforcerowsecurity, relowner::regrole) as line from tables
    union all
    select concat_ws(' ', 'column', table_name || '.' || column_name, ordinal_position, udt_name, is_nullable, column_default)
      from information_schema.columns where table_schema = 'public'
    union all
    select concat_ws(' ', 'index', indexdef) from pg_indexes where schemaname = 'public'
    union all
    select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all
    select concat_ws(' ', 'policy', tablename, policyname, permissive, roles, cmd, 'using', qual, 'check', with_check) from pg_policies
    union all
    select concat_ws(' ', 'grant', relname, grantee::regrole, privilege_type) from tables, aclexplode(relacl)
    union all
    select concat_ws(' ', 'grant', relname || '.' || attname, grantee::regrole, privilege_type)
      from tables join pg_attribute on attrelid = tables.oid, aclexplode(attacl)
    union all
    select concat_ws(' ', 'grant schema', nspname, grantee::regrole, privilege_type) from pg_namespace, aclexplode(nspacl)
      where nspname = 'public'
    union all
    select concat_ws(' ', 'trigger', tgenabled, pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    union all
    select concat_ws(' ', 'function', proacl, pg_get_functiondef(oid)) from pg_proc where pronamespace = 'public'::regnamespace
    order by line`);
  return rows.map(({ line }) => line);
}

/** Whatever stands in the schema, but for the log of the migrations. */
async function relations(): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname not like 'mikro_orm_migrations%'
    union all
    select proname from pg_proc where pronamespace = 'public'::regnamespace
    union all
    select typname from pg_type where typnamespace = 'public'::regnamespace and typname not like '%mikro_orm_migrations'`);
  return rows.map(({ name }) => name);
}

/** A column that was taken away comes back at the end of its table. */
const sorted = (lines: string[]): string[] => lines.map(line => line.replace(/^(column \S+) \d+/, '$1')).toSorted();

async function clientOf(name: string): Promise<pg.Client> {
  const client = new pg.Client({ host: server.host, port: server.port, user: server.superuser, database: name });
  await client.connect();
  return client;
}
