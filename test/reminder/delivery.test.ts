import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPostbox, type Postbox, RefusedLetterError } from '../../server/mail/smtp.ts';
import { openDoors } from '../../server/start-portal.ts';
import { MailServer } from '../support/mail-server.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { morning, remindersOf } from './reminders.ts';

const AGAIN = 'mutation ($id: ID!) { sendMailAgain(mailId: $id) { state } }';

let portal: TestPortal;
let runner: TestOrganisation;
let reminders: ReturnType<typeof remindersOf>;
beforeAll(async () => {
  portal = await openPortal();
  reminders = remindersOf(portal);
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

describe('a mail server', () => {
  let server: MailServer;
  beforeAll(async () => (server = await MailServer.begin()));
  afterAll(() => server.close());
  const open = (): Promise<Postbox> => openPostbox(server.settings, '棚卸しポータル <portal@portal.example>');

  /** A ministry with so many mails that wait. */
  async function waiting(count: number): Promise<string> {
    const { ministry } = await reminders.asked(runner, []);
    await reminders.crowd(ministry.id, count);
    await reminders.remind(ministry.id, 0);
    server.arrived.length = 0;
    server.hooks = {};
    return ministry.id;
  }
  const statesOf = async (id: string): Promise<string[]> => (await reminders.mails(id)).map(({ state }) => state);

  it('gets each mail once, in Japanese and under a Message-ID of its own, also from two processes at once', async () => {
    const id = await waiting(8);
    const { close, ...second } = await openDoors(portal.logins, 4);
    await Promise.all([reminders.send([id], open, morning(0)), reminders.send([id], open, morning(0), second)]);
    await close();
    expect(server.arrived.map(({ to }) => to).toSorted()).toEqual(
      Array.from({ length: 8 }, (_, index) => `p${index + 1}@mail.example`).toSorted(),
    );
    expect(new Set(server.arrived.map(({ headers }) => headers['message-id'])).size).toBe(8);
    const [first] = server.arrived;
    expect(first!.subject).toContain('【棚卸し】対応のお願い 1件');
    expect(first!.text).toContain('回答の提出');
    expect(first!.headers).toMatchObject({ 'auto-submitted': 'auto-generated', to: first!.to });
    expect(first!.headers['from']).toContain('<portal@portal.example>');
    expect(await statesOf(id)).toEqual(Array(8).fill('SENT'));
    await reminders.send([id], open, morning(2));
    expect(server.arrived).toHaveLength(8);
  });

  it('that refuses for good is told of; that refuses for now is asked again later, with the same Message-ID', async () => {
    const id = await waiting(2);
    const refusal = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });
    const tried: string[] = [];
    server.hooks = {
      onRecipient: to => {
        tried.push(to);
        return to.startsWith('p1@')
          ? refusal(550, 'no such person')
          : tried.filter(one => one === to).length === 1
            ? refusal(451, 'busy')
            : undefined;
      },
    };
    await reminders.send([id], open, morning(0));
    expect(await reminders.mails(id)).toMatchObject([
      { state: 'REFUSED', answer: expect.stringContaining('no such person') },
      { state: 'QUEUED' },
    ]);
    await reminders.send([id], open, new Date(morning(0).getTime() + 30_000));
    expect(tried).toHaveLength(2);
    await reminders.send([id], open, new Date(morning(0).getTime() + 61_000));
    expect(await statesOf(id)).toEqual(['REFUSED', 'SENT']);
    expect(server.arrived.map(({ to }) => to)).toEqual(['p2@mail.example']);
  });

  it('that breaks off after the end leaves the mail unknown: never sent again but by a person, under the same Message-ID', async () => {
    const id = await waiting(1);
    const ministry = await portal.person(id, `oversight@${id}`, Role.ADMINISTRATOR);
    const [mail] = await reminders.mails(id);
    const lost: Postbox = {
      post: async (_letter, mayEnd) => {
        expect(await mayEnd()).toBe(true);
        throw new RefusedLetterError('the connection was lost', { temporary: true, uncertain: true });
      },
      close: () => {},
    };
    await reminders.send([id], async () => lost, morning(0));
    await reminders.send([id], open, morning(0));
    expect(await statesOf(id)).toEqual(['UNKNOWN']);
    expect(server.arrived).toEqual([]);
    expect(await ministry.expectData(AGAIN, { id: mail!.id })).toEqual({ sendMailAgain: { state: 'QUEUED' } });
    await reminders.send([id], open, morning(2));
    expect(server.arrived.map(({ headers }) => headers['message-id'])).toEqual([`<${mail!.id}@portal.example>`]);
    expect(await ministry.expectRefusal(AGAIN, { id: mail!.id })).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it('gets nothing from a try that was taken over meanwhile', async () => {
    const id = await waiting(1);
    // The first try hangs until long after the second has taken over and sent.
    let answer: boolean | undefined;
    const hanging: Postbox = {
      post: async (_letter, mayEnd) => {
        await reminders.send([id], open, new Date(morning(0).getTime() + 180_000));
        answer = await mayEnd();
        return null;
      },
      close: () => {},
    };
    await reminders.send([id], async () => hanging, morning(0));
    expect(answer).toBe(false);
    expect(server.arrived).toHaveLength(1);
    expect(await statesOf(id)).toEqual(['SENT']);
  });

  it('that cannot be reached costs no mail a try, and what is a day old by then is told anew', async () => {
    const id = await waiting(2);
    const unreachable = { ...server.settings, port: 1 };
    await expect(reminders.send([id], () => openPostbox(unreachable, 'portal@portal.example'), morning(0))).rejects.toThrow(
      RefusedLetterError,
    );
    expect(await reminders.mails(id)).toMatchObject([
      { state: 'QUEUED', attemptCount: 0 },
      { state: 'QUEUED', attemptCount: 0 },
    ]);
    await reminders.remind(id, 1);
    await reminders.send([id], open, morning(1));
    expect(server.arrived).toHaveLength(2);
    expect(await statesOf(id)).toEqual(['DROPPED', 'DROPPED', 'SENT', 'SENT']);
  });

  it('that offers no TLS gets nothing, unless that is said to be right', async () => {
    await expect(openPostbox({ ...server.settings, plain: false }, 'portal@portal.example')).rejects.toThrow(RefusedLetterError);
  });
});
