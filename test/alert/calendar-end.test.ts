import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { remindersOf } from '../reminder/reminders.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays } from '../support/survey.ts';

/** A calendar falls silent with its token: its owner hears of it in time, by mail, on the first page and in the calendar itself. */
let portal: TestPortal;
let reminders: ReturnType<typeof remindersOf>;
let ministry: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  reminders = remindersOf(portal);
});
afterAll(() => portal.close());

async function made(): Promise<Person> {
  ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR);
  await reminders.addresses(ministry.id);
  return ministry.as(Role.BUDGET_OFFICER);
}
interface Issued {
  secret: string;
  token: { id: string };
}
const issue = async (person: Person, days: number, scope = 'CALENDAR'): Promise<Issued> =>
  (
    await person.expectData<{ issueApiToken: Issued }>(
      'mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { secret token { id } } }',
      { input: { name: '手元のカレンダー', scope, validUntil: inDays(days) } },
    )
  ).issueApiToken;
const revoke = (person: Person, { token }: Issued): Promise<unknown> =>
  person.expectData('mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { id } }', {
    input: { tokenId: token.id, reason: '発行し直した' },
  });
const stepsOf = async (person: Person): Promise<object[]> =>
  (
    await person.expectData<{ nextSteps: { steps: { kind: string }[] } }>('{ nextSteps { steps { kind name count dueOn } } }')
  ).nextSteps.steps.filter(({ kind }) => kind === 'RENEW_CALENDARS');

it('is told to its owner alone, at each lead time once, and once more when it has ended', async () => {
  const officer = await made();
  await issue(officer, 40);
  const told: number[] = [];
  for (const day of [0, 9, 10, 11, 25, 26, 27, 33, 37, 39, 40, 41, 42, 48]) {
    if ((await reminders.tell(ministry.id, day)).length) told.push(day);
  }
  expect(told).toEqual([10, 26, 33, 37, 39, 40, 41]);
  const mails = await reminders.mails(ministry.id);
  expect(new Set(mails.map(({ address }) => address)).size).toBe(1);
  expect(mails[0]!.body).toContain('■ カレンダー購読の終了');
  expect(mails[0]!.body).toContain('手元のカレンダー');
  expect(mails[0]!.body).toContain('あと30日');
  expect(mails[0]!.body).toContain('https://portal.example/api-tokens?for=calendar');
  expect(mails.at(-1)!.body).toContain('1日超過');
});

it('is told of no calendar that fell silent long ago', async () => {
  const officer = await made();
  await issue(officer, 5);
  expect((await reminders.tell(ministry.id, 20)).filter(({ body }) => body.includes('カレンダー購読の終了'))).toEqual([]);
});

it('is told neither of a token for imports nor of one that was revoked, nor to somebody whose account is out of use', async () => {
  const officer = await made();
  await issue(ministry.as(Role.PORTFOLIO_MANAGER), 5, 'USAGE_LOG_IMPORT');
  await revoke(officer, await issue(officer, 5));
  await issue(officer, 5);
  const { accounts } = await ministry
    .as(Role.ADMINISTRATOR)
    .expectData<{ accounts: { items: { id: string; version: number }[] } }>('{ accounts { items { id version } } }');
  const { version } = accounts.items.find(({ id }) => id === officer.accountId)!;
  await ministry.as(Role.ADMINISTRATOR).expectData('mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { id } }', {
    input: { accountId: officer.accountId, version, reason: '退職' },
  });
  await reminders.remind(ministry.id, 0);
  expect(await reminders.mails(ministry.id)).toEqual([]);
});

it('stands on the first page of its owner until it is revoked or long over, and of nobody else', async () => {
  const officer = await made();
  await issue(officer, 31);
  expect(await stepsOf(officer)).toEqual([]);
  const first = await issue(officer, 30);
  expect(await stepsOf(officer)).toEqual([{ kind: 'RENEW_CALENDARS', name: '手元のカレンダー', count: 1, dueOn: inDays(30) }]);
  await issue(officer, 3);
  expect(await stepsOf(officer)).toEqual([{ kind: 'RENEW_CALENDARS', name: null, count: 2, dueOn: inDays(3) }]);
  expect(await stepsOf(ministry.as(Role.PORTFOLIO_MANAGER))).toEqual([]);
  await revoke(officer, first);
  expect(await stepsOf(officer)).toMatchObject([{ count: 1, dueOn: inDays(3) }]);
  const age = (days: number): Promise<unknown> =>
    portal.superuser.query(
      `update api_token set expires_at = expires_at - make_interval(days => $2) where tenant_id = $1 and revoked_at is null`,
      [ministry.id, days],
    );
  await portal.superuser.query("delete from api_token where tenant_id = $1 and expires_at > now() + interval '20 days'", [ministry.id]);
  await age(10);
  expect(await stepsOf(officer)).toMatchObject([{ count: 1, dueOn: inDays(-7) }]);
  await age(1);
  expect(await stepsOf(officer)).toEqual([]);
});

it('says in the calendar itself on which day it ends, for each address its own', async () => {
  const officer = await made();
  const [one, other] = [await issue(officer, 1), await issue(officer, 365)];
  for (const [{ secret, token }, days] of [
    [one, 1],
    [other, 365],
  ] as const) {
    const { body } = await portal.app.inject({ url: `/calendar/${secret}.ics` });
    const event = body
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT')
      .find(text => text.includes(`UID:calendar_end.${token.id}.`))!;
    expect(event).toContain(`DTSTART;VALUE=DATE:${inDays(days).replaceAll('-', '')}\r\n`);
    expect(event).toContain('SUMMARY:このカレンダーの購読が終わる日: 手元のカレンダー\r\n');
    expect(body.split('UID:calendar_end.')).toHaveLength(2);
  }
});
