import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { remindersOf } from '../reminder/reminders.ts';
import { ACKNOWLEDGE, type Care, HAND_OVER, openAlertsOf, RELEASE } from '../support/alerts.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays } from '../support/survey.ts';

/** Somebody says of a date: seen, I take care of it; or hands it over. */
let portal: TestPortal;
let reminders: ReturnType<typeof remindersOf>;
beforeAll(async () => {
  portal = await openPortal();
  reminders = remindersOf(portal);
});
afterAll(() => portal.close());

interface Made {
  id: string;
  version: number;
}
interface Ministry {
  organisation: TestOrganisation;
  /** Told of every date by role. */
  first: Person;
  second: Person;
  /** Keeps contracts, and is told of none by role. */
  manager: Person;
  administrator: Person;
}

let count = 0;
async function ministry(): Promise<Ministry> {
  const organisation = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR);
  const officer = (name: string): Promise<Person> => portal.person(organisation.id, `${name}@${++count}.example`, Role.BUDGET_OFFICER);
  const [first, second] = [await officer('first'), await officer('second')];
  await reminders.addresses(organisation.id);
  return {
    organisation,
    first,
    second,
    manager: organisation.as(Role.PORTFOLIO_MANAGER),
    administrator: organisation.as(Role.ADMINISTRATOR),
  };
}

const contract = async (person: Person, input: object): Promise<Made> =>
  (
    await person.expectData<{ createContract: Made }>(
      'mutation ($input: CreateContractInput!) { createContract(input: $input) { id version } }',
      { input: contractInput({ number: 'K-1', title: '文書管理', ...input }) },
    )
  ).createContract;

const alertOf = async (person: Person, contractId: string, kind = 'CONTRACT_END') =>
  (await openAlertsOf(person)).find(alert => alert.contractId === contractId && alert.kind === kind)!;

/** Runs one morning and says who was told of the contract, by the part of the address before the @. */
async function told({ organisation }: Ministry, days: number): Promise<string[]> {
  const mails = await reminders.tell(organisation.id, days);
  return mails.filter(({ body }) => body.includes('文書管理')).map(({ address }) => address.split('@')[0]!);
}

const acknowledge = async (person: Person, alertId: string, input: object = {}): Promise<Care> =>
  (await person.expectData<{ acknowledgeAlert: Care }>(ACKNOWLEDGE, { input: { alertId, version: 0, ...input } })).acknowledgeAlert;
const handOver = async (person: Person, alertId: string, to: Person, input: object = {}): Promise<Care> =>
  (await person.expectData<{ handOverAlert: Care }>(HAND_OVER, { input: { alertId, version: 0, toAccountId: to.accountId, ...input } }))
    .handOverAlert;
const steps = async (person: Person) =>
  (
    await person.expectData<{ nextSteps: { steps: { kind: string; count: number; dueOn: string | null }[] } }>(
      '{ nextSteps { steps { kind count dueOn } } }',
    )
  ).nextSteps.steps.filter(({ kind }) => kind === 'RECEIVE_DATES');
const setDay = (person: Person, { id, version }: Made, endsOn: string) =>
  person.expectData('mutation ($input: UpdateContractInput!) { updateContract(input: $input) { version } }', {
    input: { ...contractInput({ number: 'K-1', title: '文書管理', endsOn }), contractId: id, version },
  });

