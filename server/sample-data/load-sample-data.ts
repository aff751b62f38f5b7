import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { hashPassword } from '../access/password.ts';
import { Role } from '../access/role.ts';
import { normaliseLogin } from '../access/sign-in.ts';
import type { Viewer } from '../access/viewer.ts';
import { Account, Membership } from '../account/entity.ts';
import { establishOperator } from '../command/operator.ts';
import type { Context } from '../context.ts';
import { type Doors, ownDoor } from '../database/doors.ts';
import type { Login } from '../database/start-database.ts';
import { Feature } from '../feature/entity.ts';
import { InformationSystem, SystemContact, SystemContactKind } from '../information-system/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import type { Act } from './act.ts';
import { SAMPLE_ACCOUNTS, SAMPLE_ADMINISTRATOR, SAMPLE_PASSWORD } from './accounts.ts';
import { loadSampleHandovers } from './handovers.ts';
import { loadSampleRecords } from './records.ts';
import { loadSampleContracts } from './contracts.ts';
import { loadSampleLifeCycles } from './life-cycles.ts';
import { loadSampleMonitoring } from './monitoring.ts';
import { loadSampleMonitoringImport } from './monitoring-import.ts';
import { SAMPLE_OPERATOR, SAMPLE_ORGANISATIONS } from './organisations.ts';
import { loadSampleRounds } from './rounds.ts';
import { SAMPLE_SYSTEMS } from './systems.ts';
import { loadSampleUsageLogs } from './usage-logs.ts';

/**
 * Fills an empty portal with real names of ministries and made-up systems, people and answers, all marked サンプル.
 * A portal that has an operator is left as it is.
 *
 * @returns whether anything was loaded
 */
export async function loadSampleData(owner: Login, doors: Doors): Promise<boolean> {
  const [{ empty }] = await doors.signIn.em.fork().execute<[{ empty: boolean }]>('select not exists (select from organisation) as empty');
  if (!empty) return false;
  const administrator = await establishOperator(owner, doors, { ...SAMPLE_OPERATOR, administrator: SAMPLE_ADMINISTRATOR });
  const act: Act = (viewer, work) =>
    ownDoor(doors, viewer, 'loadSampleData', '').transactional(em => work({ em, viewer } as unknown as Context));

  const organisations = await act(administrator, ({ em }) => createOrganisations(em));
  const operator: Viewer = { ...administrator, roles: [Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER], name: '全体　花子（サンプル）' };
  const passwordHash = await hashPassword(SAMPLE_PASSWORD, 'password');
  for (const organisation of organisations) {
    const accounts = SAMPLE_ACCOUNTS.filter(account => account.organisation === organisation.shortName);
    // 会計検査院 stays without a coordinator, so that the portal has one to point at.
    const staff = accounts.length || organisation.shortName === '検査院' ? accounts : [coordinatorOf(organisation)];
    await act({ ...operator, organisationId: organisation.id }, ({ em }) => createAccounts(em, staff, passwordHash));
  }
  // From here on the portfolio manager acts, who so comes to be in charge of the rounds.
  operator.accountId = (await act(operator, ({ em }) => em.findOneOrFail(Account, { login: 'pmo@digital.example' }))).id;
  const systems = await act(operator, ({ em }) => createSystems(em, organisations));
  await loadSampleRecords(act, operator, systems, organisations);
  await loadSampleContracts(act, operator, organisations);
  await loadSampleLifeCycles(act, operator);
  await loadSampleMonitoring(act, operator, organisations);
  await loadSampleMonitoringImport(act, operator);
  await loadSampleUsageLogs(act, operator, systems, organisations);
  await loadSampleRounds(act, operator, systems, organisations);
  await loadSampleHandovers(act, operator, systems);
  return true;
}

const coordinatorOf = ({ corporateNumber, shortName }: Organisation): (typeof SAMPLE_ACCOUNTS)[number] => ({
  organisation: shortName,
  login: `coordinator@${corporateNumber}.example`,
  name: '取纏　次子（サンプル）',
  department: '大臣官房（サンプル）',
  roles: [Role.COORDINATOR, Role.RESPONDENT],
});

/** In protocol order, the operator included. */
async function createOrganisations(em: EntityManager): Promise<Organisation[]> {
  const made = new Map<string, Organisation>();
  for (const [corporateNumber, name, nameEn, shortName, kana, protocolOrder, parentNumber] of SAMPLE_ORGANISATIONS) {
    const parent = parentNumber ? ref(made.get(parentNumber)!) : null;
    made.set(corporateNumber, em.create(Organisation, { corporateNumber, name, nameEn, shortName, kana, protocolOrder, parent }));
    await em.flush();
  }
  return em.find(Organisation, {}, { orderBy: { protocolOrder: 'asc', createdAt: 'asc' } });
}

async function createAccounts(em: EntityManager, staff: readonly (typeof SAMPLE_ACCOUNTS)[number][], passwordHash: string): Promise<void> {
  for (const { login, name, department, roles, unreachable } of staff) {
    const account = em.create(Account, {
      login: normaliseLogin(login),
      name,
      department,
      email: unreachable ? null : login,
      passwordSetAt: new Date(),
    });
    for (const role of roles) em.create(Membership, { account: ref(account), role });
    await em.flush();
    await em.execute('insert into credential (account_id, password_hash) values (?, ?)', [account.id, passwordHash]);
  }
}

async function createSystems(em: EntityManager, organisations: readonly Organisation[]): Promise<InformationSystem[]> {
  const systems: InformationSystem[] = [];
  const vendor = await em.findOneOrFail(Account, { login: 'vendor@supplier.example' });
  const pjmo = await em.findOneOrFail(Account, { login: 'pjmo@digital.example' });
  for (const { features, prefix, ...description } of SAMPLE_SYSTEMS) {
    const system = em.create(InformationSystem, {
      ...description,
      userIds: organisations.map(({ id }) => id),
      vendorAccountIds: prefix === 'TRV' ? [pjmo.id, vendor.id] : [pjmo.id],
    });
    em.create(SystemContact, {
      system: ref(system),
      kind: SystemContactKind.PJMO,
      unit: 'デジタル庁 共通システム担当（サンプル）',
      personName: '推進　次郎（サンプル）',
      email: 'pjmo@digital.example',
      account: ref(pjmo),
      position: 0,
    });
    em.create(SystemContact, {
      system: ref(system),
      kind: SystemContactKind.OPERATING_DIVISION,
      unit: '各府省 大臣官房会計課（サンプル）',
      position: 1,
    });
    if (prefix === 'TRV')
      em.create(SystemContact, {
        system: ref(system),
        kind: SystemContactKind.VENDOR,
        unit: '株式会社サンプル情報',
        account: ref(vendor),
        position: 2,
      });
    let position = 0;
    Object.entries(features).forEach(([majorGroup, middle], group) => {
      const listed = Object.entries(middle).flatMap(([middleGroup, names]) => names.map(name => ({ middleGroup, name })));
      listed.forEach(({ middleGroup, name }, index) => {
        const code = `${prefix}-${String(group + 1).padStart(2, '0')}-${String(index + 1).padStart(2, '0')}`;
        em.create(Feature, { system: ref(system), code, name, majorGroup, middleGroup, position: position++ });
      });
    });
    systems.push(system);
  }
  await em.flush();
  return systems;
}
