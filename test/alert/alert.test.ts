import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { AlertKind, leadDaysOf } from '../../server/alert/kind.ts';
import { ContractKind } from '../../server/contract/terms.ts';
import { occasionOn } from '../../server/reminder/occasion.ts';
import { openDoors } from '../../server/start-portal.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { morning, remindersOf } from '../reminder/reminders.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays, makeSystem } from '../support/survey.ts';

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
  number: string;
}

/** A ministry whose people have addresses, and who keeps a ledger. */
async function ministry(...others: Role[]): Promise<TestOrganisation> {
  const made = await portal.organisation(Role.BUDGET_OFFICER, ...others);
  await reminders.addresses(made.id);
  return made;
}

async function contract(person: Person, input: Record<string, unknown>): Promise<{ made: Made; input: Record<string, unknown> }> {
  const whole = contractInput(input);
  const { createContract: made } = await person.expectData<{ createContract: Made }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id version number } }',
    { input: whole },
  );
  return { made, input: whole };
}

const change = (person: Person, { id, version }: Made, input: Record<string, unknown>): Promise<unknown> =>
  person.expectData('mutation ($input: UpdateContractInput!) { updateContract(input: $input) { version } }', {
    input: { ...input, contractId: id, version },
  });

/** Runs one morning and says what its mails say, one text for each mail. */
async function told({ id }: TestOrganisation, days: number): Promise<string[]> {
  return (await reminders.tell(id, days)).map(({ body }) => body);
}

describe('lead times', () => {
  it.each([
    [578, null],
    [577, 'BEFORE_577'],
    [366, 'BEFORE_577'],
    [365, 'BEFORE_365'],
    [7, 'BEFORE_7'],
  ])('%s days before the end of an operation contract the occasion is %s', (days, occasion) => {
    const leadDays = leadDaysOf(AlertKind.CONTRACT_END, ContractKind.OPERATION);
    expect(occasionOn({ on: '2028-02-29', isDue: true, leadDays }, daysBefore('2028-02-29', days))).toBe(occasion);
  });

  it('differ by the kind of contract and of date', () => {
    expect(leadDaysOf(AlertKind.CONTRACT_END, ContractKind.LICENCE)).not.toContain(365);
    expect(leadDaysOf(AlertKind.CONTRACT_NOTICE, ContractKind.LICENCE)).toContain(1);
  });
});

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NO_SOURCE = { text: null, byName: null, at: null, product: null, cycle: null, snapshotName: null, snapshotAsOf: null };

/** Where the one end of support is from that a person's organisation is told of, now and later. */
async function sourceShown(person: Person): Promise<Record<string, string | null> | undefined> {
  const SOURCE = 'kind source { kind text byName at product cycle snapshotName snapshotAsOf }';
  type Alerts = { items: { kind: string; source: Record<string, string | null> | null }[] };
  const { openAlerts, alertsAhead } = await person.expectData<{ openAlerts: Alerts; alertsAhead: Alerts }>(
    `{ openAlerts { items { ${SOURCE} } } alertsAhead { items { ${SOURCE} } } }`,
  );
  const [now, later] = [openAlerts, alertsAhead].map(({ items }) => items.find(({ kind }) => kind === 'SUPPORT_END')?.source);
  expect(now).toEqual(later);
  expect([...openAlerts.items, ...alertsAhead.items].filter(({ kind, source }) => kind !== 'SUPPORT_END' && source)).toEqual([]);
  return now ?? undefined;
}

/** What the calendar of a person notes at the one end of support. */
async function calendarNote(person: Person, language = 'ja'): Promise<string> {
  const { issueApiToken } = await person.expectData<{ issueApiToken: { secret: string } }>(
    'mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { secret } }',
    { input: { name: 'カレンダー', scope: 'CALENDAR', validUntil: inDays(30) } },
  );
  const { body } = await portal.app.inject({ url: `/calendar/${issueApiToken.secret}.ics?lang=${language}` });
  return /\r\nDESCRIPTION:(.*)\r\n/.exec(body.replaceAll('\r\n ', ''))![1]!;
}

