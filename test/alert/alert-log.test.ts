import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { daysAfter, today } from '../../server/scalars.ts';
import { remindersOf } from '../reminder/reminders.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays } from '../support/survey.ts';

/** Who was told of which date, whether it arrived, and what is still to be told. */
let portal: TestPortal;
let reminders: ReturnType<typeof remindersOf>;
beforeAll(async () => {
  portal = await openPortal();
  reminders = remindersOf(portal);
});
afterAll(() => portal.close());

interface Delivery {
  id: string;
  kind: string;
  contractId: string | null;
  label: string | null;
  on: string;
  occasion: string;
  toldOn: string;
  recipientName: string;
  state: string | null;
}
const LOG = `query ($first: Int!, $after: String) { alertDeliveries(first: $first, after: $after) { totalCount nextCursor items {
  id kind contractId label on occasion toldOn recipientName state } } }`;
const AHEAD = '{ alertsAhead { totalCount items { kind contractId label on tellOn } } }';
const log = async (person: Person, first = 50, after: string | null = null) =>
  (
    await person.expectData<{ alertDeliveries: { totalCount: number; nextCursor: string | null; items: Delivery[] } }>(LOG, {
      first,
      after,
    })
  ).alertDeliveries;
const ahead = async (person: Person) =>
  (await person.expectData<{ alertsAhead: { items: { kind: string; contractId: string | null; on: string; tellOn: string }[] } }>(AHEAD))
    .alertsAhead.items;
const create = async (person: Person, input: object): Promise<string> =>
  (
    await person.expectData<{ createContract: { id: string } }>(
      'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
      { input: contractInput({ ...input }) },
    )
  ).createContract.id;

it('logs each date with whom it was told, and loudly who could not be told', async () => {
  const ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.AUDITOR);
  const officer = ministry.as(Role.BUDGET_OFFICER);
  await reminders.addresses(ministry.id);
  await portal.person(ministry.id, `mute@${ministry.corporateNumber}`, Role.BUDGET_OFFICER);
  const contractId = await create(officer, { number: 'K-1', title: '文書管理', endsOn: inDays(180) });
  expect((await log(officer)).items).toEqual([]);
  await reminders.remind(ministry.id, 0);
  const { items, totalCount } = await log(ministry.as(Role.AUDITOR));
  const ends = items.filter(({ kind }) => kind === 'CONTRACT_END');
  expect(ends).toHaveLength(2);
  for (const one of ends)
    expect(one).toMatchObject({ contractId, label: 'K-1 文書管理', on: inDays(180), occasion: 'BEFORE_180', toldOn: today() });
  expect(ends.map(({ state }) => state)).toEqual(expect.arrayContaining(['QUEUED', null]));

  const first = await log(officer, 1);
  const rest = await log(officer, 50, first.nextCursor);
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  expect(totalCount).toBe(items.length);
});

it('says what is told of next and when, an end that nobody knows on the first of the next month', async () => {
  const ministry = await portal.organisation(Role.BUDGET_OFFICER);
  const officer = ministry.as(Role.BUDGET_OFFICER);
  const [known, unknown] = [await create(officer, { endsOn: inDays(100) }), await create(officer, {})];
  const items = await ahead(officer);
  const of = (id: string) => items.filter(({ contractId }) => contractId === id);
  expect(of(known)).toEqual([expect.objectContaining({ kind: 'CONTRACT_END', on: inDays(100), tellOn: inDays(10) })]);
  const next = `${daysAfter(`${today().slice(0, 7)}-01`, 31).slice(0, 7)}-01`;
  expect(of(unknown)).toEqual([expect.objectContaining({ kind: 'CONTRACT_END_UNKNOWN', tellOn: next })]);
  expect(items.filter(({ contractId }) => contractId === null).every(({ kind }) => kind === 'REQUEST_DUE')).toBe(true);
  expect(items.map(({ tellOn }) => tellOn)).toEqual(items.map(({ tellOn }) => tellOn).toSorted());
  expect(items.every(({ tellOn }) => tellOn > today())).toBe(true);
});

it('is nobody else’s to see', async () => {
  const other = await portal.organisation(Role.BUDGET_OFFICER, Role.RESPONDENT);
  expect((await log(other.as(Role.BUDGET_OFFICER))).totalCount).toBe(0);
  expect(await ahead(other.as(Role.BUDGET_OFFICER))).toEqual([]);
  expect((await other.as(Role.RESPONDENT).expectRefusal(AHEAD)).extensions).toMatchObject({ code: 'FORBIDDEN' });
});
