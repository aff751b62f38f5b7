import { randomBytes, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { inject } from 'vitest';
import type { Role } from '../../server/access/role.ts';
import { establishOperator } from '../../server/command/operator.ts';
import { readConfiguration } from '../../server/configuration.ts';
import { type Logins, loginsOf } from '../../server/database/start-database.ts';
import { openDoors } from '../../server/start-portal.ts';
import { SAMPLE_ADMINISTRATOR, SAMPLE_PASSWORD } from '../../server/sample-data/accounts.ts';
import { loadSampleData } from '../../server/sample-data/load-sample-data.ts';
import { createPortal } from '../../server/http/portal.ts';
import type { Doors } from '../../server/database/doors.ts';
import { TEMPLATE } from './database.ts';
import { Person } from './person.ts';
import { corporateNumberFrom } from './corporate-number.ts';

export const PASSWORD = 'a password for tests';

/** A portal over a database of its own, spoken to as a client would. */
export interface TestPortal {
  app: FastifyInstance;
  doors: Doors;
  logins: Logins;
  /** Everything, past every wall: to look behind, and to break things on purpose. */
  superuser: pg.Client;
  /** The administrator of the operator, signed in. */
  operator: Person;
  /** A new organisation with one person for each of the given roles. */
  organisation(...roles: Role[]): Promise<TestOrganisation>;
  /** A new person of an organisation with the given roles, signed in; the user ID is `login`. */
  person(organisationId: string, login: string, ...roles: Role[]): Promise<Person>;
  /** Signs somebody in. */
  signIn(login: string, password?: string): Promise<Person>;
  close(): Promise<void>;
}

export interface TestOrganisation {
  id: string;
  name: string;
  corporateNumber: string;
  /** The person with that role, signed in. */
  as(role: Role): Person;
}

interface Options {
  /** Loads the sample data, whose people have `SAMPLE_PASSWORD`, in place of a bare operator. */
  sampleData?: boolean;
  /** Connections of each login. */
  poolSize?: number;
  /** How often live streams are looked at, where a test cannot wait as long as people do. */
  livePace?: Parameters<typeof createPortal>[1]['livePace'];
}

/** Opens a portal over a fresh copy of the migrated database; everything in it is the test's own. */
export async function openPortal({ sampleData = false, poolSize = 6, livePace }: Options = {}): Promise<TestPortal> {
  const server = inject('server');
  const database = `t_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ host: server.host, port: server.port, user: server.superuser, database: 'postgres' });
  await admin.connect();
  await copyDatabase(admin, database, await filledTemplate(admin, sampleData));
  const superuser = new pg.Client({ host: server.host, port: server.port, user: server.superuser, database });
  await superuser.connect();
  const logins = loginsOf(server, database);
  const { close, ...doors } = await openDoors(logins, poolSize);
  const configuration = readConfiguration({ LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
  const app = await createPortal(doors, { ...configuration, sampleData, listenAs: logins.app, livePace });
  app.addHook('onClose', close);
  const signIn = (login: string, password = sampleData ? SAMPLE_PASSWORD : PASSWORD): Promise<Person> =>
    Person.signIn(app, login, password);
  const operator = await signIn(sampleData ? SAMPLE_ADMINISTRATOR.login : 'operator');
  return {
    app,
    doors,
    logins,
    superuser,
    operator,
    signIn,
    person: (organisationId, login, ...roles) => addPerson({ superuser, signIn }, organisationId, login, roles),
    organisation: (...roles) => makeOrganisation({ operator, superuser, signIn }, roles),
    close: async () => {
      await app.close();
      await superuser.end();
      await admin.query(`drop database ${database} with (force)`);
      await admin.end();
    },
  };
}

/** Variables that the audit trail wants, for statements past the API on behalf of an organisation. */
export const ACT_FOR = `select set_config('app.tenant', $1, false), set_config('app.account', gen_random_uuid()::text, false), set_config('app.actor', 'test', false),
  set_config('app.roles', '', false), set_config('app.action', 'test', false), set_config('app.reason', '', false), set_config('app.request', '', false)`;

async function copyDatabase(admin: pg.Client, database: string, template: string): Promise<void> {
  await admin.query(`create database ${database} template ${template} strategy file_copy`);
  await admin.query(`grant connect on database ${database} to portal_app, portal_portfolio, portal_sign_in, portal_owner`);
}

/** The database of a portal that has been filled, made by the first test of the run that wants one: filling it takes longer than most tests. */
async function filledTemplate(admin: pg.Client, sampleData: boolean): Promise<string> {
  const template = sampleData ? 'portal_sample' : 'portal_bare';
  await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [template]);
  if (!rowCount) {
    const unfinished = `${template}_unfinished`;
    await admin.query(`drop database if exists ${unfinished}`);
    await copyDatabase(admin, unfinished, TEMPLATE);
    const logins = loginsOf(inject('server'), unfinished);
    const { close, ...doors } = await openDoors(logins, 1);
    if (sampleData) await loadSampleData(logins.owner!, doors);
    else await establishBareOperator(logins, doors);
    await close();
    await admin.query(`alter database ${unfinished} rename to ${template}`);
  }
  await admin.query('select pg_advisory_unlock(hashtext($1))', [template]);
  return template;
}

async function establishBareOperator(logins: Logins, doors: Doors): Promise<void> {
  await establishOperator(logins.owner!, doors, {
    corporateNumber: '8000012010038',
    name: 'デジタル庁',
    nameEn: 'Digital Agency',
    shortName: 'デジ庁',
    kana: 'でじたるちょう',
    protocolOrder: 13,
    administrator: { login: 'operator', name: '運営　管理', password: PASSWORD },
  });
}

/** Written past the API, with a hash that is there already: hashing each time would take most of the run. */
async function addPerson(
  { superuser, signIn }: Pick<TestPortal, 'superuser' | 'signIn'>,
  organisationId: string,
  login: string,
  roles: Role[],
): Promise<Person> {
  await superuser.query(ACT_FOR, [organisationId]);
  await superuser.query(
    `with a as (insert into account (tenant_id, login, name) values ($1, $2, $3) returning id),
      m as (insert into membership (tenant_id, account_id, role) select $1, a.id, r.role from a, unnest($4::text[]) r(role))
     insert into credential (account_id, password_hash) select a.id, c.password_hash from a, (select password_hash from credential limit 1) c`,
    [organisationId, login, `担当 ${login}`, roles],
  );
  return signIn(login);
}

async function makeOrganisation(
  { operator, superuser, signIn }: Pick<TestPortal, 'operator' | 'superuser' | 'signIn'>,
  roles: Role[],
): Promise<TestOrganisation> {
  const corporateNumber = corporateNumberFrom(randomBytes(5).readUIntBE(0, 5));
  const name = `府省${corporateNumber}`;
  const { createOrganisation } = await operator.expectData<{ createOrganisation: { id: string } }>(
    'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { id } }',
    { input: { corporateNumber, name, nameEn: `Ministry ${corporateNumber}`, shortName: name, kana: '', protocolOrder: 50 } },
  );
  const people = new Map<Role, Person>();
  for (const role of roles) {
    const login = `${role.toLowerCase()}@${corporateNumber}`;
    people.set(role, await addPerson({ superuser, signIn }, createOrganisation.id, login, [role]));
  }
  return {
    id: createOrganisation.id,
    name,
    corporateNumber,
    as: role => {
      const person = people.get(role);
      if (!person) throw new Error(`The organisation was made without a ${role}.`);
      return person;
    },
  };
}
