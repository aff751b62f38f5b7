import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { type Handover, HELD, START, TAKE } from './handovers.ts';
import { inDays, makeSystem, openRound, type RoundMade, type SystemMade } from '../support/survey.ts';

const WITHDRAW = 'mutation ($input: WithdrawHandoverInput!) { withdrawHandover(input: $input) { state withdrawnReason } }';
const OWNER = 'mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { version } }';
const CONTACTS = 'mutation ($input: SetSystemContactsInput!) { setSystemContacts(input: $input) { version } }';
const DISABLE = 'mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { version disabledAt } }';
const SYSTEM = `query ($id: ID!) { informationSystem(id: $id) { version ownerState owner { id }
  contacts { kind personName account { id } } } }`;
let portal: TestPortal;
let own: TestOrganisation;
let other: TestOrganisation;
let leaver: Person;
let successor: Person;
let system: SystemMade;
let round: RoundMade;
let number = 0;
beforeAll(async () => {
  portal = await openPortal();
  own = await portal.organisation(Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER, Role.AUDITOR, Role.VENDOR, Role.BUDGET_OFFICER);
  other = await portal.organisation(Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

/** Somebody in charge of a system, named among its contacts, who runs a round; and somebody else of the same kind. */
beforeEach(async () => {
  number += 1;
  leaver = await portal.person(own.id, `leaver${number}`, Role.SYSTEM_OWNER, Role.RESPONDENT);
  successor = await portal.person(own.id, `successor${number}`, Role.SYSTEM_OWNER);
  system = await makeSystem(leaver, 1, { name: `台帳${number}` });
  await leaver.expectData(OWNER, { input: { systemId: system.id, version: 1, accountId: leaver.accountId } });
  await leaver.expectData(CONTACTS, {
    input: {
      systemId: system.id,
      version: 2,
      contacts: [
        { kind: 'PJMO', unit: '推進班', personName: '前任', accountId: leaver.accountId },
        { kind: 'OPERATING_DIVISION', unit: '業務課' },
      ],
    },
  });
  round = await openRound(leaver, [own.id], system, { title: `調査${number}` });
});

const administrator = () => own.as(Role.ADMINISTRATOR);
const start = async (person = administrator(), input = {}): Promise<Handover> =>
  (
    await person.expectData<{ startHandover: Handover }>(START, {
      input: { fromAccountId: leaver.accountId, toAccountId: successor.accountId, leavesOn: inDays(7), ...input },
    })
  ).startHandover;
const take = async (handover: Pick<Handover, 'id' | 'version'>, itemIds: string[]): Promise<Handover> =>
  (
    await successor.expectData<{ acknowledgeHandover: Handover }>(TAKE, {
      input: { handoverId: handover.id, version: handover.version, itemIds },
    })
  ).acknowledgeHandover;
const read = async () =>
  (
    await administrator().expectData<{
      informationSystem: {
        version: number;
        ownerState: string;
        owner: { id: string };
        contacts: { personName: string; account: { id: string } | null }[];
      };
    }>(SYSTEM, { id: system.id })
  ).informationSystem;
const disabling = async (person: Person, input = {}) => ({
  input: {
    accountId: person.accountId,
    version: (await portal.superuser.query('select version from account where id = $1', [person.accountId])).rows[0].version,
    reason: '異動',
    ...input,
  },
});

describe('startHandover', () => {
  it('lists all that hangs on the person', async () => {
    const handover = await start();
    expect(handover).toMatchObject({ state: 'PENDING', openCount: handover.items.length });
    expect(handover.items.map(({ kind, label }) => [kind, label])).toEqual([
      ['SYSTEM_OWNER', `台帳${number}`],
      ['SYSTEM_CONTACT', `台帳${number}`],
      ['SURVEY_ROUND', `調査${number}`],
      ['CONFIRMATION', `台帳${number}`],
      ...Array.from({ length: number }, (_, place) => ['ANSWER_SHEET', `調査${place + 1}`]),
      ['ROLE', 'RESPONDENT'],
      ['ROLE', 'SYSTEM_OWNER'],
    ]);
    expect(handover.items.find(({ kind }) => kind === 'SURVEY_ROUND')?.dueOn).toBe(inDays(14));
  });

  it('may be done by whoever leaves, and not by a colleague', async () => {
    expect(await start(leaver)).toMatchObject({ state: 'PENDING' });
    const input = { fromAccountId: leaver.accountId, toAccountId: own.as(Role.PORTFOLIO_MANAGER).accountId, leavesOn: inDays(1) };
    expect(await successor.expectRefusal(START, { input })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await own.as(Role.VENDOR).expectRefusal(START, { input })).toMatchObject({
      extensions: { code: 'FORBIDDEN', permission: 'Mutation.startHandover' },
    });
  });

  it('refuses a successor who is the same person, a supplier or a stranger, and a second hand-over', async () => {
    for (const toAccountId of [leaver.accountId, own.as(Role.VENDOR).accountId, other.as(Role.ADMINISTRATOR).accountId])
      expect(
        await administrator().expectRefusal(START, { input: { fromAccountId: leaver.accountId, toAccountId, leavesOn: inDays(1) } }),
      ).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'toAccountId' } });
    await start();
    expect(
      await administrator().expectRefusal(START, {
        input: { fromAccountId: leaver.accountId, toAccountId: successor.accountId, leavesOn: inDays(1) },
      }),
    ).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'fromAccountId' } });
  });

  it('knows nobody of another organisation', async () => {
    const input = { fromAccountId: leaver.accountId, toAccountId: other.as(Role.PORTFOLIO_MANAGER).accountId, leavesOn: inDays(1) };
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(START, { input })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

describe('acknowledgeHandover', () => {
  it('passes each item when it is taken, and ends with the last', async () => {
    const handover = await start();
    const [owned, ...rest] = handover.items;
    expect((await read()).owner.id).toBe(leaver.accountId);
    const after = await take(handover, [owned!.id]);
    expect(after).toMatchObject({ state: 'PENDING', openCount: rest.length });
    expect(await read()).toMatchObject({ ownerState: 'IN_PLACE', owner: { id: successor.accountId } });
    const done = await take(
      { ...after, id: handover.id },
      rest.map(({ id }) => id),
    );
    expect(done).toMatchObject({ state: 'ACKNOWLEDGED', openCount: 0 });
    const { contacts } = await read();
    expect(contacts[0]).toMatchObject({ personName: `担当 successor${number}`, account: { id: successor.accountId } });
    const { rows } = await portal.superuser.query('select responsible_id from survey_round where id = $1', [round.id]);
    expect(rows[0].responsible_id).toBe(successor.accountId);
    // Nothing hangs on the person any more but what is nobody's alone.
    const { belongings } = await administrator().expectData<{ belongings: { bindingCount: number } }>(HELD, { id: leaver.accountId });
    expect(belongings.bindingCount).toBe(0);
  });

  it('adds what came to hang on the person meanwhile, so that it is not left out at the end', async () => {
    const handover = await start();
    const late = await makeSystem(leaver, 0, { name: '後から' });
    await leaver.expectData(OWNER, { input: { systemId: late.id, version: 1, accountId: leaver.accountId } });
    const after = await take(
      handover,
      handover.items.map(({ id }) => id),
    );
    expect(after).toMatchObject({ state: 'PENDING', openCount: 1 });
    const added = after.items.at(-1)!;
    expect(added).toMatchObject({ kind: 'SYSTEM_OWNER', label: '後から', acknowledgedAt: null });
    expect(await take({ ...after, id: handover.id }, [added.id])).toMatchObject({ state: 'ACKNOWLEDGED' });
  });

  it('is for the successor alone, from the list that was read, and names items of it', async () => {
    const handover = await start();
    const input = { handoverId: handover.id, version: handover.version, itemIds: [handover.items[0]!.id] };
    expect(await administrator().expectRefusal(TAKE, { input })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await own.as(Role.BUDGET_OFFICER).expectRefusal(TAKE, { input })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(TAKE, { input })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    for (const itemIds of [[], [system.id]])
      expect(await successor.expectRefusal(TAKE, { input: { ...input, itemIds } })).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field: 'itemIds' },
      });
    await take(handover, input.itemIds);
    expect(await successor.expectRefusal(TAKE, { input })).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it('takes a supplier’s access away with the person, and leaves the company', async () => {
    const vendor = own.as(Role.VENDOR);
    const { version } = await read();
    await leaver.expectData(CONTACTS, {
      input: {
        systemId: system.id,
        version,
        contacts: [{ kind: 'VENDOR', unit: '株式会社保守', personName: '保守', accountId: vendor.accountId }],
      },
    });
    const handover = await start(administrator(), { fromAccountId: vendor.accountId });
    await take(
      handover,
      handover.items.map(({ id }) => id),
    );
    expect((await read()).contacts).toEqual([{ kind: 'VENDOR', personName: null, account: null }]);
    expect(await vendor.expectData('{ informationSystems { totalCount } }')).toEqual({ informationSystems: { totalCount: 0 } });
  });
});

describe('withdrawHandover', () => {
  it('ends it for a reason, after which another successor can be chosen', async () => {
    const handover = await start();
    const input = { handoverId: handover.id, version: handover.version, reason: '後任の変更' };
    expect(await successor.expectRefusal(WITHDRAW, { input })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(WITHDRAW, { input })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await administrator().expectRefusal(WITHDRAW, { input: { ...input, reason: ' ' } })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'reason' },
    });
    expect(await administrator().expectData(WITHDRAW, { input })).toEqual({
      withdrawHandover: { state: 'WITHDRAWN', withdrawnReason: '後任の変更' },
    });
    expect(await administrator().expectRefusal(WITHDRAW, { input: { ...input, version: handover.version + 1 } })).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    expect((await read()).owner.id).toBe(leaver.accountId);
    await start();
  });
});

