import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { inDays, makeFeature, makeSystem } from '../support/survey.ts';

const CONFIRM = `mutation ($input: ConfirmInformationSystemInput!) { confirmInformationSystem(input: $input) {
  version record { confirmation { state confirmedOn confirmedByName } } } }`;
const OWNER = 'mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { version ownerState owner { id } } }';
const UPDATE = 'mutation ($input: UpdateInformationSystemInput!) { updateInformationSystem(input: $input) { version } }';
const CONTACTS = 'mutation ($input: SetSystemContactsInput!) { setSystemContacts(input: $input) { version } }';
const RULE = 'mutation ($input: SetAttestationRuleInput!) { setAttestationRule(input: $input) { months version } }';

let portal: TestPortal;
let own: TestOrganisation;
let user: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  own = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.VENDOR, Role.AUDITOR, Role.RESPONDENT);
  user = await portal.organisation(Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

const pmo = () => own.as(Role.PORTFOLIO_MANAGER);
interface Read {
  version: number;
  ownerState: string;
  record: {
    requiredCount: number;
    completenessRatio: number;
    missing: string[];
    confirmation: { state: string; confirmedOn: string | null; holdsUntil: string | null };
  };
  confirmations: { confirmedByName: string }[];
  changesSinceConfirmation: { field: string; before: string | null; after: string | null }[] | null;
}
const read = async (id: string, person = pmo()): Promise<Read> =>
  (
    await person.expectData<{ informationSystem: Read }>(
      `query ($id: ID!) { informationSystem(id: $id) { version ownerState confirmations { confirmedByName }
        changesSinceConfirmation { field before after }
        record { requiredCount completenessRatio missing confirmation { state confirmedOn holdsUntil } } } }`,
      { id },
    )
  ).informationSystem;

/** Moves the confirmations of a system into the past, as if time had gone by. */
const age = (id: string, days: number) =>
  portal.superuser.query(`update attestation set confirmed_at = confirmed_at - make_interval(days => $2) where subject_id = $1`, [
    id,
    days,
  ]);

describe('completeness', () => {
  it('names what is missing and grows with each field that is filled in', async () => {
    const { id } = await makeSystem(pmo(), 0, { code: 'GROWS' });
    const seen = [await read(id)];
    expect(seen[0]!.record.missing).toEqual([
      'DESCRIPTION',
      'SYSTEM_CLASS',
      'PROFILE',
      'OPERATION_STARTS_ON',
      'REPLACEMENT_OR_RETIREMENT_ON',
      'OWNER',
      'PJMO',
      'OPERATING_DIVISION',
      'SECURITY_OFFICER',
      'FEATURES',
      'USERS',
    ]);
    expect(seen[0]!.record).toMatchObject({ requiredCount: 11, completenessRatio: 0 });
    const filled = {
      code: 'GROWS',
      name: '文書管理',
      lifecycleState: 'IN_OPERATION',
      description: '起案と決裁',
      systemClass: 'MINISTRY',
      profile: 'II',
      operationStartsOn: '2020-04-01',
      retiresOn: '2030-03-31',
      userIds: [user.id],
    };
    await pmo().expectData(UPDATE, { input: { systemId: id, version: 1, ...filled } });
    seen.push(await read(id));
    expect(seen[1]!.record.missing).toEqual(['OWNER', 'PJMO', 'OPERATING_DIVISION', 'SECURITY_OFFICER', 'FEATURES']);
    expect(seen[1]!.record.completenessRatio).toBeCloseTo(6 / 11);
    await makeFeature(pmo(), id, 'F-1');
    const contacts = ['PJMO', 'OPERATING_DIVISION', 'SECURITY_OFFICER'].map(kind => ({ kind, unit: '担当' }));
    await pmo().expectData(CONTACTS, { input: { systemId: id, version: 2, contacts } });
    await pmo().expectData(OWNER, {
      input: { systemId: id, version: (await read(id)).version, accountId: own.as(Role.SYSTEM_OWNER).accountId },
    });
    expect((await read(id)).record).toMatchObject({ missing: [], completenessRatio: 1 });
    // A user of the system sees the same record, though not the accounts behind it.
    expect((await read(id, user.as(Role.PORTFOLIO_MANAGER))).record).toMatchObject({ missing: [], completenessRatio: 1 });
  });

  it.each([
    ['PLANNED', ['DESCRIPTION', 'SYSTEM_CLASS', 'PROFILE', 'PLANNED_ON', 'OPERATION_STARTS_ON', 'OWNER', 'PJMO', 'OPERATING_DIVISION']],
    ['RETIRED', ['DESCRIPTION', 'SYSTEM_CLASS', 'PROFILE', 'RETIRES_ON']],
  ])('asks of a %s system what its state calls for', async (lifecycleState, missing) => {
    const { id } = await makeSystem(pmo(), 0, { lifecycleState });
    expect((await read(id)).record.missing).toEqual(missing);
  });

  it('asks for the day of the replacement while a system is being replaced', async () => {
    const { id } = await makeSystem(pmo(), 0, { lifecycleState: 'BEING_REPLACED', retiresOn: '2030-03-31' });
    expect((await read(id)).record.missing).toContain('REPLACEMENT_ON');
  });
});

describe('confirmInformationSystem', () => {
  it('says who confirmed when, keeps the history and shows what changed since', async () => {
    const { id, version } = await makeSystem(pmo(), 0, { code: 'CHANGES', name: '旧名' });
    expect((await read(id)).record.confirmation).toEqual({ state: 'NEVER', confirmedOn: null, holdsUntil: null });
    const { confirmInformationSystem } = await own.as(Role.SYSTEM_OWNER).expectData<{ confirmInformationSystem: object }>(CONFIRM, {
      input: { systemId: id, version },
    });
    expect(confirmInformationSystem).toMatchObject({
      version,
      record: { confirmation: { state: 'CONFIRMED', confirmedOn: inDays(0), confirmedByName: expect.stringContaining('system_owner') } },
    });
    expect((await read(id)).changesSinceConfirmation).toEqual([]);
    await pmo().expectData(UPDATE, {
      input: { systemId: id, version, code: 'CHANGES', name: '新名', lifecycleState: 'IN_OPERATION', userIds: [user.id] },
    });
    const changed = await read(id);
    expect(changed.record.confirmation.state).toBe('CONFIRMED');
    expect(changed.changesSinceConfirmation).toEqual([
      { field: 'name', before: '旧名', after: '新名' },
      { field: 'users', before: null, after: user.name },
    ]);
    expect((await read(id, user.as(Role.PORTFOLIO_MANAGER))).changesSinceConfirmation).toBeNull();
    await pmo().expectData(CONFIRM, { input: { systemId: id, version: changed.version } });
    const again = await read(id);
    expect(again.changesSinceConfirmation).toEqual([]);
    expect(again.confirmations.map(({ confirmedByName }) => confirmedByName)).toEqual([
      expect.stringContaining('portfolio_manager'),
      expect.stringContaining('system_owner'),
    ]);
  });

  it('leaves a record in the audit trail', async () => {
    const { id, version } = await makeSystem(pmo(), 0);
    await pmo().expectData(CONFIRM, { input: { systemId: id, version } });
    const { auditEntries } = await own
      .as(Role.AUDITOR)
      .expectData<{ auditEntries: { items: object[] } }>(
        `{ auditEntries(filter: { subject: "attestation" }, first: 1) { items { action after } } }`,
      );
    expect(auditEntries.items[0]).toMatchObject({
      action: 'confirmInformationSystem insert',
      after: expect.stringContaining(id),
    });
  });

  it('refuses what is no longer the record that was looked at, and what is another organisation’s', async () => {
    const { id, version } = await makeSystem(pmo(), 0, { userIds: [user.id] });
    expect(await pmo().expectRefusal(CONFIRM, { input: { systemId: id, version: version + 1 } })).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version },
    });
    const other = user.as(Role.PORTFOLIO_MANAGER);
    expect(await other.expectRefusal(CONFIRM, { input: { systemId: id, version } })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const hidden = await makeSystem(pmo(), 0);
    expect(await other.expectRefusal(CONFIRM, { input: { systemId: hidden.id, version: 1 } })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await own.as(Role.RESPONDENT).expectRefusal(CONFIRM, { input: { systemId: id, version } })).toMatchObject({
      extensions: { code: 'FORBIDDEN', permission: 'Mutation.confirmInformationSystem' },
    });
  });

  it('holds through its last day, and is due from the day after', async () => {
    const { id, version } = await makeSystem(pmo(), 0);
    await pmo().expectData(CONFIRM, { input: { systemId: id, version } });
    const { holdsUntil } = (await read(id)).record.confirmation;
    const days = Math.round((Date.parse(holdsUntil!) - Date.parse(inDays(0))) / 86_400_000);
    // A month more or less makes a day of difference, so the last day is found by going there.
    await age(id, days - 4);
    expect((await read(id)).record.confirmation.state).toBe('CONFIRMED');
    for (let tries = 0; (await read(id)).record.confirmation.holdsUntil! > inDays(0) && tries < 10; tries++) await age(id, 1);
    expect((await read(id)).record.confirmation).toMatchObject({ state: 'CONFIRMED', holdsUntil: inDays(0) });
    for (let tries = 0; (await read(id)).record.confirmation.holdsUntil! >= inDays(0) && tries < 5; tries++) await age(id, 1);
    expect((await read(id)).record.confirmation.state).toBe('DUE');
  });
});

