import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, PASSWORD, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { fillInAndSubmit, levelsOnHeatmap, openRound } from '../support/survey.ts';

const CREATE = 'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { id version login roles } }';
const UPDATE = 'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { version name department roles } }';
const DISABLE = 'mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { version disabledAt } }';
const ENABLE = 'mutation ($input: EnableAccountInput!) { enableAccount(input: $input) { disabledAt } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { id } }';
const GRANT = 'mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id grantee { id } role revokedAt } }';
const REVOKE = 'mutation ($input: RevokeReadingInput!) { revokeReading(input: $input) { revokedAt } }';
const WHO = '{ viewer { roles } }';

let portal: TestPortal;
let own: TestOrganisation;
let other: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  own = await portal.organisation(Role.ADMINISTRATOR, Role.COORDINATOR);
  other = await portal.organisation(Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

const administrator = () => own.as(Role.ADMINISTRATOR);
let number = 0;
const account = (input = {}) => ({
  login: `person${++number}@example`,
  name: '回答　担当',
  roles: ['RESPONDENT'],
  initialPassword: PASSWORD,
  ...input,
});
async function make(input = {}): Promise<{ id: string; version: number; login: string }> {
  const { createAccount } = await administrator().expectData<{ createAccount: { id: string; version: number; login: string } }>(CREATE, {
    input: account(input),
  });
  return createAccount;
}

describe('createAccount', () => {
  it('lets the person sign in for the organisation, whatever the case and width of the ID', async () => {
    const { login } = await make({ login: ' Ｓuzuki@Example ' });
    expect(login).toBe('suzuki@example');
    expect((await portal.signIn('SUZUKI@example')).organisationId).toBe(own.id);
  });

  it.each([
    ['login', { login: '　' }],
    ['name', { name: '' }],
    ['roles', { roles: [] }],
    ['initialPassword', { initialPassword: 'x'.repeat(11) }],
    ['initialPassword', { initialPassword: 'x'.repeat(201) }],
  ])('refuses %s of %j', async (field, input) => {
    expect(await administrator().expectRefusal(CREATE, { input: account(input) })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field },
    });
  });

  it('takes a mail address, which can be changed and taken away, and refuses what is none', async () => {
    const made = await make({ email: ' tantou@example.go.jp ' });
    const emailOf = async (): Promise<string | null | undefined> => {
      const { accounts } = await administrator().expectData<{ accounts: { items: { id: string; email: string | null }[] } }>(
        '{ accounts { items { id email } } }',
      );
      return accounts.items.find(({ id }) => id === made.id)?.email;
    };
    expect(await emailOf()).toBe('tantou@example.go.jp');
    const input = { accountId: made.id, version: made.version, name: '担当', roles: ['RESPONDENT'] };
    expect(await administrator().expectRefusal(UPDATE, { input: { ...input, email: 'nobody' } })).toMatchObject({
      extensions: { field: 'email' },
    });
    await administrator().expectData(UPDATE, { input: { ...input, email: '' } });
    expect(await emailOf()).toBeNull();
    expect(await administrator().expectRefusal(CREATE, { input: account({ email: 'a b@example' }) })).toMatchObject({
      extensions: { field: 'email' },
    });
  });

  it('refuses an ID that is taken, also in another organisation', async () => {
    const { login } = await make();
    const refusal = await other.as(Role.ADMINISTRATOR).expectRefusal(CREATE, { input: account({ login }) }, { 'accept-language': 'ja' });
    expect(refusal).toMatchObject({
      message: expect.stringContaining('使われています'),
      extensions: { code: 'BAD_USER_INPUT', field: 'login' },
    });
  });
});

describe('updateAccount', () => {
  it('changes name, department and roles, and has the person sign in anew', async () => {
    const { id, version, login } = await make();
    const person = await portal.signIn(login);
    expect(
      await administrator().expectData(UPDATE, {
        input: { accountId: id, version, name: '改姓', department: '会計課', roles: ['COORDINATOR', 'AUDITOR'] },
      }),
    ).toMatchObject({ updateAccount: { name: '改姓', department: '会計課', roles: ['AUDITOR', 'COORDINATOR'] } });
    expect(await person.expectData(WHO)).toEqual({ viewer: null });
    expect(await (await portal.signIn(login)).expectData(WHO)).toMatchObject({
      viewer: { roles: expect.arrayContaining(['AUDITOR', 'COORDINATOR']) },
    });
  });

  it('refuses no role, taking the own administrator role away, an old version and another organisation’s account', async () => {
    const { id, version } = await make();
    const change = (input = {}) => ({ input: { accountId: id, version, name: '名前', roles: ['RESPONDENT'], ...input } });
    expect(await administrator().expectRefusal(UPDATE, change({ roles: [] }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'roles' },
    });
    expect(await administrator().expectRefusal(UPDATE, change({ accountId: administrator().accountId }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'roles' },
    });
    await administrator().expectData(UPDATE, change());
    expect(await administrator().expectRefusal(UPDATE, change())).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version + 1 },
    });
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(UPDATE, change())).toMatchObject({
      extensions: { code: 'NOT_FOUND', type: 'Account' },
    });
  });
});