describe('handovers', () => {
  const seen = async (person: Person): Promise<number> =>
    (await person.expectData<{ handovers: { items: { id: string }[] } }>('{ handovers(pendingOnly: true) { items { id } } }')).handovers
      .items.length;

  it('stand before the successor, the leaver, and those who watch over them until they are done, and nobody else', async () => {
    const before = await seen(administrator());
    const handover = await start();
    for (const role of [Role.ADMINISTRATOR, Role.PORTFOLIO_MANAGER, Role.AUDITOR]) expect(await seen(own.as(role))).toBe(before + 1);
    expect([await seen(successor), await seen(leaver), await seen(own.as(Role.BUDGET_OFFICER))]).toEqual([1, 1, 0]);
    expect(await seen(other.as(Role.ADMINISTRATOR))).toBe(0);
    expect(
      await other.as(Role.ADMINISTRATOR).expectRefusal('query ($id: ID!) { handover(id: $id) { id } }', { id: handover.id }),
    ).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    await take(
      handover,
      handover.items.map(({ id }) => id),
    );
    expect(await seen(administrator())).toBe(before);
  });

  it('leave a record of each step', async () => {
    const handover = await start();
    await take(handover, [handover.items[0]!.id]);
    const { auditEntries } = await own
      .as(Role.AUDITOR)
      .expectData<{ auditEntries: { items: { action: string }[] } }>('{ auditEntries(first: 100) { items { action subject } } }');
    expect(auditEntries.items).toEqual(
      expect.arrayContaining([
        { action: 'startHandover insert', subject: 'handover' },
        { action: 'acknowledgeHandover update', subject: 'handover_item' },
        { action: 'acknowledgeHandover update', subject: 'information_system' },
      ]),
    );
  });
});

