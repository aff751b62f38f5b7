import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { makeFeature, makeSystem, openRound } from '../support/survey.ts';

const CREATE = 'mutation ($input: CreateInformationSystemInput!) { createInformationSystem(input: $input) { id code version } }';
const UPDATE = 'mutation ($input: UpdateInformationSystemInput!) { updateInformationSystem(input: $input) { name version users { id } } }';
const CONTACTS = `mutation ($input: SetSystemContactsInput!) { setSystemContacts(input: $input) {
  version contacts { kind unit personName account { name } } } }`;
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

let portal: TestPortal;
let provider: TestOrganisation;
let user: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  provider = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.VENDOR);
  user = await portal.organisation(Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

const pmo = () => provider.as(Role.PORTFOLIO_MANAGER);
const system = (input = {}) => ({ code: 'SYS', name: '文書管理', lifecycleState: 'IN_OPERATION', userIds: [], ...input });
const codesSeen = async (organisation: TestOrganisation): Promise<string[]> => {
  const { informationSystems } = await organisation
    .as(Role.PORTFOLIO_MANAGER)
    .expectData<{ informationSystems: { items: { code: string }[] } }>('{ informationSystems { items { code } } }');
  return informationSystems.items.map(({ code }) => code);
};

describe('createInformationSystem', () => {
  it('shows a system to its provider and its users', async () => {
    await makeSystem(pmo(), 0, { code: 'OWN' });
    await makeSystem(pmo(), 0, { code: 'SHARED', userIds: [user.id] });
    expect(await codesSeen(provider)).toEqual(expect.arrayContaining(['OWN', 'SHARED']));
    expect(await codesSeen(user)).toEqual(['SHARED']);
  });

  it.each([
    ['code', { code: ' ' }],
    ['code', { code: 'x'.repeat(101) }],
    ['name', { name: '' }],
    ['retiresOn', { operationStartsOn: '2027-04-01', retiresOn: '2027-03-31' }],
    ['operationStartsOn', { plannedOn: '2027-04-02', operationStartsOn: '2027-04-01' }],
    ['retiresOn', { plannedOn: '2027-04-02', retiresOn: '2027-04-01' }],
    ['replacementOn', { operationStartsOn: '2027-04-01', replacementOn: '2027-03-31' }],
    ['userIds', { userIds: [UNKNOWN] }],
  ])('refuses %s of %j', async (field, input) => {
    expect(await pmo().expectRefusal(CREATE, { input: system({ code: 'REFUSED', ...input }) })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field },
    });
  });

  it('takes days that fall on one, and says of others which is wrong and what would do', async () => {
    const day = '2027-04-01';
    await pmo().expectData(CREATE, {
      input: system({ code: 'ONE-DAY', plannedOn: day, operationStartsOn: day, replacementOn: day, retiresOn: day }),
    });
    const early = system({ code: 'REFUSED', operationStartsOn: day, retiresOn: '2027-03-31' });
    expect(await pmo().expectRefusal(CREATE, { input: early }, { 'accept-language': 'ja' })).toMatchObject({
      message: '廃止予定日（2027-03-31）が運用開始日（2027-04-01）より前です。2027-04-01以後の日付にしてください。',
    });
  });

  it('takes a code once within the provider, and again elsewhere', async () => {
    await pmo().expectData(CREATE, { input: system({ code: 'ONCE' }) });
    const refusal = await pmo().expectRefusal(CREATE, { input: system({ code: ' ONCE ' }) }, { 'accept-language': 'ja' });
    expect(refusal).toMatchObject({
      message: expect.stringContaining('使われています'),
      extensions: { code: 'BAD_USER_INPUT', field: 'code' },
    });
    await user.as(Role.PORTFOLIO_MANAGER).expectData(CREATE, { input: system({ code: 'ONCE' }) });
  });
});

