import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPostbox, type Postbox } from '../../server/mail/smtp.ts';
import { morning, remindersOf } from '../reminder/reminders.ts';
import { MailServer } from '../support/mail-server.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** Somebody tries whether mails arrive, by the way of all mails, and learns what became of it. */
let portal: TestPortal;
let server: MailServer;
let reminders: ReturnType<typeof remindersOf>;
beforeAll(async () => {
  [portal, server] = await Promise.all([openPortal(), MailServer.begin()]);
  reminders = remindersOf(portal);
});
afterAll(async () => {
  await server.close();
  await portal.close();
});

interface Test {
  address: string;
  state: string;
  answer: string | null;
  attemptCount: number;
  retriedAt: string | null;
}
const TEST = 'address state answer attemptCount retriedAt';
const SEND = `mutation { sendAlertTest { ${TEST} } }`;
const LOG = '{ alertDeliveries { items { kind occasion state recipientName label } } }';

async function ministry(...others: Role[]): Promise<TestOrganisation> {
  const made = await portal.organisation(Role.BUDGET_OFFICER, ...others);
  await reminders.addresses(made.id);
  server.hooks = {};
  server.arrived.length = 0;
  return made;
}
const send = async (person: Person): Promise<Test> => (await person.expectData<{ sendAlertTest: Test }>(SEND)).sendAlertTest;
const resultOf = async (person: Person): Promise<Test | null> =>
  (await person.expectData<{ alertTest: Test | null }>(`{ alertTest { ${TEST} } }`)).alertTest;
const open = (): Promise<Postbox> => openPostbox(server.settings, '棚卸しポータル <portal@portal.example>');
const deliver = ({ id }: TestOrganisation, postbox: typeof open | null = open): Promise<void> => reminders.send([id], postbox, new Date());
const codeOf = async (person: Person): Promise<unknown> => (await person.ask(SEND)).errors?.[0]?.extensions?.['code'];
/** As if the tests of an organisation had been sent earlier. */
const letTimePass = ({ id }: TestOrganisation, seconds: number): Promise<unknown> =>
  portal.superuser.query(`update reminder_run set made_at = made_at - make_interval(secs => $2) where tenant_id = $1`, [id, seconds]);

describe('a test mail', () => {
  it('goes to the own address alone by the queue of all mails, and the log shows it as a test', async () => {
    const asked = await ministry(Role.PORTFOLIO_MANAGER);
    const officer = asked.as(Role.BUDGET_OFFICER);
    expect(await resultOf(officer)).toBeNull();
    expect(await send(officer)).toMatchObject({ state: 'QUEUED', attemptCount: 0, answer: null, retriedAt: null });
    expect(server.arrived).toEqual([]);
    await deliver(asked);
    expect(server.arrived).toMatchObject([{ subject: '【棚卸し】テスト送信' }]);
    expect(server.arrived[0]!.text).toContain('これはテスト送信です。');
    const result = (await resultOf(officer))!;
    expect(result).toMatchObject({ state: 'SENT', attemptCount: 1, address: server.arrived[0]!.to });
    const { alertDeliveries } = await officer.expectData<{ alertDeliveries: { items: object[] } }>(LOG);
    expect(alertDeliveries.items).toMatchObject([{ kind: 'TEST', occasion: 'TEST_1', state: 'SENT', label: null }]);
    // What it tells is nobody else's, and it takes nothing from the run of the morning.
    expect(await resultOf(asked.as(Role.PORTFOLIO_MANAGER))).toBeNull();
    expect(await reminders.remind(asked.id, 0)).toBe(true);
    const { reminderRuns } = await asked
      .as(Role.PORTFOLIO_MANAGER)
      .expectData<{ reminderRuns: { items: object[] } }>('{ reminderRuns { items { isTest askedForRound } } }');
    expect(reminderRuns.items).toHaveLength(2);
    expect(reminderRuns.items).toContainEqual({ isTest: true, askedForRound: null });
  });

  it('that is refused says so with what the server said, and one that may still pass says when it is tried again', async () => {
    const asked = await ministry();
    const officer = asked.as(Role.BUDGET_OFFICER);
    const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });
    await send(officer);
    server.hooks.onRecipient = () => refusal(450, 'greylisted');
    await deliver(asked);
    const waiting = (await resultOf(officer))!;
    expect(waiting).toMatchObject({ state: 'QUEUED', attemptCount: 1, answer: expect.stringContaining('greylisted') as string });
    expect(Date.parse(waiting.retriedAt!)).toBeGreaterThan(Date.now());
    server.hooks.onRecipient = () => refusal(550, 'no such mailbox');
    await reminders.send([asked.id], open, new Date(Date.now() + 120_000));
    expect(await resultOf(officer)).toMatchObject({
      state: 'REFUSED',
      answer: expect.stringContaining('no such mailbox') as string,
      retriedAt: null,
    });
    const { alertDeliveries } = await officer.expectData<{ alertDeliveries: { items: object[] } }>(LOG);
    expect(alertDeliveries.items).toMatchObject([{ kind: 'TEST', state: 'REFUSED' }]);
  });

  it('stays in the portal where no mail server is named, and says so', async () => {
    const asked = await ministry();
    await send(asked.as(Role.BUDGET_OFFICER));
    await deliver(asked, null);
    expect(await resultOf(asked.as(Role.BUDGET_OFFICER))).toMatchObject({ state: 'CAPTURED' });
  });

  it('wants a mail address, and a role that has to do with dates', async () => {
    const asked = await portal.organisation(Role.BUDGET_OFFICER, Role.COORDINATOR, Role.AUDITOR);
    expect((await asked.as(Role.BUDGET_OFFICER).ask(SEND)).errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'email',
    });
    for (const role of [Role.COORDINATOR, Role.AUDITOR]) expect(await codeOf(asked.as(role))).toBe('FORBIDDEN');
  });

  it('is sent once a minute, not while one is under way, and ten times a day', { timeout: 30_000 }, async () => {
    const asked = await ministry(Role.ADMINISTRATOR);
    const officer = asked.as(Role.BUDGET_OFFICER);
    const both = await Promise.all([officer.ask(SEND), officer.ask(SEND)]);
    expect(new Set(both.map(({ errors }) => errors?.[0]?.extensions?.['code']))).toEqual(new Set(['CONFLICT', undefined]));
    expect(await codeOf(officer)).toBe('CONFLICT');
    await letTimePass(asked, 120);
    expect(await codeOf(officer)).toBe('CONFLICT');
    await deliver(asked);
    const early: unknown[] = [];
    for (let test = 2; test <= 10; test++) {
      await send(officer);
      await deliver(asked);
      early.push(await codeOf(officer));
      await letTimePass(asked, 120);
    }
    expect(early).toEqual(Array(9).fill('CONFLICT'));
    expect(await codeOf(officer)).toBe('CONFLICT');
    // Each person has an own count.
    expect(await send(asked.as(Role.ADMINISTRATOR))).toMatchObject({ state: 'QUEUED' });
    expect(server.arrived).toHaveLength(10);
  });

  it('that nobody could send until the next morning is dropped, and says so', async () => {
    const asked = await ministry();
    await send(asked.as(Role.BUDGET_OFFICER));
    await reminders.remind(asked.id, 1);
    expect((await reminders.mails(asked.id)).map(({ state }) => state)).toEqual(['DROPPED']);
    await reminders.send([asked.id], open, morning(1));
    expect(server.arrived).toEqual([]);
  });
});
