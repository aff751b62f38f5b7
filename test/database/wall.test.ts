import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Login } from '../../server/database/start-database.ts';
import { LOGINS } from '../../server/database/wall.ts';
import { openProbedPortal } from '../access/wall-probe-portal.ts';
import { TEMPLATE } from '../support/database.ts';
import { TARGETS } from '../access/wall-probe.ts';
import type { TestPortal } from '../support/open-portal.ts';

/** What the catalogue of a migrated database says of the wall: a table or a right that is added without it is named here. */
let portal: TestPortal;
beforeAll(async () => {
  ({ portal } = await openProbedPortal());
}, 120_000);
afterAll(() => portal.close());

/** Tables without a record of changes, each with its reason; every other one has it. */
const NOT_AUDITED: Record<string, string> = {
  access_record: 'is itself a record',
  audit_entry: 'is itself a record',
  credential: 'holds hashes; that a password was set is a change of the account',
  idempotent_request: 'is a copy of an answer',
  job_heartbeat: 'says when a job ran, and nothing of anybody',
  mikro_orm_migrations: 'is the log of the migrations',
  monitoring_import_line: 'comes by the thousand; each import is recorded as one, and a line says who decided on it',
  portal_operator: 'cannot be written by any login',
  product: 'is replaced by snapshots, each of which is recorded as one',
  reminder: 'is itself a record',
  reminder_mail: 'is itself a record; what people decide about it is a change of its run',
  session: 'comes and goes with each sign-in',
  sign_in_attempt: 'comes and goes with each sign-in',
  submitted_answer: 'never changes after its submission, which is recorded',
  survey_share: 'is computed from submissions',
  survey_snapshot: 'is computed from submissions',
  uploaded_file: 'is imported row by row, and the rows are recorded',
  usage_log: 'comes by the million; each import is recorded as one',
  usage_log_month: 'follows the imports, which are recorded',
};

