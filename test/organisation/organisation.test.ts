import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { corporateNumberFrom } from '../support/corporate-number.ts';
import { openPortal, PASSWORD, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

let portal: TestPortal;
let ministry: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.ADMINISTRATOR, Role.RESPONDENT);
  stranger = await portal.organisation(Role.ADMINISTRATOR);
});
afterAll(() => portal.close());

const CREATE =
  'mutation ($input: CreateOrganisationInput!) { createOrganisation(input: $input) { id corporateNumber name version parent { id } } }';
const UPDATE = 'mutation ($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { version shortName } }';
const RENAME = `mutation ($input: RenameOrganisationInput!) { renameOrganisation(input: $input) {
  version name formerNames { name nameEn shortName validUntil } } }`;
const END = 'mutation ($input: EndOrganisationInput!) { endOrganisation(input: $input) { endsOn successor { id } } }';
const APPOINT = 'mutation ($input: AppointAdministratorInput!) { appointAdministrator(input: $input) { id } }';
const READ = 'query ($id: ID!) { organisation(id: $id) { version name endsOn successor { id } formerNames { name } children { id } } }';

let number = 0;
const description = (input = {}) => ({
  corporateNumber: corporateNumberFrom(++number),
  name: '試験省',
  nameEn: 'Ministry of Tests',
  shortName: '試験',
  kana: 'しけんしょう',
  protocolOrder: 30,
  ...input,
});
const change = (organisationId: string, version = 1, input = {}) => ({
  input: { organisationId, version, nameEn: 'Ministry of Tests', shortName: '試験', kana: '', protocolOrder: 30, ...input },
});
const renaming = (organisationId: string, version = 1, input = {}) => ({
  input: {
    ...change(organisationId, version).input,
    protocolOrder: undefined,
    name: '新試験省',
    validFrom: '2023-04-01',
    reason: '設置法の改正',
    ...input,
  },
});
const ending = (organisationId: string, version = 1, input = {}) => ({
  input: { organisationId, version, endsOn: '2023-03-31', reason: '統合', ...input },
});
const create = async (person: Person, input = {}): Promise<string> =>
  (await person.expectData<{ createOrganisation: { id: string } }>(CREATE, { input: description(input) })).createOrganisation.id;
const read = async (id: string): Promise<{ version: number; name: string; children: { id: string }[] }> =>
  (await portal.operator.expectData<{ organisation: { version: number; name: string; children: { id: string }[] } }>(READ, { id }))
    .organisation;

describe('createOrganisation', () => {
  it('adds an organisation to the directory that everybody sees', async () => {
    await create(portal.operator, { name: '新設省' });
    const { organisations } = await ministry
      .as(Role.RESPONDENT)
      .expectData<{ organisations: { items: { name: string }[] } }>('{ organisations(search: "新設省") { items { name } } }');
    expect(organisations.items).toEqual([{ name: '新設省' }]);
  });

  it('refuses a corporate number with a wrong check digit and names the field', async () => {
    const right = description().corporateNumber;
    const wrong = `${right[0] === '9' ? 1 : Number(right[0]) + 1}${right.slice(1)}`;
    const refusal = (language: string) =>
      portal.operator.expectRefusal(CREATE, { input: description({ corporateNumber: wrong }) }, { 'accept-language': language });
    const extensions = { code: 'BAD_USER_INPUT', field: 'corporateNumber' };
    expect(await refusal('ja')).toMatchObject({ message: expect.stringContaining('検査数字'), extensions });
    expect(await refusal('en')).toMatchObject({ message: expect.stringContaining('check digit'), extensions });
  });

  it('takes a corporate number in full width, and refuses it a second time', async () => {
    const corporateNumber = description().corporateNumber;
    const wide = [...corporateNumber].map(digit => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0)).join('');
    const { createOrganisation } = await portal.operator.expectData<{ createOrganisation: { corporateNumber: string } }>(CREATE, {
      input: description({ corporateNumber: ` ${wide} ` }),
    });
    expect(createOrganisation.corporateNumber).toBe(corporateNumber);
    const refusal = await portal.operator.expectRefusal(CREATE, { input: description({ corporateNumber }) });
    expect(refusal).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'corporateNumber' } });
  });

  it.each([
    [0, 'BAD_USER_INPUT'],
    [1, 'OK'],
    [9999, 'OK'],
    [10_000, 'BAD_USER_INPUT'],
  ])('with the protocol order %i is %s', async (protocolOrder, outcome) => {
    const { errors } = await portal.operator.ask(CREATE, { input: description({ protocolOrder }) });
    expect(errors?.[0]?.extensions.code ?? 'OK').toBe(outcome);
  });

  it('lets a ministry add an agency below itself and nothing else', async () => {
    const administrator = ministry.as(Role.ADMINISTRATOR);
    const agency = await create(administrator, { name: '試験庁', parentId: ministry.id });
    expect((await read(ministry.id)).children).toContainEqual({ id: agency });
    for (const parentId of [null, stranger.id])
      expect(await administrator.expectRefusal(CREATE, { input: description({ parentId }) })).toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
  });
});

