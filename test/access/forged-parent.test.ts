import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { portalSchema } from '../../server/schema.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { changeRound, fillInAndSubmit, inDays, makeFeature, makeSystem, openRound } from '../support/survey.ts';
import { ABSENT_ID, operationOn, rootFieldsOf } from './schema-walk.ts';

/** Nothing hangs on another ministry's row: naming one is refused, and answered like naming none. */
let portal: TestPortal;
let own: World;
let rival: World;
let columns: ParentColumn[];

beforeAll(async () => {
  portal = await openPortal();
  [own, rival] = [await makeWorld(), await makeWorld()];
  columns = parentColumns();
}, 60_000);
afterAll(() => portal.close());

/** A ministry that has a row in every table that hangs on another one, and nothing to do with others. */
interface World {
  organisation: TestOrganisation;
  /** Somebody with every role. */
  person: Person;
  /** Rows by the names that arguments of the API have for them. */
  ids: Record<string, string>;
}

async function makeWorld(): Promise<World> {
  const organisation = await portal.organisation(Role.ADMINISTRATOR);
  const person = await portal.person(organisation.id, randomUUID(), ...Object.values(Role));
  const system = await makeSystem(person, 2);
  const { setSystemContacts } = await person.expectData<{ setSystemContacts: { version: number } }>(
    'mutation ($input: SetSystemContactsInput!) { setSystemContacts(input: $input) { version } }',
    { input: { systemId: system.id, version: 1, contacts: [{ kind: 'PJMO', unit: '推進室', accountId: person.accountId }] } },
  );
  await person.expectData('mutation ($input: ConfirmInformationSystemInput!) { confirmInformationSystem(input: $input) { id } }', {
    input: { systemId: system.id, version: setSystemContacts.version },
  });
  const published = await openRound(person, [organisation.id], system);
  await fillInAndSubmit(person, published, '01');
  await changeRound(person, 'closeSurveyRound', published.id);
  await changeRound(person, 'publishSurveyRound', published.id, { sharing: 'ALL_ROWS' });
  const open = await openRound(person, [organisation.id], system);
  const { askAboutRow } = await person.expectData<{ askAboutRow: { id: string } }>(
    'mutation ($input: AskAboutRowInput!) { askAboutRow(input: $input) { id } }',
    { input: { roundId: published.id, organisationId: organisation.id, featureId: published.features[0]!.id, question: '根拠は' } },
  );
  const { delegateRows } = await person.expectData<{ delegateRows: { id: string } }>(
    'mutation ($input: DelegateRowsInput!) { delegateRows(input: $input) { id } }',
    { input: { roundId: open.id, featureIds: [open.features[0]!.id], bureau: '統計局' } },
  );
  const late = await makeFeature(person, system.id, 'LATE');
  const { grantReading } = await person.expectData<{ grantReading: { id: string } }>(
    'mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }',
    { input: { granteeOrganisationId: portal.operator.organisationId, role: 'AUDITOR' } },
  );
  await portal.operator.expectData('mutation ($input: RenameOrganisationInput!) { renameOrganisation(input: $input) { id } }', {
    input: {
      organisationId: organisation.id,
      version: 1,
      name: '改称省',
      nameEn: 'Renamed',
      shortName: '改',
      kana: '',
      validFrom: inDays(0),
      reason: '改称',
    },
  });
  const { startHandover } = await person.expectData<{ startHandover: { id: string; items: { id: string }[] } }>(
    'mutation ($input: StartHandoverInput!) { startHandover(input: $input) { id items { id } } }',
    {
      input: { fromAccountId: organisation.as(Role.ADMINISTRATOR).accountId, toAccountId: person.accountId, leavesOn: inDays(9) },
    },
  );
  await person.expectData('mutation ($input: SetVerdictRuleInput!) { setVerdictRule(input: $input) { id } }', {
    input: { roundId: open.id, version: 0, responseFloorPercent: 90, shrinkPercent: 50, windowMonths: 12, reason: '試行' },
  });
  const { issueApiToken } = await person.expectData<{ issueApiToken: { token: { id: string } } }>(
    'mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { token { id } } }',
    { input: { name: '夜間バッチ', scope: 'USAGE_LOG_IMPORT', validUntil: inDays(1) } },
  );
  const { proposeDecision } = await person.expectData<{ proposeDecision: { id: string } }>(
    'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id } }',
    { input: { roundId: open.id, surveyFeatureId: open.features[0]!.id, kind: 'KEEP', reason: '継続', opportunity: 'NEXT_RENEWAL' } },
  );
  const fileId = await person.upload('list.csv', Buffer.from('機能コード,利用状況,大分類,機能名\nF-1,業務を全て遂行,申請,機能\n'));
  await portal.superuser.query(
    `with k as (insert into usage_log_key (tenant_id, system_id, key) values ($1, $2, 'login') returning *),
      i as (insert into usage_log_import (tenant_id, system_id, imported_by_name, row_count, new_count, changed_count, unchanged_count, refused_count, unmapped_count, months)
        values ($1, $2, '担当', 1, 1, 0, 0, 0, 0, array['2026-04']))
     insert into usage_log (key_id, tenant_id, organisation_id, fiscal_year, counts, users)
     select id, tenant_id, tenant_id, 2026, array_fill(1::bigint, array[12]), array_fill(1, array[12]) from k`,
    [organisation.id, system.id],
  );
  await portal.superuser.query(
    `alter table account disable trigger all; update account set email = 'person@mail.example'; alter table account enable trigger all`,
  );
  await person.expectData('mutation ($input: RemindMinistriesInput!) { remindMinistries(input: $input) { canAsk } }', {
    input: { roundId: open.id },
  });
  await person.expectData('mutation ($input: SetReminderRuleInput!) { setReminderRule(input: $input) { id } }', {
    input: { version: 0, coordinatorAfterDays: 3, managerAfterDays: 7, personLimit: 100 },
  });
  await remindOrganisation(portal.doors, organisation.id, new Date(), undefined);
  const { rows: mails } = await portal.superuser.query<{ id: string; runId: string }>(
    'select id, run_id as "runId" from reminder_mail where tenant_id = $1',
    [organisation.id],
  );
  const [logKey] = (await portal.superuser.query<{ id: string }>('select id from usage_log_key where system_id = $1', [system.id]))
    .rows as [{ id: string }];
  // Whoever names version 1, as the walk of the schema does, is to be heard on the rest of what it names.
  for (const table of ['information_system', 'feature', 'survey_round', 'answer_sheet', 'account', 'handover', 'feature_decision'])
    await portal.superuser.query(
      `alter table ${table} disable trigger all; update ${table} set version = 1; alter table ${table} enable trigger all`,
    );
  const ids = {
    systemId: system.id,
    featureId: late.id,
    surveyFeatureId: open.features[0]!.id,
    roundId: open.id,
    accountId: person.accountId,
    grantId: grantReading.id,
    handoverId: startHandover.id,
    itemId: startHandover.items[0]!.id,
    fromAccountId: person.accountId,
    toAccountId: organisation.as(Role.ADMINISTRATOR).accountId,
    questionId: askAboutRow.id,
    delegationId: delegateRows.id,
    decisionId: proposeDecision.id,
    runId: mails[0]!.runId,
    mailId: mails[0]!.id,
    fileId,
    tokenId: issueApiToken.token.id,
    keyId: logKey.id,
  };
  return { organisation, person, ids };
}

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