/** Tables of the portal, with the alias `c`. */
const TABLES = `pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;

/** The logins, with the alias `l`. */
const EACH_LOGIN = `unnest(array['${Object.values(LOGINS).join(`', '`)}']) as l(login)`;

/** One column of texts. */
async function list(sql: string): Promise<string[]> {
  const { rows } = await portal.superuser.query<{ text: string }>({ text: `select text from (${sql}) as found(text) order by text` });
  return rows.map(({ text }) => text);
}

describe('every table', () => {
  it('has row level security, enabled and forced', async () => {
    const open = await list(`select relname from ${TABLES} and not (relrowsecurity and relforcerowsecurity)`);
    expect(open).toEqual(['mikro_orm_migrations']);
  });

  it('has a restrictive wall for each command that the application may use on what belongs to a tenant', async () => {
    const usable = await list(`
      select c.relname || ' ' || p.command || ' ' || l.login
      from pg_class c, unnest(array['select', 'insert', 'update', 'delete']) as p(command), ${EACH_LOGIN}
      where c.oid = any (array['${TARGETS.map(({ table }) => table).join(`', '`)}']::regclass[]) and l.login <> '${LOGINS.signIn}'
        and case p.command when 'delete' then has_table_privilege(l.login, c.oid, 'delete') else has_any_column_privilege(l.login, c.oid, p.command) end`);
    const walled = await list(`
      select tablename || ' ' || lower(cmd) || ' ' || unnest(roles) from pg_policies
      where permissive = 'RESTRICTIVE' and coalesce(with_check, qual) like '%current_tenant_id()%'`);
    expect(usable.length).toBeGreaterThan(60);
    expect(usable.filter(use => !walled.includes(use))).toEqual([]);
  });

  it('checks the new row in each policy by which a login may write', async () => {
    const unchecked = await list(`
      select p.tablename || ' ' || p.policyname from pg_policies p, unnest(p.roles) as r(role)
      where p.cmd in ('ALL', 'INSERT', 'UPDATE') and p.with_check is null
        and (has_any_column_privilege(r.role, p.tablename, 'insert') or has_any_column_privilege(r.role, p.tablename, 'update'))`);
    expect(unchecked).toEqual([]);
  });

  it('names its tenant in each row, and finds rows by it', async () => {
    const tenants = await list(`select relname from ${TABLES} and exists (
      select from pg_attribute where attrelid = c.oid and attname = 'tenant_id' and attnotnull)`);
    expect(tenants).toEqual(
      TARGETS.filter(({ tenant }) => tenant === 'tenant_id')
        .map(({ table }) => table)
        .toSorted(),
    );
    const indexed = await list(`select distinct c.relname from pg_class c join pg_index i on i.indrelid = c.oid
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where a.attname = 'tenant_id' and i.indpred is null`);
    expect(indexed).toEqual(tenants);
  });

  it('records its changes, but for those with a reason not to', async () => {
    // 29: after, for each row, insert, update and delete.
    const silent = await list(`select relname from ${TABLES} and not exists (
      select from pg_trigger where tgrelid = c.oid and tgfoid = 'record_change'::regproc and tgtype = 29 and tgenabled = 'O' and tgqual is null)`);
    expect(silent).toEqual(Object.keys(NOT_AUDITED));
  });
});

describe('a login', () => {
  it('is not above the wall, and gets nothing through another role', async () => {
    const above = await list(`select rolname from pg_roles where rolname = any (array(select login from ${EACH_LOGIN}))
      and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`);
    expect(above).toEqual([]);
    const memberships = await list(
      `select member::regrole || ' of ' || roleid::regrole from pg_auth_members where member::regrole::text = any (array(select login from ${EACH_LOGIN}))`,
    );
    expect(memberships).toEqual([]);
  });

  it('owns nothing', async () => {
    const owned = await list(`select refobjid::regrole || ' owns ' || classid::regclass || ' ' || objid from pg_shdepend
      where deptype = 'o' and dbid in (0, (select oid from pg_database where datname = current_database()))
        and refclassid = 'pg_authid'::regclass and refobjid::regrole::text = any (array(select login from ${EACH_LOGIN}))`);
    expect(owned).toEqual([]);
  });

  it('has no right that row security does not hold for, and creates nothing', async () => {
    const rights = await list(`
      select l.login || ' ' || r.privilege || ' ' || c.relname
      from (select oid, relname from ${TABLES}) c, ${EACH_LOGIN}, unnest(array['truncate', 'references', 'trigger']) as r(privilege)
      where has_table_privilege(l.login, c.oid, r.privilege)
      union all
      select l.login || ' create ' || nspname from pg_namespace, ${EACH_LOGIN} where has_schema_privilege(l.login, nspname, 'create')
      union all
      select l.login || ' create database ' || datname from pg_database, ${EACH_LOGIN}
      where datname = current_database() and has_database_privilege(l.login, oid, 'create')`);
    expect(rights).toEqual([]);
    // What an import copies rows into, which is gone with its transaction.
    expect(await list(`select login from ${EACH_LOGIN} where has_database_privilege(login, '${TEMPLATE}', 'temporary')`)).toEqual([
      LOGINS.app,
    ]);
  });

  it('has its rights by name: everybody else has none', async () => {
    expect(await list(`select relname from ${TABLES} and exists (select from aclexplode(relacl) where grantee = 0)`)).toEqual([]);
  });

  it('cannot read password hashes or session tokens, but to sign in', async () => {
    const secrets = await list(`select l.login || ' ' || s.tab || '.' || s.col
      from ${EACH_LOGIN}, (values ('credential', 'password_hash'), ('session', 'token_hash'), ('api_token', 'token_hash')) as s(tab, col)
      where has_column_privilege(l.login, s.tab, s.col, 'select')`);
    expect(secrets).toEqual([
      'portal_sign_in api_token.token_hash',
      'portal_sign_in credential.password_hash',
      'portal_sign_in session.token_hash',
    ]);
    await expect(asLogin(portal.logins.app, 'select password_hash from credential')).rejects.toThrow('permission denied');
    await expect(asLogin(portal.logins.portfolio, 'select password_hash from credential')).rejects.toThrow('permission denied');
  });

  it('cannot change what was submitted', async () => {
    const changes = await list(`
      select l.login || ' ' || c.relname || '.' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0, ${EACH_LOGIN}
      where c.oid in ('submission'::regclass, 'submitted_answer'::regclass) and has_column_privilege(l.login, c.oid, a.attnum, 'update')`);
    expect(changes).toEqual(['latest', 'returned_at', 'returned_reason'].map(column => `portal_app submission.${column}`));
    for (const statement of ['delete from submission', 'delete from submitted_answer', `update submission set levels = ''`])
      await expect(asLogin(portal.logins.app, statement), statement).rejects.toThrow('permission denied');
  });

  it('cannot write the audit trail', async () => {
    const writers = await list(`select l.login from ${EACH_LOGIN}
      where has_any_column_privilege(l.login, 'audit_entry', 'insert') or has_any_column_privilege(l.login, 'audit_entry', 'update')
        or has_table_privilege(l.login, 'audit_entry', 'delete')`);
    expect(writers).toEqual([]);
  });
});

describe('nothing reads or writes with the rights of another', () => {
  it('but the function that records changes, which no login can call', async () => {
    const functions = await list(
      `select proname from pg_proc where prosecdef and pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`,
    );
    expect(functions).toEqual(['record_change']);
    // Else a table that a login makes for itself would stand in for one of the portal.
    expect(await list(`select array_to_string(proconfig, ',') from pg_proc where prosecdef and proname = 'record_change'`)).toEqual([
      'search_path=pg_catalog, public, pg_temp',
    ]);
    expect(await list(`select login from ${EACH_LOGIN} where has_function_privilege(login, 'record_change()', 'execute')`)).toEqual([]);
  });

  it('for there are no views, materialized views or foreign tables', async () => {
    const views = await list(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind not in ('r', 'p', 'i', 'I', 'S', 't')`,
    );
    expect(views).toEqual([]);
  });
});