describe('disableAccount', () => {
  it('shuts the person out at once, until enabled again', async () => {
    const { id, version, login } = await make();
    const person = await portal.signIn(login);
    const { disableAccount } = await administrator().expectData<{ disableAccount: { version: number } }>(DISABLE, {
      input: { accountId: id, version, reason: '異動' },
    });
    expect(await person.expectData(WHO)).toEqual({ viewer: null });
    await administrator().expectData(ENABLE, { input: { accountId: id, version: disableAccount.version } });
    expect(await (await portal.signIn(login)).expectData(WHO)).toMatchObject({ viewer: { roles: ['RESPONDENT'] } });
  });

  it('needs a reason and the present version, and is neither for oneself nor for others’ people', async () => {
    const { id, version } = await make();
    const disable = (input = {}) => ({ input: { accountId: id, version, reason: '異動', ...input } });
    expect(await administrator().expectRefusal(DISABLE, disable({ reason: ' ' }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'reason' },
    });
    expect(await administrator().expectRefusal(DISABLE, disable({ accountId: administrator().accountId }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'accountId' },
    });
    expect(await administrator().expectRefusal(DISABLE, disable({ version: 9 }))).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version },
    });
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(DISABLE, disable())).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(ENABLE, { input: { accountId: id, version } })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await administrator().expectRefusal(ENABLE, { input: { accountId: id, version: 9 } })).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
  });
});

describe('resetPassword', () => {
  it('ends the sessions of the person, who signs in with the new one alone', async () => {
    const { id, login } = await make();
    const person = await portal.signIn(login);
    const newPassword = 'another password for tests';
    await administrator().expectData(RESET, { input: { accountId: id, newPassword } });
    expect(await person.expectData(WHO)).toEqual({ viewer: null });
    expect(await (await portal.signIn(login, newPassword)).expectData(WHO)).toMatchObject({ viewer: { roles: ['RESPONDENT'] } });
  });

  it('refuses a short one, and another organisation’s account', async () => {
    const { id } = await make();
    expect(await administrator().expectRefusal(RESET, { input: { accountId: id, newPassword: 'short' } })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'newPassword' },
    });
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(RESET, { input: { accountId: id, newPassword: PASSWORD } })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });
});

describe('grantReading', () => {
  it('opens what was submitted to the other organisation’s portfolio managers, until it is revoked', async () => {
    const runner = await portal.organisation(Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER);
    const survey = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [own.id], 2);
    await fillInAndSubmit(own.as(Role.COORDINATOR), survey, '01');
    const reader = other.as(Role.PORTFOLIO_MANAGER);
    const refused = () => reader.expectRefusal('query ($id: ID!) { surveyHeatmap(roundId: $id) { grid } }', { id: survey.id });
    expect(await refused()).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    const grants: { person: typeof reader; id: string }[] = [];
    for (const person of [runner.as(Role.ADMINISTRATOR), administrator()]) {
      const { grantReading } = await person.expectData<{ grantReading: { id: string } }>(GRANT, {
        input: { granteeOrganisationId: other.id, role: 'PORTFOLIO_MANAGER' },
      });
      grants.push({ person, id: grantReading.id });
    }
    expect(await levelsOnHeatmap(reader, survey.id)).toEqual({ [own.id]: '01' });
    for (const { person, id } of grants) await person.expectData(REVOKE, { input: { grantId: id, reason: '調査終了' } });
    expect(await refused()).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await grants[0]!.person.expectRefusal(REVOKE, { input: { grantId: grants[0]!.id, reason: '再び' } })).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('refuses other roles, oneself, a second time; revoking needs a reason and is for the giver', async () => {
    const grant = (input = {}) => ({ input: { granteeOrganisationId: other.id, role: 'AUDITOR', ...input } });
    expect(await administrator().expectRefusal(GRANT, grant({ role: 'RESPONDENT' }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'role' },
    });
    expect(await administrator().expectRefusal(GRANT, grant({ granteeOrganisationId: own.id }))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'granteeOrganisationId' },
    });
    const { grantReading } = await administrator().expectData<{ grantReading: { id: string } }>(GRANT, grant());
    expect(await administrator().expectRefusal(GRANT, grant())).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'granteeOrganisationId' },
    });
    const revoke = (reason: string) => ({ input: { grantId: grantReading.id, reason } });
    expect(await administrator().expectRefusal(REVOKE, revoke(' '))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'reason' },
    });
    expect((await other.as(Role.ADMINISTRATOR).expectRefusal(REVOKE, revoke('理由'))).extensions.code).toMatch(/^(?:FORBIDDEN|NOT_FOUND)$/);
  });
});