describe('updateOrganisation', () => {
  it('is for the operator, the ministry above and the organisation itself', async () => {
    const agency = await create(ministry.as(Role.ADMINISTRATOR), { parentId: ministry.id });
    const keep = (version: number) => change(agency, version, { parentId: ministry.id });
    await ministry.as(Role.ADMINISTRATOR).expectData(UPDATE, keep(1));
    await portal.operator.expectData(UPDATE, change(agency, 2, { parentId: ministry.id, shortName: '略称' }));
    expect(await stranger.as(Role.ADMINISTRATOR).expectRefusal(UPDATE, keep(3))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    const own = await read(stranger.id);
    await stranger.as(Role.ADMINISTRATOR).expectData(UPDATE, change(stranger.id, own.version, { shortName: '自組織' }));
  });

  it('answers CONFLICT with the version in force, and NOT_FOUND', async () => {
    const id = await create(portal.operator);
    await portal.operator.expectData(UPDATE, change(id, 1, { shortName: '改' }));
    expect(await portal.operator.expectRefusal(UPDATE, change(id, 1))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: 2 },
    });
    expect(await portal.operator.expectRefusal(UPDATE, change('00000000-0000-4000-8000-000000000000'))).toMatchObject({
      extensions: { code: 'NOT_FOUND', type: 'Organisation' },
    });
  });

  it('refuses an organisation below itself, and a short name that is blank or too long', async () => {
    const above = await create(portal.operator);
    const below = await create(portal.operator, { parentId: above });
    for (const [field, input] of [
      ['parentId', { parentId: above }],
      ['parentId', { parentId: below }],
      ['shortName', { shortName: ' ' }],
      ['shortName', { shortName: 'あ'.repeat(41) }],
    ] as const)
      expect(await portal.operator.expectRefusal(UPDATE, change(above, 1, input))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field },
      });
  });
});

describe('renameOrganisation', () => {
  it('keeps every former name with its last day', async () => {
    const id = await create(portal.operator);
    await portal.operator.expectData(RENAME, renaming(id));
    const { renameOrganisation } = await portal.operator.expectData<{ renameOrganisation: object }>(
      RENAME,
      renaming(id, 2, { name: '新々試験省', validFrom: '2024-03-01' }),
    );
    expect(renameOrganisation).toMatchObject({
      name: '新々試験省',
      formerNames: [
        { name: '新試験省', validUntil: '2024-02-29' },
        { name: '試験省', nameEn: 'Ministry of Tests', shortName: '試験', validUntil: '2023-03-31' },
      ],
    });
  });

  it('needs a name, a reason, the present version and the right', async () => {
    const id = await create(portal.operator);
    for (const [field, input] of [
      ['reason', { reason: ' ' }],
      ['name', { name: ' ' }],
    ] as const)
      expect(await portal.operator.expectRefusal(RENAME, renaming(id, 1, input))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field },
      });
    expect(await portal.operator.expectRefusal(RENAME, renaming(id, 7))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: 1 },
    });
    expect(await stranger.as(Role.ADMINISTRATOR).expectRefusal(RENAME, renaming(id))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await read(id)).toMatchObject({ name: '試験省', formerNames: [] });
  });
});

