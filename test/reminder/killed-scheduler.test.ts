import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { remindOrganisation } from '../../server/reminder/run.ts';
import { MailServer } from '../support/mail-server.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import { openRound } from '../support/survey.ts';
import { killableScheduler } from './killable-scheduler.ts';
import { remindersOf } from './reminders.ts';

let portal: TestPortal;
let mail: MailServer;
let scheduler: ReturnType<typeof killableScheduler>;
beforeAll(async () => {
  [portal, mail] = await Promise.all([openPortal(), MailServer.begin()]);
  scheduler = killableScheduler(portal, mail);
});
afterAll(async () => {
  scheduler.stop();
  await mail.close();
  await portal.close();
});

it(
  'sends each reminder exactly once, although the scheduler is killed in the middle of it again and again',
  { timeout: 120_000 },
  async () => {
    const runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
    const asked = await portal.organisation();
    await openRound(runner.as(Role.PORTFOLIO_MANAGER), [asked.id], 1);
    const { crowd, mails } = remindersOf(portal);
    await crowd(asked.id, 12);
    // Now and not at a made-up hour: the scheduler goes by the clock, and sends nothing before its time.
    await remindOrganisation(portal.doors, asked.id, new Date(), 'https://portal.example');

    let recipients = 0;
    // Before the letter has begun, while it comes, and when all of it is there and nobody has been told so.
    await scheduler.killed(kill => ({ onRecipient: () => (++recipients === 3 ? kill() : undefined) }));
    await scheduler.killed(kill => ({ onBegin: () => (mail.arrived.length >= 5 ? kill() : undefined) }));
    const before = mail.arrived.length;
    await scheduler.killed(kill => ({
      onEnd: async () => {
        if (mail.arrived.length < before + 2) return;
        kill();
      },
    }));
    scheduler.start();
    await vi.waitFor(async () => expect((await mails(asked.id)).filter(({ state }) => ['QUEUED', 'SENDING'].includes(state))).toEqual([]), {
      timeout: 60_000,
      interval: 200,
    });

    const expected = Array.from({ length: 12 }, (_, index) => `p${index + 1}@mail.example`).toSorted();
    expect(mail.arrived.map(({ to }) => to).toSorted()).toEqual(expected);
    expect(new Set(mail.arrived.map(({ headers }) => headers['message-id'])).size).toBe(12);
    // Of one letter nobody could know: it is said so, and it was not sent again.
    const states = (await mails(asked.id)).map(({ state }) => state);
    expect(states.filter(state => state === 'SENT')).toHaveLength(11);
    expect(states.filter(state => state === 'UNKNOWN')).toHaveLength(1);
    await vi.waitFor(async () =>
      expect(
        (await portal.superuser.query(`select from job_heartbeat where job = 'deliver-mail' and done_at is not null`)).rows,
      ).toHaveLength(1),
    );
  },
);
