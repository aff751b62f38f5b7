import { randomUUID } from 'node:crypto';
import { getNamedType, type GraphQLSchema, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { portalSchema } from '../../server/schema.ts';
import { makeAlertCare, setRule } from '../support/alerts.ts';
import { contractInput, makeHeading, makeVendors } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeMonitoring } from '../support/monitoring.ts';
import { fillIn, makeSystem, openRound } from '../support/survey.ts';
import { ABSENT_ID, operationOn, rootFieldsOf } from './schema-walk.ts';

/** A change starts from the version that the person saw, and never lands on what is absent without a word. */
let portal: TestPortal;
let schema: GraphQLSchema;
let person: Person;
/** Rows of the person's organisation, by the names that arguments have for them. */
let ids: Record<string, string>;

beforeAll(async () => {
  [portal, schema] = [await openPortal(), await portalSchema()];
  const organisation = await portal.organisation(Role.ADMINISTRATOR);
  person = await portal.person(organisation.id, randomUUID(), ...Object.values(Role));
  const system = await makeSystem(person, 1);
  const round = await openRound(person, [organisation.id], system);
  await fillIn(person, round, '0');
  await person.expectData('mutation ($input: SetAttestationRuleInput!) { setAttestationRule(input: $input) { id } }', {
    input: { months: 6, version: 0 },
  });
  await person.expectData('mutation ($input: SetVerdictRuleInput!) { setVerdictRule(input: $input) { id } }', {
    input: { roundId: round.id, version: 0, responseFloorPercent: 80, shrinkPercent: 50, windowMonths: 12, reason: '試行' },
  });
  const { recordCarryOverItem } = await person.expectData<{ recordCarryOverItem: { id: string } }>(
    'mutation ($input: RecordCarryOverItemInput!) { recordCarryOverItem(input: $input) { id } }',
    { input: { text: 'OS 更新のときに修正プログラムを当てる', systemId: system.id } },
  );
  const { startHandover } = await person.expectData<{ startHandover: { id: string } }>(
    'mutation ($input: StartHandoverInput!) { startHandover(input: $input) { id } }',
    { input: { fromAccountId: organisation.as(Role.ADMINISTRATOR).accountId, toAccountId: person.accountId, leavesOn: '2027-03-31' } },
  );
  const { askColleagues } = await person.expectData<{ askColleagues: { id: string } }>(
    'mutation ($input: AskColleaguesInput!) { askColleagues(input: $input) { id } }',
    { input: { roundId: round.id, featureId: round.features[0]!.id, question: '根拠は' } },
  );
  const { delegateRows } = await person.expectData<{ delegateRows: { id: string } }>(
    'mutation ($input: DelegateRowsInput!) { delegateRows(input: $input) { id } }',
    { input: { roundId: round.id, featureIds: [round.features[0]!.id], bureau: '統計局' } },
  );
  const { proposeDecision } = await person.expectData<{ proposeDecision: { id: string } }>(
    'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id } }',
    { input: { roundId: round.id, surveyFeatureId: round.features[0]!.id, kind: 'KEEP', reason: '継続', opportunity: 'NEXT_RENEWAL' } },
  );
  const { informationSystem } = await person.expectData<{ informationSystem: { features: { id: string }[] } }>(
    'query ($id: ID!) { informationSystem(id: $id) { features { id } } }',
    { id: system.id },
  );
  const { createContract } = await person.expectData<{ createContract: { id: string } }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
    { input: contractInput({ systemIds: [system.id], vendorName: '株式会社サンプル', years: [{ fiscalYear: 2026, budgetedYen: 1 }] }) },
  );
  await person.expectData('mutation ($input: MapProductsInput!) { mapProducts(input: $input) { id } }', {
    input: { lines: [{ productName: 'x', version: 0 }], slug: null },
  });
  await person.expectData('mutation ($input: SetRequestCalendarInput!) { setRequestCalendar(input: $input) { version } }', {
    input: { fiscalYear: 2027, version: 0, dueOn: '2026-08-31', cutoffs: [{ name: '会計課へ提出', on: '2026-07-31' }] },
  });
  await person.expectData('mutation ($input: SetReminderRuleInput!) { setReminderRule(input: $input) { id } }', {
    input: { version: 0, coordinatorAfterDays: 3, managerAfterDays: 7, personLimit: 100 },
  });
  await remindOrganisation(portal.doors, organisation.id, new Date(), undefined);
  const { rows: runs } = await portal.superuser.query<{ id: string }>('select id from reminder_run where tenant_id = $1', [
    organisation.id,
  ]);
  await person.importLog(system.id, `month,key,corporateNumber,count\n2025-04,login,${organisation.corporateNumber},1\n`);
  const { usageLogKeys } = await person.expectData<{ usageLogKeys: { items: { id: string }[] } }>(
    'query ($id: ID!) { usageLogKeys(systemId: $id) { items { id } } }',
    { id: system.id },
  );
  await person.expectData('mutation ($input: MarkChecklistPointInput!) { markChecklistPoint(input: $input) { id } }', {
    input: { contractId: createContract.id, fiscalYear: 2027, code: 'REPORT_DAILY', result: 'SETTLED', version: 0 },
  });
  await setRule(person, 'CONTRACT_END_UNKNOWN', { tellsOwners: false });
  const alertId = await makeAlertCare(person, createContract.id);
  const ledgerHeadingId = await makeHeading(person);
  const vendors = await makeVendors(person);
  const monitoring = await makeMonitoring(person, system.id);
  ids = {
    ...monitoring,
    alertId,
    runId: runs[0]!.id,
    keyId: usageLogKeys.items[0]!.id,
    systemId: system.id,
    featureId: informationSystem.features[0]!.id,
    surveyFeatureId: round.features[0]!.id,
    roundId: round.id,
    questionId: askColleagues.id,
    delegationId: delegateRows.id,
    decisionId: proposeDecision.id,
    contractId: createContract.id,
    ledgerHeadingId,
    ...vendors,
    organisationId: organisation.id,
    accountId: organisation.as(Role.ADMINISTRATOR).accountId,
    carryOverItemId: recordCarryOverItem.id,
    handoverId: startHandover.id,
  };
}, 60_000);
afterAll(() => portal.close());

