import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { portalSchema } from '../../server/schema.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import { ABSENT_ID, operationOn, rootFieldsOf } from './schema-walk.ts';
import { makeWorld, type World } from './world.ts';

/** Nothing hangs on another ministry's row: naming one is refused, and answered like naming none. */
let portal: TestPortal;
let own: World;
let rival: World;
let columns: ParentColumn[];

beforeAll(async () => {
  portal = await openPortal();
  [own, rival] = [await makeWorld(portal), await makeWorld(portal)];
  columns = parentColumns();
}, 60_000);
afterAll(() => portal.close());

/** A column that names a row of another table, and which. */
interface ParentColumn {
  table: string;
  column: string;
  parent: string;
}

/** Columns with an id that no wall has to hold, each with its reason; a column that is neither here nor walled is a fault. */
const NO_PARENT: Record<string, string> = {
  'membership.account_id': 'whom an organisation lets act for it is its own affair',
  'reading_grant.grantee_id': 'an entry of the open directory',
  'access_record.account_id': 'says who read; opens nothing',
  'idempotent_request.account_id': 'whose answer it is; set by the database',
  'uploaded_file.account_id': 'whose file it is; set by the database',
  'attestation.confirmed_by_id': 'says who confirmed; opens nothing',
  'usage_log.organisation_id': 'an entry of the open directory',
  'row_question.asked_by_id': 'says who asked; looked up behind the wall when it is handed over',
  'delegation.asked_by_id': 'says who asked; looked up behind the wall when it is handed over',
  'reminder.subject_id': 'what it is about, by its kind; found behind the wall, and looked up nowhere',
  'alert_acknowledgement.subject_id': 'what it is about, by its kind; a date of the own ledger before it is written',
  'vendor_merge.merged_vendor_id': 'names a supplier that is gone, and no row',
  'reminder_mail.claim': 'names a try to send it, and no row',
  'handover_item.subject_id': 'what it is about, by its kind; looked up behind the wall when it is taken over',
  'audit_entry.account_id': 'written by the database alone',
  'audit_entry.subject_id': 'written by the database alone',
  'audit_entry.subject_tenant_id': 'written by the database alone',
};

/** Ids that are no relation of the ORM, and what they are of. */
const BARE: Record<string, string> = { runner_id: 'organisation', round_id: 'survey_round', subject_id: 'information_system' };

/** Every column of a tenant's table that names another row, from the entities. */
function parentColumns(): ParentColumn[] {
  return [...(portal.doors.app.getMetadata().getAll() as unknown as Map<unknown, EntityFacts>).values()].flatMap(meta =>
    Object.values(meta.properties).flatMap(({ fieldNames, columnTypes, targetMeta, name }) => {
      const [column] = fieldNames ?? [];
      if (!meta.properties['tenantId'] || column === undefined || columnTypes?.[0] !== 'uuid') return [];
      if (['id', 'tenantId'].includes(name)) return [];
      return [{ table: meta.tableName, column, parent: targetMeta?.tableName ?? BARE[column] ?? '?' }];
    }),
  );
}

interface EntityFacts {
  tableName: string;
  properties: Record<string, { name: string; fieldNames?: string[]; columnTypes?: string[]; targetMeta?: { tableName: string } }>;
}

const walled = (): ParentColumn[] => columns.filter(({ table, column }) => !NO_PARENT[`${table}.${column}`]);

it('knows of every column that names another row', () => {
  expect(columns.length).toBeGreaterThan(20);
  expect(walled().filter(({ parent }) => parent === '?')).toEqual([]);
  expect(Object.keys(NO_PARENT).filter(name => !columns.some(({ table, column }) => name === `${table}.${column}`))).toEqual([]);
});

