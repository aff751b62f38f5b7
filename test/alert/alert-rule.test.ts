import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { openDoors } from '../../server/start-portal.ts';
import { morning, remindersOf } from '../reminder/reminders.ts';
import { rulesOf, SET_RULE, setRule } from '../support/alerts.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays, makeSystem } from '../support/survey.ts';

/** A ministry says when it tells whom of its dates, and no other ministry hears of it. */
let portal: TestPortal;
let reminders: ReturnType<typeof remindersOf>;
beforeAll(async () => {
  portal = await openPortal();
  reminders = remindersOf(portal);
});
afterAll(() => portal.close());

/** A ministry whose people have addresses. */
async function ministry(...others: Role[]): Promise<TestOrganisation> {
  const made = await portal.organisation(Role.BUDGET_OFFICER, ...others);
  await reminders.addresses(made.id);
  return made;
}

interface Made {
  id: string;
  version: number;
}
async function contract(person: Person, input: Record<string, unknown>): Promise<Made> {
  const { createContract } = await person.expectData<{ createContract: Made }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id version } }',
    { input: contractInput(input) },
  );
  return createContract;
}

/** Runs one morning and says whom it told what: the texts by the part of the address before the @. */
async function told({ id }: TestOrganisation, days: number): Promise<Record<string, string>> {
  return Object.fromEntries((await reminders.tell(id, days)).map(({ address, body }) => [address.split('@')[0]!, body]));
}
const countTold = async (asked: TestOrganisation, days: number): Promise<number> => Object.keys(await told(asked, days)).length;

/** What the mails call somebody. */
async function addressOf(person: Person): Promise<string> {
  const { rows } = await portal.superuser.query<{ login: string }>('select login from account where id = $1', [person.accountId]);
  return rows[0]!.login.split('@')[0]!;
}