describe('disableAccount', () => {
  it('asks for a hand-over first, and names how much is left', async () => {
    const refusal = await administrator().expectRefusal(DISABLE, await disabling(leaver), { 'accept-language': 'ja' });
    expect(refusal).toMatchObject({
      message: expect.stringContaining('3件'),
      extensions: { code: 'BAD_USER_INPUT', field: 'withoutHandover' },
    });
    const handover = await start();
    expect(await administrator().expectRefusal(DISABLE, await disabling(leaver))).toMatchObject({
      extensions: { field: 'withoutHandover' },
    });
    await take(
      handover,
      handover.items.map(({ id }) => id),
    );
    expect(await administrator().expectData(DISABLE, await disabling(leaver))).toMatchObject({
      disableAccount: { disabledAt: expect.any(String) },
    });
  });

  it('shows what is left as without anybody when forced, until somebody takes it or the person is back', async () => {
    await administrator().expectData(DISABLE, await disabling(leaver, { withoutHandover: true }));
    expect((await read()).ownerState).toBe('LEFT');
    const { belongings } = await own
      .as(Role.PORTFOLIO_MANAGER)
      .expectData<{ belongings: { items: { label: string; account: { id: string } }[] } }>(HELD);
    expect(belongings.items.filter(({ account }) => account.id === leaver.accountId).map(({ label }) => label)).toEqual([
      `台帳${number}`,
      `台帳${number}`,
      `調査${number}`,
    ]);
    const { ministryBoard } = await own
      .as(Role.PORTFOLIO_MANAGER)
      .expectData<{ ministryBoard: { systems: { id: string; ownerState: string }[] } }>(
        'query ($id: ID!) { ministryBoard(organisationId: $id) { systems { id ownerState } } }',
        { id: own.id },
      );
    expect(ministryBoard.systems.find(({ id }) => id === system.id)?.ownerState).toBe('LEFT');
    const handover = await start();
    await take(handover, [handover.items[0]!.id]);
    expect(await read()).toMatchObject({ ownerState: 'IN_PLACE', owner: { id: successor.accountId } });
  });

  it('puts the person back in place when the account is enabled again', async () => {
    await administrator().expectData(DISABLE, await disabling(leaver, { withoutHandover: true }));
    const { input } = await disabling(leaver);
    await administrator().expectData('mutation ($input: EnableAccountInput!) { enableAccount(input: $input) { id } }', {
      input: { accountId: input.accountId, version: input.version },
    });
    expect((await read()).ownerState).toBe('IN_PLACE');
  });

  it('does not ask where nothing hangs on the person alone', async () => {
    const plain = await portal.person(own.id, `plain${number}`, Role.RESPONDENT);
    expect(await administrator().expectData(DISABLE, await disabling(plain))).toMatchObject({
      disableAccount: { disabledAt: expect.any(String) },
    });
  });

  it('asks where the person is the last with a role', async () => {
    const coordinator = await portal.person(other.id, `only${number}`, Role.COORDINATOR);
    expect(await other.as(Role.ADMINISTRATOR).expectRefusal(DISABLE, await disabling(coordinator))).toMatchObject({
      extensions: { field: 'withoutHandover' },
    });
    await other.as(Role.ADMINISTRATOR).expectData(DISABLE, await disabling(coordinator, { withoutHandover: true }));
  });
});

describe('belongings', () => {
  it('are shown to the person and to those who watch, and not to a colleague or a stranger', async () => {
    for (const person of [leaver, administrator()])
      expect(await person.expectData(HELD, { id: leaver.accountId })).toMatchObject({ belongings: { bindingCount: 3 } });
    for (const person of [successor, other.as(Role.ADMINISTRATOR)])
      expect(await person.expectRefusal(HELD, { id: leaver.accountId })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });

  it('cost as many statements for ten systems as for one', async () => {
    const measure = () => countStatements(portal, () => administrator().expectData(HELD, { id: leaver.accountId }));
    const few = await measure();
    for (let index = 0; index < 9; index++) {
      const made = await makeSystem(leaver, 0);
      await leaver.expectData(OWNER, { input: { systemId: made.id, version: 1, accountId: leaver.accountId } });
    }
    expect(await measure()).toBe(few);
  });
});
