import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Doors, ownDoor } from '../database/doors.ts';
import { type Letter, type Postbox, RefusedLetterError } from '../mail/smtp.ts';
import { portalIn } from './run.ts';

/**
 * How a mail comes to go out once and no more.
 *
 * A mail server can be asked to take a letter, and not whether it has. So a process that dies between the end of a letter and the
 * answer leaves nobody who knows. Sending again would tell some people twice; not sending, tell some nothing. What can be done is
 * to make that moment as short as it is, and to have no other:
 *
 * 1. A try claims the mail: `claim` and SENDING, committed. One claim stands at a time.
 * 2. It talks to the server up to the line before the last one of the letter. Until then nobody has got anything, whatever happens:
 *    a claim whose process is gone is taken over after `LEASE_MS` and the mail sent from the start.
 * 3. Right before the last line it puts `ended_at` on record, if the claim is still its own. Only one try ever passes here.
 * 4. The answer makes it SENT, or REFUSED, or QUEUED again after a refusal that may pass.
 *
 * A mail that passed 3 and never came to 4 is UNKNOWN, is shown loudly, and is sent again only by a person who says so. It keeps its
 * Message-ID then, so that most mail programs show the two as one.
 */
const LEASE_MS = 120_000;

/** How long to wait after each failure that may pass; after the last, the mail is given up. Together most of a day. */
const WAITS_MINUTES = [1, 5, 15, 60, 180, 360];

/** What ends a call although there is more to do; the next turn goes on. */
const LONGEST_MS = 200_000;

interface Claimed {
  id: string;
  address: string;
  subject: string;
  body: string;
  attemptCount: number;
  madeAt: Date;
}

export interface Delivery {
  doors: Doors;
  /** Opens the connection to the mail server; null where mails are captured. */
  openPostbox: (() => Promise<Postbox>) | null;
  /** Domain of the Message-IDs. */
  domain: string;
  leaseMs?: number;
}

/**
 * Sends what waits in these organisations, one mail after another, each organisation behind its own wall.
 *
 * @throws RefusedLetterError when the mail server cannot be reached; what waits goes on waiting then
 */
export async function deliver(
  { doors, openPostbox, domain, leaseMs = LEASE_MS }: Delivery,
  organisationIds: readonly string[],
  clock: () => Date = () => new Date(),
): Promise<void> {
  const until = Date.now() + LONGEST_MS;
  let postbox: Postbox | undefined;
  try {
    for (const organisationId of organisationIds) {
      const inside = <Result>(work: (em: EntityManager) => Promise<Result>): Promise<Result> =>
        ownDoor(doors, portalIn(organisationId), 'sendReminders', '').transactional(work);
      if (!(await inside(em => hasWork(em, clock(), leaseMs)))) continue;
      if (!openPostbox) {
        await inside(em => capture(em, clock()));
        continue;
      }
      await inside(em => giveUpUnanswered(em, clock(), leaseMs));
      // Before a mail is claimed, so that none is tried while there is no server to try with.
      postbox ??= await openPostbox();
      while (Date.now() < until && (await sendNext(inside, postbox, domain, clock, leaseMs)));
    }
  } finally {
    postbox?.close();
  }
}

type Inside = <Result>(work: (em: EntityManager) => Promise<Result>) => Promise<Result>;

async function hasWork(em: EntityManager, now: Date, leaseMs: number): Promise<boolean> {
  const [found] = await em.execute<{ id: string }[]>(
    `select id from reminder_mail where tenant_id = (select current_tenant_id())
      and (state = 'QUEUED' and due_at <= ? or state = 'SENDING' and claimed_at <= ?) limit 1`,
    [now, leaseEnd(now, leaseMs)],
  );
  return found !== undefined;
}

const leaseEnd = (now: Date, leaseMs: number): Date => new Date(now.getTime() - leaseMs);

async function capture(em: EntityManager, now: Date): Promise<void> {
  await em.execute(
    `update reminder_mail set state = 'CAPTURED', settled_at = ? where tenant_id = (select current_tenant_id()) and state = 'QUEUED'`,
    [now],
  );
}

async function giveUpUnanswered(em: EntityManager, now: Date, leaseMs: number): Promise<void> {
  await em.execute(
    `update reminder_mail set state = 'UNKNOWN', settled_at = ?
     where tenant_id = (select current_tenant_id()) and state = 'SENDING' and ended_at is not null and claimed_at <= ?`,
    [now, leaseEnd(now, leaseMs)],
  );
}

/** Sends one mail; false when none waits. */
async function sendNext(inside: Inside, postbox: Postbox, domain: string, clock: () => Date, leaseMs: number): Promise<boolean> {
  const claim = randomUUID();
  const mail = await inside(em => claimNext(em, claim, clock(), leaseMs));
  if (!mail) return false;
  const letter: Letter = {
    messageId: `<${mail.id}@${domain}>`,
    to: mail.address,
    subject: mail.subject,
    text: mail.body,
    writtenAt: new Date(mail.madeAt),
  };
  const settle = (change: string, values: (string | Date | number | null)[]): Promise<unknown> =>
    inside(em => em.execute(`update reminder_mail set ${change} where id = ? and claim = ?`, [...values, mail.id, claim]));
  try {
    const answer = await postbox.post(letter, () => inside(em => mayEnd(em, mail.id, claim, clock())));
    if (answer !== null) await settle(`state = 'SENT', settled_at = ?, answer = ?`, [clock(), answer.slice(0, 500)]);
  } catch (error) {
    if (!(error instanceof RefusedLetterError)) throw error;
    const answer = error.message.slice(0, 500);
    const wait = WAITS_MINUTES[mail.attemptCount - 1];
    if (error.uncertain) await settle(`state = 'UNKNOWN', settled_at = ?, answer = ?`, [clock(), answer]);
    else if (error.temporary && wait !== undefined)
      await settle(`state = 'QUEUED', claim = null, ended_at = null, due_at = ?, answer = ?`, [
        new Date(clock().getTime() + wait * 60_000),
        answer,
      ]);
    else await settle(`state = 'REFUSED', settled_at = ?, answer = ?`, [clock(), answer]);
  }
  return true;
}

/** The oldest mail that waits, or that was left by a try which cannot have ended it. */
async function claimNext(em: EntityManager, claim: string, now: Date, leaseMs: number): Promise<Claimed | undefined> {
  const [mail] = await em.execute<Claimed[]>(
    `update reminder_mail mail set state = 'SENDING', claim = ?, claimed_at = ?, attempt_count = attempt_count + 1
     from reminder_run run
     where run.id = mail.run_id and mail.id = (
       select id from reminder_mail where tenant_id = (select current_tenant_id())
         and (state = 'QUEUED' and due_at <= ? or state = 'SENDING' and ended_at is null and claimed_at <= ?)
       order by due_at, id limit 1 for update skip locked)
     returning mail.id, mail.address, mail.subject, mail.body, mail.attempt_count as "attemptCount", run.made_at as "madeAt"`,
    [claim, now, now, leaseEnd(now, leaseMs)],
  );
  return mail;
}

/** Puts on record that the letter ends now. No when the mail is in another try's hands. */
async function mayEnd(em: EntityManager, id: string, claim: string, now: Date): Promise<boolean> {
  const passed = await em.execute('update reminder_mail set ended_at = ? where id = ? and claim = ? and ended_at is null returning id', [
    now,
    id,
    claim,
  ]);
  return passed.length > 0;
}