describe('the rule of a kind of date', () => {
  it('is that of the portal until the ministry sets its own, and then says who set it', async () => {
    const asked = await ministry(Role.ADMINISTRATOR);
    const officer = asked.as(Role.BUDGET_OFFICER);
    const usual = await rulesOf(officer);
    expect(usual).toHaveLength(9);
    expect(usual.find(({ kind }) => kind === 'CONTRACT_END')).toEqual({
      kind: 'CONTRACT_END',
      version: 0,
      isUsual: true,
      leadDays: null,
      usualLeadDays: [577, 180, 90, 30, 7],
      usualSlowLeadDays: [577, 365, 180, 90, 30, 7],
      roles: ['BUDGET_OFFICER'],
      tellsOwners: true,
      isSilent: false,
      silentReason: null,
      bearerCount: 1,
      reachableCount: 1,
      changedByName: null,
      changedAt: null,
    });
    await setRule(asked.as(Role.ADMINISTRATOR), 'CONTRACT_END', { leadDays: [30, 1000, 577], roles: ['ADMINISTRATOR', 'BUDGET_OFFICER'] });
    const set = (await rulesOf(officer)).find(({ kind }) => kind === 'CONTRACT_END')!;
    expect(set).toMatchObject({ version: 1, isUsual: false, leadDays: [1000, 577, 30], roles: ['BUDGET_OFFICER', 'ADMINISTRATOR'] });
    expect(set).toMatchObject({ bearerCount: 2, reachableCount: 2, changedByName: expect.any(String) as string });
    expect(Date.parse(set.changedAt!)).toBeGreaterThan(Date.now() - 60_000);
    expect((await rulesOf(officer)).filter(({ isUsual }) => isUsual)).toHaveLength(8);
    // As usual again, which keeps who did it.
    expect(await setRule(officer, 'CONTRACT_END', {})).toMatchObject({
      isUsual: true,
      version: 2,
      changedByName: expect.any(String) as string,
    });
  });

  it.each([
    ['more than 1,000 days', { leadDays: [1001] }, 'leadDays'],
    ['less than none', { leadDays: [-1] }, 'leadDays'],
    ['the same twice', { leadDays: [30, 7, 30] }, 'leadDays'],
    ['no lead time', { leadDays: [] }, 'leadDays'],
    ['more than twenty', { leadDays: Array.from({ length: 21 }, (_, days) => days) }, 'leadDays'],
    ['a day for an end that nobody knows', { kind: 'CONTRACT_END_UNKNOWN', leadDays: [3] }, 'leadDays'],
    ['a role that has nothing to do with it', { roles: ['RESPONDENT'] }, 'roles'],
    ['nobody, without saying so', { roles: [], tellsOwners: false }, 'roles'],
    ['owners of systems for a budget request, which has none', { kind: 'REQUEST_DUE', roles: [], tellsOwners: true }, 'roles'],
    ['a reason that is too long', { silentReason: 'あ'.repeat(501) }, 'silentReason'],
  ])('refuses %s', async (_, input, field) => {
    const officer = (await ministry()).as(Role.BUDGET_OFFICER);
    const whole = { kind: 'CONTRACT_END', version: 0, leadDays: null, roles: ['BUDGET_OFFICER'], tellsOwners: true, ...input };
    const { errors } = await officer.ask(SET_RULE, { input: whole });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
    expect((await rulesOf(officer)).every(({ version }) => version === 0)).toBe(true);
  });

  it('is lost to no later writer, and is set by those alone who may', async () => {
    const asked = await ministry(Role.SYSTEM_OWNER, Role.AUDITOR, Role.PORTFOLIO_MANAGER);
    const input = { kind: 'PLANNED_STOP', version: 0, roles: ['AUDITOR'], tellsOwners: false };
    await setRule(asked.as(Role.BUDGET_OFFICER), 'PLANNED_STOP', { leadDays: [10] });
    expect((await asked.as(Role.PORTFOLIO_MANAGER).ask(SET_RULE, { input })).errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 1,
    });
    for (const role of [Role.SYSTEM_OWNER, Role.AUDITOR])
      expect((await asked.as(role).ask(SET_RULE, { input: { ...input, version: 1 } })).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect((await rulesOf(asked.as(Role.AUDITOR))).find(({ kind }) => kind === 'PLANNED_STOP')).toMatchObject({ leadDays: [10] });
  });

  it('holds in its own ministry alone', async () => {
    const [asked, other] = [await ministry(), await ministry()];
    await setRule(asked.as(Role.BUDGET_OFFICER), 'CONTRACT_END', { leadDays: [1000] });
    expect((await rulesOf(other.as(Role.BUDGET_OFFICER))).every(({ isUsual, version }) => isUsual && version === 0)).toBe(true);
    for (const each of [asked, other]) await contract(each.as(Role.BUDGET_OFFICER), { endsOn: inDays(900) });
    expect([await countTold(asked, 0), await countTold(other, 0)]).toEqual([1, 0]);
    const OPEN = '{ openAlerts { items { kind } } alertsAhead { items { kind tellOn on } } }';
    const open = await asked.as(Role.BUDGET_OFFICER).expectData<{ openAlerts: { items: unknown[] } }>(OPEN);
    expect(open.openAlerts.items).toEqual([{ kind: 'CONTRACT_END' }]);
    const closed = await other
      .as(Role.BUDGET_OFFICER)
      .expectData<{ openAlerts: { items: unknown[] }; alertsAhead: { items: { kind: string; tellOn: string }[] } }>(OPEN);
    expect(closed.openAlerts.items).toEqual([]);
    expect(closed.alertsAhead.items.filter(({ kind }) => kind === 'CONTRACT_END')).toMatchObject([{ tellOn: inDays(900 - 577) }]);
  });

  it('tells the roles that it names, and the owners of the systems only where it says so', async () => {
    const asked = await ministry(Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR, Role.COORDINATOR);
    const [manager, owner, administrator] = [Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.ADMINISTRATOR].map(role => asked.as(role));
    const system = await makeSystem(manager!, 0);
    await manager!.expectData('mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { id } }', {
      input: { systemId: system.id, version: system.version, accountId: owner!.accountId },
    });
    const dates = { endsOn: inDays(90), licenceEndsOn: inDays(90), stopsOn: inDays(90), systemIds: [system.id], renewalKind: 'TACIT' };
    await contract(asked.as(Role.BUDGET_OFFICER), dates);
    await setRule(administrator!, 'CONTRACT_END', { roles: ['PORTFOLIO_MANAGER', 'ADMINISTRATOR'], tellsOwners: false });
    await setRule(administrator!, 'LICENCE_END', { roles: [], tellsOwners: true });
    const mails = await told(asked, 0);
    const subjectsOf = async (person: Person): Promise<string[]> =>
      ['契約の終了', 'ライセンスの終了', '利用停止の予定'].filter(heading => mails[address.get(person)!]?.includes(`■ ${heading}`));
    const people = [manager!, owner!, administrator!, asked.as(Role.BUDGET_OFFICER), asked.as(Role.COORDINATOR)];
    const address = new Map(await Promise.all(people.map(async person => [person, await addressOf(person)] as const)));
    expect(await Promise.all(people.map(subjectsOf))).toEqual([
      ['契約の終了'],
      ['ライセンスの終了', '利用停止の予定'],
      ['契約の終了'],
      ['利用停止の予定'],
      [],
    ]);
  });

  it('of owners alone falls to the management office for a contract whose systems have none', async () => {
    const asked = await ministry(Role.PORTFOLIO_MANAGER);
    await contract(asked.as(Role.BUDGET_OFFICER), { endsOn: inDays(90), renewalKind: 'TACIT' });
    await setRule(asked.as(Role.BUDGET_OFFICER), 'CONTRACT_END', { roles: [], tellsOwners: true });
    expect(Object.keys(await told(asked, 0))).toEqual([await addressOf(asked.as(Role.PORTFOLIO_MANAGER))]);
  });

  it('may be that nobody is told, with a reason that is on record, and what still stands is told once that is over', async () => {
    const asked = await ministry(Role.AUDITOR);
    const officer = asked.as(Role.BUDGET_OFFICER);
    await contract(officer, { endsOn: inDays(90), renewalKind: 'TACIT' });
    expect(await setRule(officer, 'CONTRACT_END', { silentReason: '台帳の整備中' })).toMatchObject({
      isSilent: true,
      silentReason: '台帳の整備中',
      isUsual: false,
    });
    expect(await countTold(asked, 0)).toBe(0);
    const { openAlerts } = await officer.expectData<{ openAlerts: { items: unknown[] } }>('{ openAlerts { items { kind } } }');
    expect(openAlerts.items).toEqual([]);
    const { auditEntries } = await asked
      .as(Role.AUDITOR)
      .expectData<{ auditEntries: { items: unknown[] } }>('{ auditEntries { items { subject reason action } } }');
    expect(auditEntries.items).toContainEqual({ subject: 'alert_rule', reason: '台帳の整備中', action: 'setAlertRule insert' });
    await setRule(officer, 'CONTRACT_END', {});
    expect(await countTold(asked, 1)).toBe(1);
    expect(await countTold(asked, 2)).toBe(0);
  });
});