describe('with the application login alone', () => {
  let client: pg.Client;
  beforeAll(async () => {
    const { host, port, user, database } = portal.logins.app;
    client = new pg.Client({ host: host!, port: port!, user: user!, database: database! });
    await client.connect();
  });
  afterAll(() => client.end());

  type Row = Record<string, unknown>;

  /** What becomes of a statement of the own ministry, which is undone: done, or the state and text of the error. */
  async function outcome(statement: string): Promise<string> {
    await client.query('begin');
    try {
      await client.query(
        `select set_config('app.tenant', $1, true), set_config('app.account', $2, true), set_config('app.roles', 'ADMINISTRATOR,PORTFOLIO_MANAGER', true),
          set_config('app.actor', 'forger', true), set_config('app.action', 'forge', true), set_config('app.reason', '', true), set_config('app.request', '', true)`,
        [own.organisation.id, own.person.accountId],
      );
      const { rowCount } = await client.query(statement);
      return `done ${rowCount}`;
    } catch (error) {
      return `${(error as pg.DatabaseError).code} ${(error as Error).message}`;
    } finally {
      await client.query('rollback');
    }
  }

  const rowOf = async (table: string, world: World): Promise<Row> => {
    const tenant = table === 'organisation' ? 'id' : 'tenant_id';
    const { rows } = await portal.superuser.query<Row>(`select * from ${table} where ${tenant} = $1 limit 1`, [world.organisation.id]);
    if (!rows[0]) throw new Error(`The ministry has no row in ${table}: give it one in makeWorld, or nothing is proven of it.`);
    return rows[0];
  };

  /** Adds a row like an own one, or changes the own one, so that the column names the given id. */
  async function forge(kind: 'insert' | 'update', { table, column }: ParentColumn, id: string): Promise<string> {
    const row = await rowOf(table, own);
    const key = 'id' in row ? 'id' : column;
    if (kind === 'update') return outcome(`update ${table} set ${column} = '${id}' where ${key} = '${String(row[key])}'`);
    const forged = { ...row, ...('id' in row && { id: randomUUID() }), [column]: id };
    return outcome(`insert into ${table} select * from json_populate_record(null::${table}, ${pg.escapeLiteral(JSON.stringify(forged))})`);
  }

  it('is refused for each, and an absent one alike', { timeout: 60_000 }, async () => {
    const let_in: string[] = [];
    for (const place of walled()) {
      const present = String((await rowOf(place.table, own))[place.column] ?? (await rowOf(place.parent, own))['id']);
      const foreign = String((await rowOf(place.parent, rival))['id']);
      for (const kind of ['insert', 'update'] as const) {
        const name = `${kind} ${place.table}.${place.column}`;
        const control = await forge(kind, place, present);
        const [real, none] = [await forge(kind, place, foreign), await forge(kind, place, randomUUID())];
        // A key in the way shows that the wall let it through; a right that is missing for all shows nothing and needs nothing.
        if (control.startsWith('42501') && !control.includes('permission denied'))
          let_in.push(`${name} is refused with the own row: ${control}`);
        if (!real.startsWith('42501')) let_in.push(`${name}: ${real}`);
        if (real !== none) let_in.push(`${name} tells: ${real} ≠ ${none}`);
      }
    }
    expect(let_in).toEqual([]);
  });

  it('is let in wherever the policy is taken away, so that its absence is seen', { timeout: 60_000 }, async () => {
    const { rows } = await portal.superuser.query<{ table: string; name: string; check: string }>(
      `select tablename as table, policyname as name, with_check as check from pg_policies where policyname like 'parent\\_%' order by 1, 2`,
    );
    expect(rows.length).toBeGreaterThan(20);
    const unnoticed: string[] = [];
    for (const { table, name, check } of rows) {
      const [, column, kind] = /^parent_(\w+)_(insert|update)$/.exec(name)! as unknown as [string, string, 'insert' | 'update'];
      const place = columns.find(one => one.table === table && one.column === column);
      if (!place) {
        unnoticed.push(`${table}.${column} is no column of an entity`);
        continue;
      }
      const foreign = String((await rowOf(place.parent, rival))['id']);
      const before = await forge(kind, place, foreign);
      await portal.superuser.query(`alter policy ${name} on ${table} with check (true)`);
      const after = await forge(kind, place, foreign);
      await portal.superuser.query(`alter policy ${name} on ${table} with check (${check})`);
      if (before.includes('permission denied')) continue;
      if (!before.startsWith('42501') || after === before) unnoticed.push(`${kind} ${table}.${column}: ${after}`);
    }
    expect(unnoticed).toEqual([]);
  });
});