describe('an acknowledgement', () => {
  it('keeps later lead times of that day from the others, and goes on reminding whoever gave it', async () => {
    const asked = await ministry();
    const made = await contract(asked.first, { endsOn: inDays(180) });
    expect((await told(asked, 0)).toSorted()).toEqual(['first', 'second']);
    const { id } = await alertOf(asked.first, made.id);
    expect(await acknowledge(asked.first, id, { note: '  更新の稟議中 ' })).toMatchObject({
      version: 1,
      isMine: true,
      isInForce: true,
      isHandedOver: false,
      note: '更新の稟議中',
    });
    expect((await alertOf(asked.second, made.id)).care).toMatchObject({ isMine: false, isInForce: true, byName: expect.any(String) });
    expect(await told(asked, 90)).toEqual(['first']);
    expect(await told(asked, 150)).toEqual(['first']);
  });

  it('of somebody whom the portal had not told does not tell that person of what was just seen', async () => {
    const asked = await ministry();
    const made = await contract(asked.first, { endsOn: inDays(180) });
    await acknowledge(asked.manager, (await alertOf(asked.manager, made.id)).id);
    expect(await told(asked, 0)).toEqual([]);
    expect(await told(asked, 90)).toHaveLength(1);
  });

  it('belongs to the day: once that changes, all are told anew', async () => {
    const asked = await ministry();
    const made = await contract(asked.first, { endsOn: inDays(180) });
    await told(asked, 0);
    await acknowledge(asked.first, (await alertOf(asked.first, made.id)).id);
    await setDay(asked.first, made, inDays(170));
    expect((await alertOf(asked.first, made.id)).care).toBeNull();
    expect((await told(asked, 1)).toSorted()).toEqual(['first', 'second']);
  });

  it('is of one month where nobody knows the end', async () => {
    const asked = await ministry();
    const made = await contract(asked.first, {});
    await told(asked, 0);
    const { id, on } = await alertOf(asked.first, made.id, 'CONTRACT_END_UNKNOWN');
    expect(on.slice(8)).toBe('01');
    await acknowledge(asked.first, id);
    const next = Array.from({ length: 31 }, (_, index) => index + 1).find(day => inDays(day).endsWith('-01'))!;
    expect((await told(asked, next)).toSorted()).toEqual(['first', 'second']);
  });

  it('can be taken back, which tells the others of the lead time that they missed', async () => {
    const asked = await ministry();
    const made = await contract(asked.first, { endsOn: inDays(180) });
    await told(asked, 0);
    const { id } = await alertOf(asked.first, made.id);
    await acknowledge(asked.first, id);
    expect(await told(asked, 90)).toEqual(['first']);
    const { releaseAlert } = await asked.second.expectData<{ releaseAlert: Care }>(RELEASE, { input: { alertId: id, version: 1 } });
    expect(releaseAlert).toMatchObject({ holderName: null, isInForce: false, version: 2 });
    expect(await told(asked, 91)).toEqual(['second']);
    const { extensions } = await asked.second.expectRefusal(RELEASE, { input: { alertId: id, version: 2 } });
    expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a hand-over', () => {
  it('tells the colleague by the next mail and on the start page, and nobody else', async () => {
    const asked = await ministry();
    const made = await contract(asked.first, { endsOn: inDays(180) });
    await told(asked, 0);
    const { id } = await alertOf(asked.first, made.id);
    const { version } = await handOver(asked.first, id, asked.second, { note: '4月から担当' });
    expect(await steps(asked.second)).toEqual([{ kind: 'RECEIVE_DATES', count: 1, dueOn: inDays(180) }]);
    expect(await steps(asked.first)).toEqual([]);
    expect(await told(asked, 1)).toEqual(['second']);
    const [mail] = (await reminders.mails(asked.organisation.id)).slice(-1);
    expect(mail!.body).toMatch(/さんから引き継がれました。「4月から担当」/);
    expect(await told(asked, 2)).toEqual([]);
    expect(await told(asked, 90)).toEqual(['second']);
    await acknowledge(asked.second, id, { version });
    expect(await steps(asked.second)).toEqual([]);
  });

  it('back and forth is told each time', async () => {
    const asked = await ministry();
    const made = await contract(asked.first, { endsOn: inDays(180) });
    await told(asked, 0);
    const { id } = await alertOf(asked.first, made.id);
    await handOver(asked.first, id, asked.second);
    expect(await told(asked, 1)).toEqual(['second']);
    await handOver(asked.second, id, asked.first, { version: 1 });
    expect(await told(asked, 2)).toEqual(['first']);
    await handOver(asked.first, id, asked.second, { version: 2 });
    expect(await told(asked, 3)).toEqual(['second']);
  });

  it('goes to people of the same ministry who keep contracts, and to nobody else', async () => {
    const [asked, other] = [await ministry(), await ministry()];
    const made = await contract(asked.first, { endsOn: inDays(180) });
    const { id } = await alertOf(asked.first, made.id);
    for (const to of [other.first, asked.administrator, asked.first])
      expect(
        (await asked.first.expectRefusal(HAND_OVER, { input: { alertId: id, version: 0, toAccountId: to.accountId } })).extensions,
      ).toMatchObject({ code: 'BAD_USER_INPUT', field: 'toAccountId' });
    const { alertTakers } = await asked.first.expectData<{ alertTakers: { items: { id: string }[] } }>('{ alertTakers { items { id } } }');
    expect(alertTakers.items.map(({ id: takerId }) => takerId).toSorted()).toEqual(
      [asked.first, asked.second, asked.manager].map(({ accountId }) => accountId).toSorted(),
    );
  });
});

describe('a date whose carer', () => {
  it.each([
    [
      'has an account out of use',
      ({ administrator, second }: Ministry, version: number) =>
        administrator.expectData('mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { id } }', {
          input: { accountId: second.accountId, version, reason: '異動' },
        }),
    ],
    [
      'does not keep contracts any more',
      ({ administrator, second }: Ministry, version: number) =>
        administrator.expectData('mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { id } }', {
          input: { accountId: second.accountId, version, name: '異動した人', roles: ['RESPONDENT'] },
        }),
    ],
  ])('%s is told to the others again', async (_, leave) => {
    const asked = await ministry();
    const made = await contract(asked.first, { endsOn: inDays(180) });
    await told(asked, 0);
    const { id } = await alertOf(asked.first, made.id);
    await handOver(asked.first, id, asked.second);
    const { rows } = await portal.superuser.query<{ version: number }>('select version from account where id = $1', [
      asked.second.accountId,
    ]);
    await leave(asked, rows[0]!.version);
    expect((await alertOf(asked.first, made.id)).care).toMatchObject({ isInForce: false });
    expect(await told(asked, 90)).toEqual(['first']);
    await acknowledge(asked.first, id, { version: 1 });
    expect((await alertOf(asked.first, made.id)).care).toMatchObject({ isInForce: true, isMine: true });
  });
});

it('shows what nobody takes care of first, and who takes care of the rest in the log, ahead and at the contract', async () => {
  const asked = await ministry();
  const near = await contract(asked.first, { endsOn: inDays(100) });
  const far = await contract(asked.first, { endsOn: inDays(180), number: 'K-2' });
  await told(asked, 0);
  await acknowledge(asked.first, (await alertOf(asked.first, near.id)).id, { note: '手配済み' });
  const ends = (await openAlertsOf(asked.second)).filter(({ kind }) => kind === 'CONTRACT_END');
  expect(ends.map(({ contractId }) => contractId)).toEqual([far.id, near.id]);
  const {
    alertDeliveries,
    alertsAhead,
    contract: shown,
  } = await asked.second.expectData<{
    alertDeliveries: { items: { contractId: string; care: Care | null }[] };
    alertsAhead: { items: { contractId: string; care: Care | null }[] };
    contract: { openAlerts: { kind: string; care: Care | null }[] };
  }>(
    `query ($id: ID!) { alertDeliveries { items { contractId care { note } } } alertsAhead { items { contractId care { note } } }
      contract(id: $id) { openAlerts { kind care { note } } } }`,
    { id: near.id },
  );
  const notes = (items: { contractId: string; care: Care | null }[], id: string) =>
    items.filter(({ contractId }) => contractId === id).map(({ care }) => care?.note);
  expect(notes(alertDeliveries.items, near.id)).toEqual(['手配済み', '手配済み']);
  expect(notes(alertDeliveries.items, far.id)).toEqual([undefined, undefined]);
  expect(notes(alertsAhead.items, near.id)).toEqual(['手配済み']);
  expect(shown.openAlerts).toEqual([{ kind: 'CONTRACT_END', care: { note: '手配済み' } }]);
});

describe('is refused', () => {
  it('for a date of another ministry, one that the ledger does not have, and in another version', async () => {
    const [asked, other] = [await ministry(), await ministry()];
    const made = await contract(asked.first, { endsOn: inDays(180) });
    const { id } = await alertOf(asked.first, made.id);
    expect((await other.first.expectRefusal(ACKNOWLEDGE, { input: { alertId: id, version: 0 } })).extensions).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { extensions: absent } = await asked.first.expectRefusal(ACKNOWLEDGE, { input: { alertId: randomUUID(), version: 0 } });
    expect(absent).toMatchObject({ code: 'NOT_FOUND' });
    await acknowledge(asked.first, id);
    expect((await asked.second.expectRefusal(ACKNOWLEDGE, { input: { alertId: id, version: 0 } })).extensions).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 1,
    });
    const { extensions } = await asked.second.expectRefusal(ACKNOWLEDGE, { input: { alertId: id, version: 1, note: 'あ'.repeat(501) } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'note' });
  });

  it('without a role that keeps contracts', async () => {
    const { administrator } = await ministry();
    const { extensions } = await administrator.expectRefusal(ACKNOWLEDGE, { input: { alertId: randomUUID(), version: 0 } });
    expect(extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