describe('endOrganisation', () => {
  it('names the successor, and leaves the directory of those that exist after its last day', async () => {
    const [id, successorId] = [await create(portal.operator, { name: '統合前庁' }), await create(portal.operator)];
    expect(await portal.operator.expectData(END, ending(id, 1, { endsOn: '2026-01-01', successorId }))).toEqual({
      endOrganisation: { endsOn: '2026-01-01', successor: { id: successorId } },
    });
    const found = (includeEnded: boolean) =>
      portal.operator.expectData('query ($ended: Boolean!) { organisations(search: "統合前庁", includeEnded: $ended) { totalCount } }', {
        ended: includeEnded,
      });
    expect(await found(false)).toEqual({ organisations: { totalCount: 0 } });
    expect(await found(true)).toEqual({ organisations: { totalCount: 1 } });
  });

  it('refuses itself as successor, an end before the start, no reason, an old version and a stranger', async () => {
    const id = await create(portal.operator, { startsOn: '2023-04-01' });
    for (const [field, input] of [
      ['successorId', { successorId: id, endsOn: '2028-03-31' }],
      ['endsOn', { endsOn: '2023-03-31' }],
      ['reason', { reason: '', endsOn: '2028-03-31' }],
    ] as const)
      expect(await portal.operator.expectRefusal(END, ending(id, 1, input))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field },
      });
    expect(await portal.operator.expectRefusal(END, ending(id, 2))).toMatchObject({ extensions: { code: 'CONFLICT', currentVersion: 1 } });
    expect(await stranger.as(Role.ADMINISTRATOR).expectRefusal(END, ending(id))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('appointAdministrator', () => {
  const appointing = (organisationId: string, login: string, input = {}) => ({
    input: { organisationId, login, name: '庶務　担当', initialPassword: PASSWORD, ...input },
  });

  it('gives an organisation its first administrator, who makes the others', async () => {
    const id = await create(portal.operator);
    await portal.operator.expectData(APPOINT, appointing(id, 'First@Example'));
    const administrator = await portal.signIn('first@example');
    expect(administrator.organisationId).toBe(id);
    await administrator.expectData('mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id } }', {
      input: { login: 'second@example', name: '回答', roles: ['RESPONDENT'], initialPassword: PASSWORD },
    });
    expect((await portal.signIn('second@example')).organisationId).toBe(id);
    expect(await portal.operator.expectRefusal(APPOINT, appointing(id, 'third@example'))).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
  });

  it('is for the operator alone', async () => {
    const agency = await create(ministry.as(Role.ADMINISTRATOR), { parentId: ministry.id });
    const refusal = await ministry.as(Role.ADMINISTRATOR).expectRefusal(APPOINT, appointing(agency, 'agency@example'));
    expect(refusal).toMatchObject({ extensions: { code: 'FORBIDDEN', permission: 'appointAdministrator' } });
  });

  it('refuses a user ID that is taken, a blank name and a short password', async () => {
    const id = await create(portal.operator);
    for (const [field, input] of [
      ['login', { login: 'OPERATOR' }],
      ['name', { name: '　' }],
      ['initialPassword', { initialPassword: 'eleven-char' }],
    ] as const)
      expect(await portal.operator.expectRefusal(APPOINT, appointing(id, 'somebody@example', input))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field },
      });
  });
});

it('refuses a renaming before its first day, which would hide the name in force', async () => {
  const { organisation } = await portal.operator.expectData<{ organisation: { version: number } }>(
    'query ($id: ID!) { organisation(id: $id) { version } }',
    {
      id: portal.operator.organisationId,
    },
  );
  const input = {
    organisationId: portal.operator.organisationId,
    version: organisation.version,
    name: '新',
    nameEn: 'New',
    shortName: '新',
    kana: '',
    validFrom: '2999-04-01',
    reason: '改称',
  };
  expect(
    await portal.operator.expectRefusal('mutation ($input: RenameOrganisationInput!) { renameOrganisation(input: $input) { id } }', {
      input,
    }),
  ).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', field: 'validFrom' },
  });
});