describe('setAttestationRule', () => {
  it('shortens or lengthens the time for which confirmations hold, for earlier ones too', async () => {
    const organisation = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.AUDITOR);
    const person = organisation.as(Role.PORTFOLIO_MANAGER);
    const { id, version } = await makeSystem(person, 0);
    await person.expectData(CONFIRM, { input: { systemId: id, version } });
    await age(id, 100);
    const state = async () => (await read(id, person)).record.confirmation.state;
    expect(await state()).toBe('CONFIRMED');
    expect(await person.expectData(RULE, { input: { months: 2, version: 0 } })).toEqual({ setAttestationRule: { months: 2, version: 1 } });
    expect(await state()).toBe('DUE');
    await person.expectData(RULE, { input: { months: 36, version: 1 } });
    expect(await state()).toBe('CONFIRMED');
    expect(await organisation.as(Role.AUDITOR).expectData('{ attestationRule { months version } }')).toEqual({
      attestationRule: { months: 36, version: 2 },
    });
  });

  it.each([[0], [37], [-1]])('refuses %i months', async months => {
    expect(await pmo().expectRefusal(RULE, { input: { months, version: 0 } })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'months' },
    });
  });

  it('is for the portfolio manager, one at a time, and for the own organisation alone', async () => {
    const other = user.as(Role.PORTFOLIO_MANAGER);
    await other.expectData(RULE, { input: { months: 1, version: 0 } });
    expect(await other.expectRefusal(RULE, { input: { months: 2, version: 0 } })).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: 1 },
    });
    expect(await pmo().expectData('{ attestationRule { months version } }')).toEqual({ attestationRule: { months: 6, version: 0 } });
    expect(await own.as(Role.SYSTEM_OWNER).expectRefusal(RULE, { input: { months: 3, version: 0 } })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });
});

