import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { daysAfter } from '../../server/scalars.ts';
import { remindersOf } from '../reminder/reminders.ts';
import { setRule } from '../support/alerts.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';

/** The last day to give notice and the day to begin a procurement, counted from the last day in force, over month ends and leap days. */
let portal: TestPortal;
beforeAll(async () => (portal = await openPortal()));
afterAll(() => portal.close());

/** What is told of contracts whose renewal is of each kind: notice unless it ends by itself, procurement unless it goes on by itself. */
const TOLD = [
  ['TACIT', true, false],
  ['BY_AGREEMENT', true, true],
  ['NONE', false, true],
  ['UNKNOWN', true, true],
] as const;

it.each([
  ['2028-03-31', 31, '2028-02-29'],
  ['2027-03-31', 31, '2027-02-28'],
  ['2028-03-01', 1, '2028-02-29'],
  ['2027-03-01', 1, '2027-02-28'],
  ['2028-02-29', 30, '2028-01-30'],
  ['2028-02-29', 366, '2027-02-28'],
  ['2029-02-28', 366, '2028-02-28'],
  ['2028-12-31', 366, '2027-12-31'],
  ['2027-10-31', 61, '2027-08-31'],
  ['2028-03-31', 0, '2028-03-31'],
])('of a contract that ends on %s with %s days of notice is %s, by each kind of renewal', async (endsOn, days, on) => {
  const ministry = await portal.organisation(Role.BUDGET_OFFICER);
  await remindersOf(portal).addresses(ministry.id);
  const officer = ministry.as(Role.BUDGET_OFFICER);
  for (const [renewal] of TOLD) {
    const renewalKind = renewal === 'UNKNOWN' ? null : renewal;
    await officer.expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
      input: contractInput({ number: `N-${renewal}`, title: renewal, endsOn, renewalKind, noticeDays: days, leadTimeDays: days }),
    });
  }
  // On the day alone, and of nothing else.
  for (const kind of ['CONTRACT_NOTICE', 'PROCUREMENT_START']) await setRule(officer, kind, { leadDays: [0] });
  for (const kind of ['CONTRACT_END', 'REQUEST_DUE']) await setRule(officer, kind, { silentReason: '通知期限だけを見る' });
  const run = (day: string): Promise<boolean> =>
    remindOrganisation(portal.doors, ministry.id, new Date(`${day}T09:00:00+09:00`), undefined);
  await run(daysAfter(on, -1));
  expect(await remindersOf(portal).mails(ministry.id)).toEqual([]);
  await run(on);
  const [mail, ...more] = await remindersOf(portal).mails(ministry.id);
  expect(more).toEqual([]);
  /** Renewals of the contracts that a heading of the mail has below it. */
  const below = (heading: string): string[] => {
    const section = mail!.body.split(`■ ${heading}（`)[1]!.split('\n\n')[0]!;
    return [...section.matchAll(/^・N-(\w+) .*本日まで/gm)].map(([, renewal]) => renewal!).toSorted();
  };
  const of = (place: 1 | 2): string[] =>
    TOLD.filter(told => told[place])
      .map(([renewal]) => renewal)
      .toSorted();
  expect([below('契約の通知期限'), below('調達の開始')]).toEqual([of(1), of(2)]);
});