/** Mutations that take no version, each with the reason why none is lost to a later writer. */
const WITHOUT_VERSION: Record<string, string> = {
  signIn: 'changes nothing that two people share',
  signOut: 'changes nothing that two people share',
  switchOrganisation: 'changes nothing that two people share',
  changePassword: 'asks for the present password instead',
  createAccount: 'adds',
  createOrganisation: 'adds',
  createInformationSystem: 'adds',
  createFeature: 'adds',
  createSurveyRound: 'adds',
  recordCarryOverItem: 'adds',
  startHandover: 'adds, one of a person at a time',
  appointAdministrator: 'adds, once',
  grantReading: 'adds',
  revokeReading: 'ends for good, once',
  issueApiToken: 'adds',
  revokeApiToken: 'ends for good, once',
  resetPassword: 'sets what nobody can have seen',
  openAnswerSheet: 'notes that it was opened; the second time changes nothing',
  saveAnswers: 'each answer has its version; those that somebody changed come back as conflicts and stay as they are',
  delegateRows: 'adds',
  proposeDecision: 'adds, one about a feature at a time',
  commentOnDecision: 'adds',
  askAboutRow: 'adds',
  askColleagues: 'adds',
  returnRows: 'only rows of what stands submitted, under a lock',
  returnSubmission: 'only what stands submitted, under a lock',
  importOrganisations: 'the dry run is made anew in the transaction, all or nothing',
  importInformationSystems: 'the dry run is made anew in the transaction, all or nothing',
  createContract: 'adds',
  importContracts: 'the dry run is made anew in the transaction, all or nothing but for rows that the person leaves out',
  saveLedgerHeadings: 'each heading has its version, and one of which somebody said something else stops them all',
  createMonitoringItem: 'adds',
  installCommonItems: 'adds what is missing and leaves what people changed, under a lock',
  createMonitoringTool: 'adds',
  setSystemMonitoring: 'each line has its version, and one that somebody changed stops them all',
  confirmSystemMonitoring: 'names the revision of the list that was looked through, and is refused for another',
  mapMonitoringAlias: 'adds; a text that stands for another item is refused',
  createUnificationPlan: 'adds',
  mapProducts: 'each of its lines takes the version of what was said of its name, see ledger-products.test.ts',
  importFeatures: 'the dry run is made anew in the transaction, all or nothing',
  importAnswers: 'the dry run is made anew in the transaction, under a lock',
  remindMinistries: 'adds, once a day',
  sendAlertTest: 'adds, under a lock',
  sendMailAgain: 'only a mail that came to no good end, which it then is not any more',
  registerSubmission: 'adds to what was registered, under a lock',
};