describe('through the API', () => {
  /** Ids of the open directory: anybody may be named there. What that must not open, isolation.test.ts says. */
  const DIRECTORY = ['organisationId', 'granteeOrganisationId', 'parentId', 'successorId', 'userId', 'targetId'];
  /** Names that mean something else in one input. */
  const MEANING: Record<string, Record<string, string>> = {
    'Mutation.saveAnswer': { featureId: 'surveyFeatureId' },
    'Mutation.saveAnswers': { featureId: 'surveyFeatureId' },
    'Mutation.delegateRows': { featureId: 'surveyFeatureId' },
    'Mutation.changeDelegation': { featureId: 'surveyFeatureId' },
    'Mutation.askAboutRow': { featureId: 'surveyFeatureId' },
    'Mutation.returnRows': { featureId: 'surveyFeatureId' },
    'Mutation.askColleagues': { featureId: 'surveyFeatureId' },
    'Mutation.sendBackRows': { featureId: 'surveyFeatureId' },
    'Mutation.applyMonitoringImport': { replaceItemId: 'monitoringItemId' },
  };

  it('is refused for each id that a mutation takes, and an absent one alike; nothing is changed', { timeout: 60_000 }, async () => {
    const before = await rowsOf([own, rival]);
    const faults: string[] = [];
    const named = new Set<string>();
    for (const { kind, name, field } of rootFieldsOf(await portalSchema())) {
      if (kind !== 'mutation' || /signIn|signOut|switchOrganisation|changePassword/.test(name)) continue;
      const meaning = (id: string): string => MEANING[name]?.[id] ?? id;
      const asked = new Set<string>();
      operationOn(kind, field, undefined, id => {
        asked.add(id);
        return ABSENT_ID;
      });
      for (const forged of asked) {
        named.add(forged);
        if (DIRECTORY.includes(forged)) continue;
        if (!own.ids[meaning(forged)]) {
          faults.push(`${name} takes ${forged}: give the world such a row`);
          continue;
        }
        const answer = async (id: string | undefined): Promise<string> => {
          const { query, variables } = operationOn(kind, field, undefined, each =>
            each === forged ? id : DIRECTORY.includes(each) ? own.organisation.id : own.ids[meaning(each)],
          );
          const { data, errors } = await own.person.ask(query, variables);
          if (data) return 'done';
          const { code, field: at = '' } = errors![0]!.extensions;
          return `${code} ${at as string} ${errors![0]!.message}`;
        };
        const [real, none] = [await answer(rival.ids[meaning(forged)]), await answer(ABSENT_ID)];
        if (!/^(NOT_FOUND|BAD_USER_INPUT|FORBIDDEN) /.test(real)) faults.push(`${name} with another’s ${forged}: ${real}`);
        if (real !== none) faults.push(`${name} tells of ${forged}: ${real} ≠ ${none}`);
      }
    }
    expect(faults).toEqual([]);
    expect(named.size).toBeGreaterThan(8);
    expect(await rowsOf([own, rival])).toEqual(before);
  });

  /** Everything that the ministries have, but for what only says when somebody was here. */
  async function rowsOf(worlds: World[]): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const table of new Set(columns.map(column => column.table))) {
      const { rows } = await portal.superuser.query<{ hash: string }>(
        `select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as hash from ${table} t where tenant_id = any ($1)`,
        [worlds.map(({ organisation }) => organisation.id)],
      );
      found[table] = rows[0]!.hash;
    }
    return found;
  }
});
