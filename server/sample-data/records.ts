import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import type { Viewer } from '../access/viewer.ts';
import { Account, ReadingGrant } from '../account/entity.ts';
import { Attestation, AttestationSubject } from '../attestation/entity.ts';
import {
  InformationSystem,
  LifecycleState,
  SystemClass,
  SystemContact,
  SystemContactKind,
  SystemProfile,
} from '../information-system/entity.ts';
import { contentOf } from '../information-system/record.ts';
import { Organisation } from '../organisation/entity.ts';
import { today } from '../scalars.ts';
import type { Act } from './act.ts';

/** A made-up system that one ministry keeps for itself, recorded more or less well. */
interface OwnSystem {
  organisation: string;
  code: string;
  name: string;
  nameEn: string;
  description?: string;
  systemClass?: SystemClass;
  profile?: SystemProfile;
  lifecycleState: LifecycleState;
  operationStartsOn?: string;
  replacementOn?: string;
  retiresOn?: string;
  contacts: SystemContactKind[];
  /** Days since the record was confirmed; never when left out. */
  confirmedDaysAgo?: number;
}

const { PJMO, OPERATING_DIVISION, SECURITY_OFFICER } = SystemContactKind;
const MADE_UP = '架空のシステムです（サンプル）。';

const OWN_SYSTEMS: readonly OwnSystem[] = [
  {
    organisation: '財務',
    code: '財務-001',
    name: '国有財産台帳システム（サンプル）',
    nameEn: 'State property ledger (sample)',
    description: MADE_UP,
    systemClass: SystemClass.MINISTRY,
    profile: SystemProfile.III,
    lifecycleState: LifecycleState.IN_OPERATION,
    operationStartsOn: '2018-10-01',
    replacementOn: inDays(500),
    contacts: [PJMO, OPERATING_DIVISION, SECURITY_OFFICER],
    confirmedDaysAgo: 40,
  },
  {
    organisation: '財務',
    code: '財務-002',
    name: '統計公表システム（サンプル）',
    nameEn: 'Statistics publication (sample)',
    systemClass: SystemClass.MINISTRY,
    lifecycleState: LifecycleState.BEING_REPLACED,
    operationStartsOn: '2015-04-01',
    replacementOn: inDays(-20),
    contacts: [PJMO],
    confirmedDaysAgo: 300,
  },
  {
    organisation: '国税庁',
    code: '国税-001',
    name: '申告相談予約システム（サンプル）',
    nameEn: 'Consultation booking (sample)',
    lifecycleState: LifecycleState.PLANNED,
    contacts: [],
  },
  {
    organisation: '総務',
    code: '総務-001',
    name: '無線局申請受付システム（サンプル）',
    nameEn: 'Radio station applications (sample)',
    description: MADE_UP,
    systemClass: SystemClass.MINISTRY,
    profile: SystemProfile.II,
    lifecycleState: LifecycleState.IN_OPERATION,
    operationStartsOn: '2020-04-01',
    contacts: [PJMO, OPERATING_DIVISION],
    confirmedDaysAgo: 250,
  },
  {
    organisation: '総務',
    code: '総務-002',
    name: '地域統計集計システム（サンプル）',
    nameEn: 'Regional statistics (sample)',
    lifecycleState: LifecycleState.RETIRED,
    retiresOn: '2024-03-31',
    contacts: [],
  },
];

/** Ministries whose systems the sample portfolio manager may read. */
const GRANTING = ['財務', '国税庁', '厚労'];

/** Owners, confirmations (fresh, expired, none), and ministries with systems of their own, some of which grant reading. */
export async function loadSampleRecords(
  act: Act,
  operator: Viewer,
  shared: readonly InformationSystem[],
  organisations: readonly Organisation[],
): Promise<void> {
  await act({ ...operator, name: '推進　次郎（サンプル）' }, async ({ em }) => {
    const owner = await em.findOneOrFail(Account, { login: 'pjmo@digital.example' });
    const [travel, documents, , applications] = await em.find(
      InformationSystem,
      { id: { $in: shared.map(({ id }) => id) } },
      { orderBy: { code: 'asc' } },
    );
    for (const system of [travel!, documents!]) {
      em.assign(system, { owner: ref(owner), replacementOn: inDays(system === travel ? 430 : 160) });
      addContacts(em, system, [SECURITY_OFFICER]);
    }
    await em.flush();
    await confirm(em, travel!, 30);
    await confirm(em, documents!, 240);
    await confirm(em, applications!, 170);
    // Changed after it was confirmed, so that the page has something to show.
    em.assign(travel!, { description: `${travel!.description}航空券の手配を含みます。` });
  });
  for (const organisation of organisations) {
    const viewer = { ...operator, organisationId: organisation.id, name: '所管　担当（サンプル）' };
    const own = OWN_SYSTEMS.filter(system => system.organisation === organisation.shortName);
    if (own.length) await act(viewer, ({ em }) => createOwnSystems(em, own, organisation));
    if (GRANTING.includes(organisation.shortName))
      await act(viewer, async ({ em }) => {
        em.create(ReadingGrant, {
          grantee: em.getReference(Organisation, operator.organisationId, { wrapped: true }),
          role: Role.PORTFOLIO_MANAGER,
        });
      });
  }
}

async function createOwnSystems(em: EntityManager, systems: readonly OwnSystem[], organisation: Organisation): Promise<void> {
  for (const { organisation: _, contacts, confirmedDaysAgo, ...description } of systems) {
    const owner = await em.findOne(Account, { tenantId: organisation.id }, { orderBy: { login: 'asc' } });
    const complete = contacts.length === 3;
    const system = em.create(InformationSystem, {
      ...description,
      userIds: contacts.length ? [organisation.id] : [],
      owner: owner && complete ? ref(owner) : null,
    });
    addContacts(em, system, contacts);
    await em.flush();
    if (confirmedDaysAgo !== undefined) await confirm(em, system, confirmedDaysAgo);
  }
}

function addContacts(em: EntityManager, system: InformationSystem, kinds: readonly SystemContactKind[]): void {
  const units: Partial<Record<SystemContactKind, string>> = {
    [PJMO]: '情報システム室（サンプル）',
    [OPERATING_DIVISION]: '業務課（サンプル）',
    [SECURITY_OFFICER]: '情報システムセキュリティ責任者（サンプル）',
  };
  kinds.forEach((kind, place) => em.create(SystemContact, { system: ref(system), kind, unit: units[kind]!, position: 10 + place }));
}

async function confirm(em: EntityManager, system: InformationSystem, daysAgo: number): Promise<void> {
  em.create(Attestation, {
    subject: AttestationSubject.INFORMATION_SYSTEM,
    subjectId: system.id,
    confirmedAt: new Date(Date.now() - daysAgo * 86_400_000),
    confirmedByName: '推進　次郎（サンプル）',
    content: await contentOf(em, system),
  });
  await em.flush();
}

function inDays(days: number): string {
  return today(new Date(Date.now() + days * 86_400_000));
}
