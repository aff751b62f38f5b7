import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { calendarFeed } from '../../server/alert/calendar-feed.ts';
import { AlertKind } from '../../server/alert/kind.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays } from '../support/survey.ts';

let portal: TestPortal;
let ministry: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.SYSTEM_OWNER, Role.ADMINISTRATOR);
});
afterAll(() => portal.close());

interface Issued {
  secret: string;
  token: { id: string };
}
const ISSUE = 'mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { secret token { id } } }';
const wish = (scope: string) => ({ input: { name: '手元のカレンダー', scope, validUntil: inDays(30) } });
const issue = async (person: Person): Promise<Issued> =>
  (await person.expectData<{ issueApiToken: Issued }>(ISSUE, wish('CALENDAR'))).issueApiToken;
const fetchFeed = (secret: string, search = '') => portal.app.inject({ url: `/calendar/${secret}.ics${search}` });

type Event = Record<string, string>;

/** Reads a calendar as RFC 5545 says, and refuses what it does not allow. */
function parse(text: string): { properties: Event; events: Event[] } {
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const properties: Event = {};
  const events: Event[] = [];
  let open: Event | undefined;
  for (const line of text.replaceAll('\r\n ', '').trimEnd().split('\r\n')) {
    const [, name, value] = /^([A-Z-]+(?:;[A-Z]+=[A-Z]+)?):(.*)$/.exec(line)!;
    if (name === 'BEGIN' && value === 'VEVENT') events.push((open = {}));
    else if (name === 'END' && value === 'VEVENT') open = undefined;
    else if (open || !['BEGIN', 'END'].includes(name!))
      (open ?? properties)[name!] = value!.replaceAll(/\\([\\;,n])/g, (_all, one: string) => (one === 'n' ? '\n' : one));
    else if (value !== 'VCALENDAR') throw new Error(`Unexpected ${line}`);
  }
  return { properties, events };
}

const add = async (person: Person, input: Record<string, unknown>): Promise<{ id: string; version: number; input: object }> => {
  const whole = contractInput(input);
  const { createContract } = await person.expectData<{ createContract: { id: string; version: number } }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id version } }',
    { input: whole },
  );
  return { ...createContract, input: whole };
};

it('has the last day in force as a whole day, moves it under the same UID, and shows no other ministry', async () => {
  const officer = ministry.as(Role.BUDGET_OFFICER);
  const other = await portal.organisation(Role.BUDGET_OFFICER);
  await add(other.as(Role.BUDGET_OFFICER), { title: '他府省の契約', endsOn: inDays(10) });
  const title = '文書管理, 電子決裁; ライセンス\\保守 とても長い件名なので何行にも折り返される契約';
  const { id, version, input } = await add(officer, { title, endsOn: inDays(60), noticeDays: 30 });
  const { secret } = await issue(officer);

  const answer = await fetchFeed(secret);
  expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/calendar; charset=utf-8' } });
  expect(answer.body).not.toContain('VALARM');
  const { properties, events } = parse(answer.body);
  expect(properties).toMatchObject({ VERSION: '2.0', 'X-WR-CALNAME': '棚卸しポータル 契約と予算要求' });
  const packed = (days: number): string => inDays(days).replaceAll('-', '');
  const end = events.find(event => event['SUMMARY']!.startsWith('契約終了'))!;
  expect(end).toMatchObject({ 'DTSTART;VALUE=DATE': packed(60), 'DTEND;VALUE=DATE': packed(61) });
  expect(end['SUMMARY']!.endsWith(title)).toBe(true);
  expect(events.find(event => event['SUMMARY']!.startsWith('契約の通知期限'))).toMatchObject({ 'DTSTART;VALUE=DATE': packed(30) });
  expect(events.some(event => event['SUMMARY']!.startsWith('予算の要求期限'))).toBe(true);
  expect(new Set(events.map(event => event['UID'])).size).toBe(events.length);
  expect(answer.body).not.toContain('他府省');

  await officer.expectData('mutation ($input: UpdateContractInput!) { updateContract(input: $input) { version } }', {
    input: { ...input, contractId: id, version, endsOn: inDays(90) },
  });
  const later = parse((await fetchFeed(secret, '?lang=en')).body).events;
  const moved = later.find(event => event['SUMMARY']!.startsWith('Contract ends'))!;
  expect(moved).toMatchObject({ UID: end['UID'], 'DTSTART;VALUE=DATE': packed(90) });
});

describe('the address of a calendar', () => {
  it('leads nowhere once it was revoked, or where it never was', async () => {
    const officer = ministry.as(Role.BUDGET_OFFICER);
    const { secret, token } = await issue(officer);
    expect((await fetchFeed(secret)).statusCode).toBe(200);
    await officer.expectData('mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { id } }', {
      input: { tokenId: token.id, reason: '端末を替えた' },
    });
    expect((await fetchFeed(secret)).statusCode).toBe(404);
    expect((await fetchFeed('tnr_nothing')).statusCode).toBe(404);
  });

  it('opens no import, and a token for imports opens no calendar', async () => {
    const { errors } = await ministry.as(Role.BUDGET_OFFICER).ask(ISSUE, wish('USAGE_LOG_IMPORT'));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const { issueApiToken } = await ministry.as(Role.SYSTEM_OWNER).expectData<{ issueApiToken: Issued }>(ISSUE, wish('USAGE_LOG_IMPORT'));
    expect((await fetchFeed(issueApiToken.secret)).statusCode).toBe(404);
  });
});

it('ends a leap day on the first of March', () => {
  const date = {
    kind: AlertKind.CONTRACT_END,
    subjectId: 's',
    label: 'x',
    path: '/contracts/s',
    on: '2028-02-29',
    contractKind: null,
    ownerIds: [],
    source: null,
  };
  const feed = calendarFeed([date], {
    organisationId: 'o',
    language: 'en',
    publicUrl: 'https://portal.example',
    now: new Date('2027-01-01T00:00:00Z'),
    end: { tokenId: 't', name: '端末; 1', on: '2027-12-31' },
  });
  expect(parse(feed).events).toEqual([
    {
      UID: 'contract_end.contracts.s.o@tanaoroshi',
      DTSTAMP: '20270101T000000Z',
      'DTSTART;VALUE=DATE': '20280229',
      'DTEND;VALUE=DATE': '20280301',
      SUMMARY: 'Contract ends: x',
      URL: 'https://portal.example/contracts/s',
      TRANSP: 'TRANSPARENT',
    },
    {
      UID: 'calendar_end.t.o@tanaoroshi',
      DTSTAMP: '20270101T000000Z',
      'DTSTART;VALUE=DATE': '20271231',
      'DTEND;VALUE=DATE': '20280101',
      SUMMARY: 'This calendar ends: 端末; 1',
      DESCRIPTION: 'Nothing is shown after this day. Issue a new address in the portal and subscribe to that.',
      URL: 'https://portal.example/api-tokens?for=calendar',
      TRANSP: 'TRANSPARENT',
    },
  ]);
});