describe('a date in the ledger', () => {
  it('is told once at each lead time, never twice after a restart, and anew once it has changed', async () => {
    const asked = await ministry();
    const officer = asked.as(Role.BUDGET_OFFICER);
    const { made, input } = await contract(officer, { endsOn: inDays(180), title: '文書管理のライセンス' });
    const [first] = await told(asked, 0);
    expect(first).toContain('■ 契約の終了（1件）');
    expect(first).toContain('文書管理のライセンス');
    expect(first).toContain('あと180日');
    expect(first).toContain(`https://portal.example/contracts/${made.id}`);
    expect(await told(asked, 1)).toEqual([]);
    // Another process, as after a restart, and two of them on the same morning.
    const { close, ...doors } = await openDoors(portal.logins, 2);
    const runs = await Promise.all([1, 2].map(() => remindOrganisation(doors, asked.id, morning(2), undefined)));
    await close();
    expect(runs.filter(Boolean)).toHaveLength(1);
    expect(await reminders.mails(asked.id)).toHaveLength(1);

    await change(officer, made, { ...input, endsOn: inDays(170) });
    expect((await told(asked, 3))[0]).toContain('あと167日');
    expect(await told(asked, 4)).toEqual([]);
    expect(await told(asked, 80)).toHaveLength(1);
  });

  it('is not told when it passed long ago', async () => {
    const asked = await ministry();
    await contract(asked.as(Role.BUDGET_OFFICER), { endsOn: inDays(-31) });
    expect(await told(asked, 0)).toEqual([]);
  });

  it.each([
    ['TACIT', ['契約の終了', '契約の通知期限']],
    ['BY_AGREEMENT', ['契約の終了', '契約の通知期限', '調達の開始']],
    ['NONE', ['契約の終了', '調達の開始']],
    [null, ['契約の終了', '契約の通知期限', '調達の開始']],
  ])('of a contract whose renewal is %s asks for %j', async (renewalKind, headings) => {
    const asked = await ministry();
    await contract(asked.as(Role.BUDGET_OFFICER), { endsOn: inDays(90), renewalKind, noticeDays: 60, leadTimeDays: 60 });
    const [mail] = await told(asked, 0);
    expect(['契約の終了', '契約の通知期限', '調達の開始'].filter(heading => mail!.includes(`■ ${heading}`))).toEqual(headings);
  });

  it('keeps licence, support and own stop apart', async () => {
    const asked = await ministry();
    const dates = {
      endsOn: inDays(90),
      licenceEndsOn: inDays(90),
      supportEndsOn: inDays(90),
      supportEndSource: '製品情報',
      stopsOn: inDays(90),
    };
    await contract(asked.as(Role.BUDGET_OFFICER), dates);
    const [mail] = await told(asked, 0);
    for (const heading of ['契約の終了', 'ライセンスの終了', 'サポートの終了', '利用停止の予定'])
      expect(mail).toContain(`■ ${heading}（1件）`);
  });

  it('of support is that of the product’s life cycle where the ledger has none, with its source, and a person’s own goes before it', async () => {
    const lifeCycles = JSON.parse(await readFile(new URL('../fixtures/life-cycles/endoflife.json', import.meta.url), 'utf8')) as {
      products: { id: string; cycles: { cycle: string; eol?: unknown }[] }[];
    };
    const cycle = lifeCycles.products.find(({ id }) => id === 'postgresql')!.cycles.find(one => one.cycle === '14')!;
    cycle.eol = inDays(180);
    await portal.operator.importLifeCycles(JSON.stringify(lifeCycles), 'dryRun=false', 'ja');
    const [asked, other] = [await ministry(), await ministry()];
    const product = { productName: 'PostgreSQL', productVersion: '14', productIdentifier: 'postgresql', kind: 'SOFTWARE_MAINTENANCE' };
    const officer = asked.as(Role.BUDGET_OFFICER);
    const { made, input } = await contract(officer, { endsOn: inDays(1500), title: 'データベース保守', ...product });
    const [mail] = await told(asked, 0);
    expect(mail).toContain('■ サポートの終了（1件）');
    expect(mail).toMatch(/データベース保守.*あと180日/);
    expect(mail).toMatch(/根拠: PostgreSQL 14（endoflife\.date \d{4}-\d{2}-\d{2} 時点）/);
    expect(await told(other, 0)).toEqual([]);
    expect(await sourceShown(officer)).toMatchObject({
      ...NO_SOURCE,
      kind: 'LIFE_CYCLE',
      product: 'PostgreSQL',
      cycle: '14',
      snapshotName: 'endoflife.date',
      snapshotAsOf: expect.stringMatching(DAY) as string,
    });
    expect(await calendarNote(officer)).toMatch(/^根拠: PostgreSQL 14（endoflife\.date \d{4}-\d{2}-\d{2} 時点）$/);

    await change(officer, made, { ...input, supportEndsOn: inDays(170), supportEndSource: '販売元の通知' });
    const [again] = await told(asked, 1);
    expect(again).toMatch(/データベース保守.*あと169日/);
    const { viewer } = await officer.expectData<{ viewer: { account: { name: string } } }>('{ viewer { account { name } } }');
    const by = viewer.account.name;
    expect(again).toContain(`根拠: 販売元の通知（${by} が ${inDays(0)} に記録）`);
    expect(await told(asked, 2)).toEqual([]);
    const source = await sourceShown(officer);
    expect(source).toEqual({ ...NO_SOURCE, kind: 'OVERRIDE', text: '販売元の通知', byName: by, at: expect.any(String) as string });
    expect(Date.parse(source!['at']!)).toBeGreaterThan(Date.now() - 60_000);
    expect(await calendarNote(officer)).toBe(`根拠: 販売元の通知（${by} が ${inDays(0)} に記録）`);
    expect(await calendarNote(officer, 'en')).toBe(`Source: 販売元の通知 (recorded by ${by} on ${inDays(0)})`);
    expect(await sourceShown(other.as(Role.BUDGET_OFFICER))).toBeUndefined();
  });

  it('that nobody knows comes first in the mail, once in a month', async () => {
    const asked = await ministry();
    const officer = asked.as(Role.BUDGET_OFFICER);
    await contract(officer, { title: '終わりの分からない保守' });
    await contract(officer, { endsOn: inDays(90) });
    const [mail] = await told(asked, 0);
    expect(mail!.indexOf('■ 終了日が不明の契約')).toBeGreaterThan(0);
    expect(mail!.indexOf('■ 終了日が不明の契約')).toBeLessThan(mail!.indexOf('■ 契約の終了'));
    const later: number[] = [];
    const days = Array.from({ length: 62 }, (_, index) => index + 1).filter(day => ['01', '02', '20'].includes(inDays(day).slice(8)));
    for (const day of days)
      if ((await told(asked, day)).some(body => body.includes('終わりの分からない保守'))) later.push(Number(inDays(day).slice(8)));
    // The first of each month that began since.
    expect(later.length).toBeGreaterThanOrEqual(2);
    expect(new Set(later)).toEqual(new Set([1]));
  });

  it('reaches the budget officers and who owns the system, and nobody else, of no other ministry', async () => {
    const asked = await ministry(Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.AUDITOR);
    const other = await ministry();
    const { viewer } = await asked
      .as(Role.SYSTEM_OWNER)
      .expectData<{ viewer: { account: { id: string } } }>('{ viewer { account { id } } }');
    const system = await makeSystem(asked.as(Role.PORTFOLIO_MANAGER), 0);
    await asked.as(Role.PORTFOLIO_MANAGER).expectData('mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { id } }', {
      input: { systemId: system.id, version: system.version, accountId: viewer.account.id },
    });
    await contract(asked.as(Role.BUDGET_OFFICER), { endsOn: inDays(90), systemIds: [system.id] });
    await contract(other.as(Role.BUDGET_OFFICER), { endsOn: inDays(90), title: '他府省の契約' });
    const mails = await told(asked, 0);
    expect(mails).toHaveLength(2);
    expect(mails.join()).not.toContain('他府省の契約');
  });
});

describe('the request of a fiscal year', () => {
  it('is due on the day that the organisation set, with its own cut-off before', async () => {
    const asked = await ministry();
    const officer = asked.as(Role.BUDGET_OFFICER);
    await contract(officer, { endsOn: inDays(3000) });
    const fiscalYear = Number(inDays(400).slice(0, 4)) + (inDays(0).slice(5) < '04-01' ? -1 : 0);
    await officer.expectData('mutation ($input: SetRequestCalendarInput!) { setRequestCalendar(input: $input) { version } }', {
      input: {
        fiscalYear,
        version: 0,
        dueOn: inDays(30),
        cutoffs: [
          { name: '会計課へ提出', on: inDays(14) },
          { name: '局へ提出', on: inDays(7) },
        ],
      },
    });
    const [mail] = await told(asked, 0);
    expect(mail).toContain('■ 予算要求の省内締切（2件）');
    expect(mail).toContain('予算 局へ提出');
    expect(mail).toContain('■ 予算の要求期限（1件）');
    expect(mail).toContain(`${fiscalYear}年度予算`);
  });
});