describe('a change of lead times', () => {
  it('tells nobody again of a date that did not change, across a restart, and tells at the next lead time', async () => {
    const asked = await ministry();
    const officer = asked.as(Role.BUDGET_OFFICER);
    await contract(officer, { endsOn: inDays(70), renewalKind: 'TACIT' });
    expect(await countTold(asked, -20)).toBe(1);
    for (const leadDays of [
      [577, 80, 30],
      [75, 30],
      [577, 90, 71, 30],
    ]) {
      await setRule(officer, 'CONTRACT_END', { leadDays });
      const { close, ...doors } = await openDoors(portal.logins, 2);
      await remindOrganisation(doors, asked.id, morning(1), undefined);
      await close();
    }
    expect(await reminders.mails(asked.id)).toHaveLength(1);
    const later: number[] = [];
    for (const days of [2, 20, 39, 40, 41, 60]) if (await countTold(asked, days)) later.push(days);
    expect(later).toEqual([40]);
  });

  it('tells anew of a date that changes, once, under lead times of its own', async () => {
    const asked = await ministry();
    const officer = asked.as(Role.BUDGET_OFFICER);
    const { id, version } = await contract(officer, { number: 'K-9', endsOn: inDays(800), renewalKind: 'TACIT' });
    await setRule(officer, 'CONTRACT_END', { leadDays: [900, 10] });
    expect(await countTold(asked, 0)).toBe(1);
    await officer.expectData('mutation ($input: UpdateContractInput!) { updateContract(input: $input) { version } }', {
      input: { ...contractInput({ number: 'K-9', endsOn: inDays(790), renewalKind: 'TACIT' }), contractId: id, version },
    });
    expect([await countTold(asked, 1), await countTold(asked, 2), await countTold(asked, 700)]).toEqual([1, 0, 0]);
    expect([await countTold(asked, 780), await countTold(asked, 781)]).toEqual([1, 0]);
  });

  it('takes away none that was still to come: the former one holds until the first of the new ones', async () => {
    const asked = await ministry();
    const officer = asked.as(Role.BUDGET_OFFICER);
    await contract(officer, { endsOn: inDays(95), renewalKind: 'TACIT' });
    expect(await countTold(asked, -85)).toBe(1);
    // 90 days before was to come in five days; 100 days before has passed and was never told.
    await setRule(officer, 'CONTRACT_END', { leadDays: [577, 180, 100, 20] });
    expect([await countTold(asked, 1), await countTold(asked, 5), await countTold(asked, 6), await countTold(asked, 75)]).toEqual([
      0, 1, 0, 1,
    ]);
  });

  it('tells at once whoever is named now and was never told, and nobody else', async () => {
    const asked = await ministry(Role.PORTFOLIO_MANAGER);
    const officer = asked.as(Role.BUDGET_OFFICER);
    await contract(officer, { endsOn: inDays(70), renewalKind: 'TACIT' });
    await told(asked, -20);
    await setRule(officer, 'CONTRACT_END', { leadDays: [60], roles: ['BUDGET_OFFICER', 'PORTFOLIO_MANAGER'] });
    expect(await told(asked, 1)).toEqual({});
    await setRule(officer, 'CONTRACT_END', { leadDays: [577, 60], roles: ['BUDGET_OFFICER', 'PORTFOLIO_MANAGER'] });
    expect(Object.keys(await told(asked, 2))).toEqual([await addressOf(asked.as(Role.PORTFOLIO_MANAGER))]);
  });
});