describe('updateInformationSystem', () => {
  it('changes it by its present version', async () => {
    const { id, version } = await makeSystem(pmo(), 0, { code: 'UPD' });
    const change = (from: number) => ({
      input: { systemId: id, version: from, ...system({ code: 'UPD', name: '改名後', userIds: [user.id] }) },
    });
    expect(await pmo().expectData(UPDATE, change(version))).toEqual({
      updateInformationSystem: { name: '改名後', version: version + 1, users: [{ id: user.id }] },
    });
    expect(await pmo().expectRefusal(UPDATE, change(version))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version + 1 },
    });
  });

  it('is not for a user of the system, who sees it, nor for others, who do not', async () => {
    const [used, hidden] = [await makeSystem(pmo(), 0, { userIds: [user.id] }), await makeSystem(pmo(), 0)];
    const change = (systemId: string) => ({ input: { systemId, version: 1, ...system() } });
    const other = user.as(Role.PORTFOLIO_MANAGER);
    expect(await other.expectRefusal(UPDATE, change(used.id))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await other.expectRefusal(UPDATE, change(hidden.id))).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

describe('setSystemContacts', () => {
  const setting = (systemId: string, version: number, contacts: object[]) => ({ input: { systemId, version, contacts } });
  const vendor = () => ({ kind: 'VENDOR', unit: '株式会社保守', personName: '保守　担当', accountId: provider.as(Role.VENDOR).accountId });

  it('replaces the list in its order, and lets the supplier see the system', async () => {
    const { id, version } = await makeSystem(pmo(), 0, { code: 'VENDOR' });
    await pmo().expectData(CONTACTS, setting(id, version, [{ kind: 'PJMO', unit: '旧担当' }]));
    const { setSystemContacts } = await pmo().expectData<{ setSystemContacts: { version: number } }>(
      CONTACTS,
      setting(id, await versionOf(id), [vendor(), { kind: 'PJMO', unit: '推進班' }]),
    );
    expect(setSystemContacts).toMatchObject({
      contacts: [
        { kind: 'VENDOR', unit: '株式会社保守', account: { name: expect.any(String) } },
        { kind: 'PJMO', unit: '推進班', personName: null, account: null },
      ],
    });
    const seen = () =>
      provider.as(Role.VENDOR).expectData<{ informationSystems: { items: object[] } }>('{ informationSystems { items { code } } }');
    expect(await seen()).toEqual({ informationSystems: { items: [{ code: 'VENDOR' }] } });
    await pmo().expectData(CONTACTS, setting(id, setSystemContacts.version, []));
    expect(await seen()).toEqual({ informationSystems: { items: [] } });
  });

  it('refuses a blank unit and an account of another organisation, and keeps the list', async () => {
    const { id } = await makeSystem(pmo(), 0);
    await pmo().expectData(CONTACTS, setting(id, 1, [{ kind: 'PJMO', unit: '推進班' }]));
    const version = await versionOf(id);
    for (const [field, contact] of [
      ['contacts[0].unit', { kind: 'PJMO', unit: ' ' }],
      ['contacts[0].accountId', { ...vendor(), accountId: user.as(Role.PORTFOLIO_MANAGER).accountId }],
    ] as const)
      expect(await pmo().expectRefusal(CONTACTS, setting(id, version, [contact]))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field },
      });
    expect(await pmo().expectData('query ($id: ID!) { informationSystem(id: $id) { contacts { unit } } }', { id })).toEqual({
      informationSystem: { contacts: [{ unit: '推進班' }] },
    });
    expect(await pmo().expectRefusal(CONTACTS, setting(id, 1, []))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version },
    });
  });

  it('is for the provider', async () => {
    const { id } = await makeSystem(pmo(), 0, { userIds: [user.id] });
    expect(await user.as(Role.PORTFOLIO_MANAGER).expectRefusal(CONTACTS, setting(id, 1, []))).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });

  const versionOf = async (id: string): Promise<number> =>
    (
      await pmo().expectData<{ informationSystem: { version: number } }>('query ($id: ID!) { informationSystem(id: $id) { version } }', {
        id,
      })
    ).informationSystem.version;
});

describe('a list of systems', () => {
  it('costs as many statements for 30 as for 3, with all that hangs on them', { timeout: 60_000 }, async () => {
    const owner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.VENDOR);
    const person = owner.as(Role.PORTFOLIO_MANAGER);
    const targets = [user, provider].map(({ id }) => id);
    const add = async (index: number): Promise<void> => {
      const made = await makeSystem(person, 0, { userIds: index % 2 ? [user.id] : [user.id, provider.id] });
      await makeFeature(person, made.id, 'F-1');
      const contact = { kind: 'VENDOR', unit: '会社', accountId: owner.as(index % 2 ? Role.VENDOR : Role.PORTFOLIO_MANAGER).accountId };
      await person.expectData(CONTACTS, setting30(made.id, contact));
      await openRound(person, targets, made);
    };
    const setting30 = (systemId: string, contact: object) => ({
      input: { systemId, version: 1, contacts: [contact, { kind: 'PJMO', unit: '班' }] },
    });
    const read = () =>
      person.expectData<{ informationSystems: { items: object[] } }>(`{ informationSystems { totalCount items {
        code featureCount provider { name } users { name parent { name } } contacts { unit account { name } } features { code }
        rounds { title featureCount submittedCount targetCount runner { name }
          targets { state featureCount hasCoordinator registeredOnBehalf organisation { name } } } } } }`);
    const made = async (until: number): Promise<number> => {
      for (let index = (await read()).informationSystems.items.length; index < until; index++) await add(index);
      expect((await read()).informationSystems.items).toHaveLength(until);
      return countStatements(portal, read);
    };
    const few = await made(3);
    expect(few).toBeGreaterThan(5);
    expect(await made(30)).toBe(few);
  });
});

it('refuses a contact whose mail address is none, and names its place', async () => {
  const organisation = await portal.organisation(Role.SYSTEM_OWNER);
  const person = organisation.as(Role.SYSTEM_OWNER);
  const system = await makeSystem(person, 0);
  const contacts = [{ kind: 'PJMO', unit: '担当', email: 'nobody' }];
  expect(
    await person.expectRefusal('mutation ($input: SetSystemContactsInput!) { setSystemContacts(input: $input) { id } }', {
      input: { systemId: system.id, version: system.version, contacts },
    }),
  ).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'contacts[0].email' } });
});
