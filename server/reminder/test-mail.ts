import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../account/entity.ts';
import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { JobHeartbeat } from '../job/entity.ts';
import { Organisation } from '../organisation/entity.ts';
import { today } from '../scalars.ts';
import type { AlertTest } from './alert-type.ts';
import { testDigest } from './digest.ts';
import { MailState, MatterKind, Reminder, type ReminderMail } from './entity.ts';
import { isLate } from './job-state.ts';
import { DELIVER } from './jobs.ts';
import { testCause } from './occasion.ts';
import { reminderRuleOf } from './plan.ts';
import { takeTurn, writeRun } from './run.ts';

/** Tests that one person may send on a day, and seconds between two. */
const MOST_TESTS = 10;
const PAUSE_SECONDS = 60;

const UNSETTLED: readonly MailState[] = [MailState.QUEUED, MailState.SENDING];

/**
 * Sends a mail to the viewer's own address, the way every other one goes: into the queue, and out with the job that sends mails. The
 * delivery log shows it as a test.
 *
 * @throws InvalidInputError when the viewer has no mail address
 * @throws ConflictError while an earlier test waits or was sent less than a minute ago, and after ten on a day
 */
export async function sendAlertTest(context: Context, now = new Date()): Promise<AlertTest> {
  const { em } = context;
  const { accountId, organisationId, name } = signedIn(context);
  const account = await em.findOneOrFail(Account, accountId, { populate: ['email'] });
  if (!account.email)
    throw new InvalidInputError('email', {
      ja: 'アカウントにメールアドレスが登録されていないため、通知は届きません。管理者に登録を依頼してください。',
      en: 'Your account has no mail address, so no mail reaches you. Ask the administrator to enter one.',
    });
  await takeTurn(em, organisationId);
  const day = today(now);
  const earlier = await testsOf(em, accountId, day);
  requirePause(earlier, now);
  const organisation = await em.findOneOrFail(Organisation, organisationId);
  await writeRun(em, {
    cause: testCause(randomUUID()),
    now,
    personLimit: (await reminderRuleOf(em, organisationId)).personLimit,
    letters: [
      {
        recipient: { accountId, name, department: null, email: account.email, roles: [] },
        notices: [
          {
            matter: {
              kind: MatterKind.TEST,
              subjectId: accountId,
              label: '',
              path: '',
              anchorOn: day,
              isDue: false,
              dueOn: null,
              accountId,
              roles: [],
            },
            occasion: `TEST_${earlier.length + 1}`,
            heldBy: [],
          },
        ],
        digest: testDigest({ name, organisation: organisation.name }, now),
      },
    ],
  });
  return (await alertTest(context, now))!;
}

/** The viewer's tests of a day, latest first. */
const testsOf = (em: EntityManager, accountId: string, day: string): Promise<Reminder[]> =>
  em.find(
    Reminder,
    { kind: MatterKind.TEST, account: accountId, toldOn: day },
    { populate: ['mail.run'], orderBy: { mail: { run: { madeAt: 'desc' } } } },
  );

function requirePause(earlier: readonly Reminder[], now: Date): void {
  const refuse = (ja: string, en: string): never => {
    throw new ConflictError('AlertTest', earlier[0]!.id, null, { ja, en });
  };
  if (earlier.length >= MOST_TESTS)
    refuse(
      `テスト送信は1日${MOST_TESTS}回までです。明日もう一度お試しください。`,
      `At most ${MOST_TESTS} tests a day. Try again tomorrow.`,
    );
  const last = earlier[0]?.mail?.unwrap();
  if (!last) return;
  if (UNSETTLED.includes(last.state))
    refuse(
      '前のテスト送信がまだ終わっていません。結果が出てからお試しください。',
      'The test before is still under way. Wait for what becomes of it.',
    );
  if (now.getTime() - last.run.unwrap().madeAt.getTime() < PAUSE_SECONDS * 1000)
    refuse(`テスト送信は${PAUSE_SECONDS}秒以上あけてください。`, `Leave ${PAUSE_SECONDS} seconds between two tests.`);
}

/** The viewer's latest test of today; null where there was none. */
export async function alertTest(context: Context, now = new Date()): Promise<AlertTest | null> {
  const { em } = context;
  const [test] = await testsOf(em, signedIn(context).accountId, today(now));
  const mail = test?.mail?.unwrap();
  if (!test || !mail) return null;
  const heartbeat = await em.findOne(JobHeartbeat, { job: DELIVER });
  return { id: test.id, ...resultOf(mail), isDeliveryLate: isLate(DELIVER, heartbeat?.doneAt ?? null, now) };
}

function resultOf(mail: ReminderMail): Omit<AlertTest, 'id' | 'isDeliveryLate'> {
  const { address, state, settledAt = null, answer = null, attemptCount, dueAt, run } = mail;
  const isRetried = state === MailState.QUEUED && attemptCount > 0;
  return { address, askedAt: run.unwrap().madeAt, state, settledAt, answer, attemptCount, retriedAt: isRetried ? dueAt : null };
}