describe('setSystemOwner', () => {
  it('names one of the own staff, and nobody', async () => {
    const { id, version } = await makeSystem(pmo(), 0);
    const { accountId } = own.as(Role.RESPONDENT);
    expect(await pmo().expectData(OWNER, { input: { systemId: id, version, accountId } })).toEqual({
      setSystemOwner: { version: version + 1, ownerState: 'IN_PLACE', owner: { id: accountId } },
    });
    expect(await pmo().expectData(OWNER, { input: { systemId: id, version: version + 1, accountId: null } })).toMatchObject({
      setSystemOwner: { ownerState: 'NONE', owner: null },
    });
  });

  it('refuses a supplier, a stranger, an old version, and whoever may not', async () => {
    const { id, version } = await makeSystem(pmo(), 0, { userIds: [user.id] });
    const naming = (accountId: string, from = version) => ({ input: { systemId: id, version: from, accountId } });
    for (const accountId of [own.as(Role.VENDOR).accountId, user.as(Role.PORTFOLIO_MANAGER).accountId])
      expect(await pmo().expectRefusal(OWNER, naming(accountId))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field: 'accountId' },
      });
    const { accountId } = pmo();
    expect(await pmo().expectRefusal(OWNER, naming(accountId, 9))).toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(await user.as(Role.PORTFOLIO_MANAGER).expectRefusal(OWNER, naming(accountId))).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await own.as(Role.AUDITOR).expectRefusal(OWNER, naming(accountId))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('a list of systems', () => {
  it('is ordered by what is least complete or longest unconfirmed, in pages, and filtered by what is missing', async () => {
    const organisation = await portal.organisation(Role.PORTFOLIO_MANAGER);
    const person = organisation.as(Role.PORTFOLIO_MANAGER);
    const bare = await makeSystem(person, 0, { code: 'B', lifecycleState: 'RETIRED' });
    await makeSystem(person, 0, { code: 'A', lifecycleState: 'RETIRED', retiresOn: '2024-03-31', profile: 'I' });
    const best = await makeSystem(person, 0, {
      code: 'C',
      lifecycleState: 'RETIRED',
      retiresOn: '2024-03-31',
      profile: 'I',
      description: 'x',
      systemClass: 'MINISTRY',
    });
    for (const { id, version } of [bare, best]) await person.expectData(CONFIRM, { input: { systemId: id, version } });
    await age(best.id, 400);
    const LIST = `query ($filter: InformationSystemFilter, $sort: SystemSort, $first: Int, $after: String) {
      informationSystems(filter: $filter, sort: $sort, first: $first, after: $after) { items { code } nextCursor totalCount } }`;
    const codes = async (variables: object): Promise<string[]> => {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { informationSystems }: { informationSystems: { items: { code: string }[]; nextCursor: string | null } } =
          await person.expectData(LIST, { first: 1, after, ...variables });
        seen.push(...informationSystems.items.map(({ code }) => code));
        after = informationSystems.nextCursor;
      } while (after);
      return seen;
    };
    expect(await codes({})).toEqual(['A', 'B', 'C']);
    expect(await codes({ sort: 'COMPLETENESS' })).toEqual(['B', 'A', 'C']);
    expect(await codes({ sort: 'CONFIRMATION' })).toEqual(['A', 'C', 'B']);
    expect(await codes({ filter: { missing: 'RETIRES_ON' } })).toEqual(['B']);
    expect(await codes({ filter: { incomplete: false } })).toEqual(['C']);
    expect(await codes({ filter: { confirmation: 'DUE' } })).toEqual(['C']);
    expect(await codes({ filter: { systemClass: 'UNKNOWN' } })).toEqual(['A', 'B']);
    expect(await codes({ filter: { profile: 'UNKNOWN' } })).toEqual(['B']);
    expect(await codes({ filter: { confirmation: 'NEVER' }, sort: 'COMPLETENESS' })).toEqual(['A']);
    const file = async (query: string): Promise<string[]> => {
      const { status, bytes } = await person.download(`information-systems.csv?lang=ja&${query}`);
      expect(status).toBe(200);
      return bytes
        .toString('utf8')
        .trim()
        .split('\r\n')
        .slice(1)
        .map(line => line.split(',')[0]!);
    };
    expect(await file('')).toEqual(['A', 'B', 'C']);
    expect(await file('sort=CONFIRMATION')).toEqual(['A', 'C', 'B']);
    expect(await file('missing=RETIRES_ON')).toEqual(['B']);
    expect(await file(`missing=ANY&profile=I&provider=${organisation.id}`)).toEqual(['A']);
    expect(await file('search=c&class=MINISTRY&state=RETIRED&confirmation=DUE')).toEqual(['C']);
    expect(await file('owned=1')).toEqual([]);
    expect(await file('class=UNKNOWN&profile=I')).toEqual(['A']);
    expect((await person.download('information-systems.csv?missing=NONSENSE')).status).toBe(404);
    expect(await person.expectRefusal(LIST, { after: 'nonsense' })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'after' },
    });
    const withNul = Buffer.from(JSON.stringify(['A\0', 'A', crypto.randomUUID()])).toString('base64url');
    expect((await person.expectRefusal(LIST, { after: withNul })).extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});

it('shows as colleagues the own staff in use, and neither suppliers nor strangers', async () => {
  const find = async (search: string | null) =>
    (
      await pmo().expectData<{ colleagues: { items: { id: string }[] } }>(
        'query ($search: String) { colleagues(search: $search) { items { id } } }',
        {
          search,
        },
      )
    ).colleagues.items.map(({ id }) => id);
  const all = await find(null);
  expect(all).toEqual(expect.arrayContaining([pmo().accountId, own.as(Role.RESPONDENT).accountId]));
  expect(all).not.toContain(own.as(Role.VENDOR).accountId);
  expect(all).not.toContain(user.as(Role.PORTFOLIO_MANAGER).accountId);
  expect(await find('respondent')).toEqual([own.as(Role.RESPONDENT).accountId]);
  expect(await find('%')).toEqual([]);
});