const mutations = () => rootFieldsOf(schema).filter(({ kind }) => kind === 'mutation');
const nameOf = ({ name }: { name: string }): string => name.replace('Mutation.', '');

function takesVersion({ field }: ReturnType<typeof mutations>[number]): boolean {
  const input = getNamedType(field.args.find(({ name }) => name === 'input')?.type);
  return isInputObjectType(input) && 'version' in input.getFields();
}

/** The mutation as it would be asked for the own rows, with a version of one's choice. */
function changing(mutation: ReturnType<typeof mutations>[number], version: number) {
  const { query, variables } = operationOn('mutation', mutation.field, undefined, name =>
    // A feature of a round is meant where an answer is saved, sent back or delegated.
    /saveAnswer|sendBackRows|Delegation/.test(mutation.name) && name === 'featureId' ? ids['surveyFeatureId'] : ids[name],
  );
  return { query, variables: { input: { ...(variables['input'] as object), version } } };
}

describe('every mutation', () => {
  it('takes the version it starts from, or has a reason not to', () => {
    expect(
      mutations()
        .filter(one => !takesVersion(one))
        .map(nameOf)
        .toSorted(),
    ).toEqual(Object.keys(WITHOUT_VERSION).toSorted());
  });

  it('that takes a version refuses another one than the present, and says which that is', { timeout: 60_000 }, async () => {
    const faults: string[] = [];
    const versioned = mutations().filter(takesVersion);
    expect(versioned.length).toBeGreaterThan(15);
    for (const mutation of versioned) {
      for (const version of [-1, 99]) {
        const { query, variables } = changing(mutation, version);
        const { data, errors } = await person.ask(query, variables);
        const { code, type, id, currentVersion } = errors?.[0]?.extensions ?? { code: 'none' };
        const table = String(type)
          .replaceAll(/(?!^)[A-Z]/g, letter => `_${letter}`)
          .toLowerCase();
        const present =
          code === 'CONFLICT'
            ? (await portal.superuser.query<{ version: number }>(`select version from ${table} where id = $1`, [id])).rows[0]
            : null;
        if (data || !present || currentVersion !== present.version)
          faults.push(`${nameOf(mutation)} from version ${version}: ${code}, ${String(currentVersion)} of ${table}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('about something that is not there is an error', { timeout: 60_000 }, async () => {
    const done: string[] = [];
    for (const mutation of mutations()) {
      let named = false;
      const { query, variables } = operationOn('mutation', mutation.field, undefined, () => {
        named = true;
        return ABSENT_ID;
      });
      if (!named) continue;
      const { data, errors } = await person.ask(query, variables);
      if (data || !/^(NOT_FOUND|BAD_USER_INPUT|FORBIDDEN)$/.test(errors![0]!.extensions.code))
        done.push(`${nameOf(mutation)}: ${JSON.stringify(data ?? errors)}`);
    }
    expect(done).toEqual([]);
  });
});

describe('every entity', () => {
  /** Tables that change without a version, each with its reason. */
  const UNVERSIONED: Record<string, string> = {
    contract_system: 'is replaced as a list, under the version of its contract',
    contract_year: 'is replaced as a list, under the version of its contract',
    credential: 'is set, not edited',
    api_token: 'is revoked once',
    handover_item: 'is taken over once, under the version of its hand-over',
    idempotent_request: 'is written by the transaction that claimed it',
    job_heartbeat: 'is written by jobs, of which the last one holds',
    monitoring_import_line: 'is decided on under the version of its import',
    product: 'is replaced by the snapshot in force, one import at a time',
    reading_grant: 'ends once',
    reminder: 'is told once, with the mail that tells it',
    reminder_mail: 'is in one try’s hands at a time, by its claim',
    session: 'is written by one browser',
    sign_in_attempt: 'is counted by one statement',
    submission: 'only its return is noted, under the lock of its sheet',
    system_contact: 'is replaced as a list, under the version of its system',
    usage_log: 'is replaced month by month by imports, of which the last one holds',
  };

  it('that can be changed has a version, or a reason not to', async () => {
    const { rows } = await portal.superuser.query<{ table: string }>(
      `select distinct table_name as table from information_schema.column_privileges
       where privilege_type = 'UPDATE' and table_schema = 'public' and grantee in ('portal_app', 'portal_sign_in')
         and not exists (select from information_schema.columns c where c.table_name = column_privileges.table_name and c.column_name = 'version')`,
    );
    expect(rows.map(({ table }) => table).toSorted()).toEqual(Object.keys(UNVERSIONED).toSorted());
  });
});

describe('inputs', () => {
  /** Columns that the server fills in, and the inputs that may name them nevertheless, with the reason. */
  const ALLOWED: Record<string, string> = {
    'CreateAccountInput.roles': 'an administrator gives roles in the own organisation',
    'UpdateAccountInput.roles': 'an administrator gives roles in the own organisation',
    'GrantReadingInput.role': 'a grant names the role that it opens to',
    'CreateInformationSystemInput.lifecycleState': 'where a system stands is said by its owner',
    'UpdateInformationSystemInput.lifecycleState': 'where a system stands is said by its owner',
    'InformationSystemFilter.lifecycleState': 'a filter',
    'SurveyRoundFilter.state': 'a filter',
    'SetAlertRuleInput.roles': 'whom of the own organisation a mail goes to; gives nobody a role',
    'SystemMonitoringEntry.state': 'whether a system watches an item is said by its owner',
  };

  it('never name a column of any entity that says whose, as which role, in which state, when or by whom', () => {
    const kept = new Set(['roles', 'actorId', 'createdBy', 'updatedBy']);
    const entities = portal.doors.app.getMetadata().getAll() as unknown as Map<unknown, { properties: Record<string, ColumnFacts> }>;
    for (const { properties } of entities.values()) {
      for (const { name, columnTypes, kind, enum: isEnum } of Object.values(properties)) {
        const owner = columnTypes?.[0] === 'uuid' && kind === 'scalar' && !['id', 'accountId', 'organisationId', 'roundId'].includes(name);
        const state = isEnum === true && /role|state$/i.test(name);
        if (owner || state || columnTypes?.[0] === 'timestamptz' || name.endsWith('ByName')) kept.add(name);
      }
    }
    expect([...kept]).toEqual(
      expect.arrayContaining(['tenantId', 'runnerId', 'state', 'role', 'submittedAt', 'answeredByName', 'createdAt']),
    );
    const named = Object.values(schema.getTypeMap()).flatMap(type =>
      isInputObjectType(type) ? Object.keys(type.getFields()).flatMap(field => (kept.has(field) ? [`${type.name}.${field}`] : [])) : [],
    );
    expect(named.toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it('are taken as they are described: what they do not list is refused', async () => {
    for (const extra of [{ tenantId: ABSENT_ID }, { state: 'PUBLISHED' }, { createdAt: '2020-01-01T00:00:00Z' }, { id: ABSENT_ID }]) {
      const input = { systemId: ids['systemId'], code: randomUUID(), name: '機能', majorGroup: '申請', ...extra };
      const { data, errors } = await person.ask('mutation ($input: CreateFeatureInput!) { createFeature(input: $input) { id } }', {
        input,
      });
      expect([extra, data ?? null, errors?.[0]?.extensions.code]).toEqual([extra, null, 'BAD_USER_INPUT']);
    }
  });
});

interface ColumnFacts {
  name: string;
  kind: string;
  columnTypes?: string[];
  enum?: boolean;
}