describe('a question without a tenant fails, and is not answered with nothing', () => {
  const doors = ['app', 'portfolio'] as const;
  // The directory of organisations is common knowledge.
  const tables = TARGETS.map(({ table }) => table).filter(table => !['organisation', 'organisation_name'].includes(table));

  it.each(doors)('through the login of %s, of each table', async door => {
    const answered: string[] = [];
    for (const table of tables) {
      const outcome = await asLogin(portal.logins[door], `select count(*) from ${table}`).then(
        () => 'answered',
        (error: Error) => error.message,
      );
      if (!/app\.\w+|permission denied/.test(outcome)) answered.push(`${table}: ${outcome}`);
    }
    expect(answered).toEqual([]);
  });

  it.each(doors)('through the login of %s, on a connection that had a tenant before', async door => {
    const client = await open(portal.logins[door]);
    try {
      await client.query('begin');
      await client.query(
        `select set_config('app.tenant', gen_random_uuid()::text, true), set_config('app.account', gen_random_uuid()::text, true), set_config('app.roles', '', true)`,
      );
      await expect(client.query('select count(*) from information_system')).resolves.toMatchObject({ rowCount: 1 });
      await client.query('commit');
      await expect(client.query('select count(*) from information_system')).rejects.toThrow('uuid');
    } finally {
      await client.end();
    }
  });

  it('nor can a row be written', async () => {
    const statement = `insert into account (login, name) values ('nobody', 'nobody')`;
    await expect(asLogin(portal.logins.app, statement)).rejects.toThrow('app.tenant');
  });
});

async function asLogin(login: Login, statement: string): Promise<void> {
  const client = await open(login);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function open({ host, port, user, database }: Login): Promise<pg.Client> {
  const client = new pg.Client({ host: host!, port: port!, user: user!, database: database! });
  await client.connect();
  return client;
}
