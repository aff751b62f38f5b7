import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import type { Viewer } from '../access/viewer.ts';
import { type Doors, ownDoor } from '../database/doors.ts';
import { Organisation } from '../organisation/entity.ts';
import { today } from '../scalars.ts';
import { type Digest, digestOf, requestDigest } from './digest.ts';
import { MailState, MatterKind, ReminderRun, ReminderRunState } from './entity.ts';
import { BY_HAND } from './occasion.ts';
import { type Notice, planOf, type Recipient, recipientsOf, reminderRuleOf } from './plan.ts';

/** The portal itself, acting inside one organisation: it has no role, so no grant opens anything of another one to it. */
export const portalIn = (organisationId: string): Viewer => ({
  accountId: '00000000-0000-0000-0000-000000000000',
  name: 'Tanaoroshi',
  department: null,
  organisationId,
  roles: [],
  grantedOrganisationIds: [],
});

/** Organisations that exist on a day. Their own doors lead to all else. */
export async function organisationsOn({ signIn }: Pick<Doors, 'signIn'>, day: string): Promise<string[]> {
  const rows = await signIn.em.fork().execute<{ id: string }[]>('select id from organisation where ends_on is null or ends_on >= ?', [day]);
  return rows.map(({ id }) => id);
}

/** Does something inside one organisation, all or nothing, and never two at once of the same kind. */
function inTurn<Result>(
  doors: Doors,
  organisationId: string,
  action: string,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  return ownDoor(doors, portalIn(organisationId), action, '').transactional(async em => {
    await takeTurn(em, organisationId);
    return work(em);
  });
}

/** Waits until nothing else of the kind is done in an organisation, up to the end of the transaction. */
export const takeTurn = (em: EntityManager, organisationId: string): Promise<unknown> =>
  em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`reminders ${organisationId}`]);

/**
 * Reminds the people of one organisation, once a day: works out who is to be told of what, and puts one mail for each person into
 * the queue together with the record of what it tells. More people than the rule allows, and the mails wait for a person.
 *
 * @returns false when that was done already today
 */
export function remindOrganisation(doors: Doors, organisationId: string, now: Date, publicUrl: string | undefined): Promise<boolean> {
  const day = today(now);
  return inTurn(doors, organisationId, 'remind', async em => {
    if (await em.count(ReminderRun, { madeOn: day, cause: 'DAILY' })) return false;
    await overtakeOlder(em, day, now);
    const { people, rule } = await planOf(em, organisationId, day);
    const organisation = await em.findOneOrFail(Organisation, organisationId);
    await writeRun(em, {
      cause: 'DAILY',
      now,
      personLimit: rule.personLimit,
      letters: people.map(({ recipient, notices }) => ({
        recipient,
        notices,
        digest: digestOf(notices, { name: recipient.name, organisation: organisation.name }, day, publicUrl),
      })),
    });
    return true;
  });
}

/**
 * What was not sent until the next day is not sent any more, whether nobody decided about it or there was no mail server: it may be
 * done by now, and a person who missed three mornings wants one mail. What is still undone is told anew.
 */
async function overtakeOlder(em: EntityManager, day: string, now: Date): Promise<void> {
  await em.execute(
    `with older as (
       update reminder_mail set state = 'DROPPED', settled_at = ?
       where tenant_id = (select current_tenant_id()) and state in ('HELD', 'QUEUED') and run_id = any (array(select id from reminder_run where made_on < ?))
       returning id)
     update reminder set mail_id = null where mail_id = any (array(select id from older))`,
    [now, day],
  );
  await em.execute(`update reminder_run set state = 'OVERTAKEN', version = version + 1 where state = 'HELD' and made_on < ?`, [day]);
}

/**
 * Reminds the people of one organisation that has not submitted, because the runner of the round asked for it. What was asked for
 * is done once, and not any more after two days.
 */
export function honourRequests(doors: Doors, organisationId: string, now: Date, publicUrl: string | undefined): Promise<void> {
  const day = today(now);
  return inTurn(doors, organisationId, 'remind', async em => {
    const requests = await em.execute<Request[]>(
      `select request.id, request.note, request.asked_by_name as "askedByName", runner.name as "runnerName", round.id as "roundId", round.title,
        round.due_on::text as "dueOn", sheet.state
       from reminder_request request join survey_round round on round.id = request.round_id join organisation runner on runner.id = request.tenant_id
       join answer_sheet sheet on sheet.round_id = round.id and sheet.tenant_id = ?
       where sheet.tenant_id = any (request.organisation_ids) and round.state = 'OPEN' and request.asked_at > ?::timestamptz - interval '2 days'
         and not exists (select from reminder_run run where run.tenant_id = sheet.tenant_id and run.cause = request.id::text)
       order by request.asked_at`,
      [organisationId, now],
    );
    if (!requests.length) return;
    const organisation = await em.findOneOrFail(Organisation, organisationId);
    const { personLimit } = await reminderRuleOf(em, organisationId);
    const recipients = await recipientsOf(em, organisationId);
    for (const { id, state, roundId, title, dueOn, note, runnerName, askedByName } of requests) {
      const asked = state === 'HANDED_IN' ? [Role.COORDINATOR] : state === 'SUBMITTED' ? [] : [Role.RESPONDENT, Role.COORDINATOR];
      const matter = {
        kind: MatterKind.SHEET_DUE,
        subjectId: roundId,
        label: title,
        path: '',
        anchorOn: day,
        isDue: true,
        dueOn,
        accountId: null,
        roles: asked,
      };
      await writeRun(em, {
        cause: id,
        now,
        personLimit,
        letters: recipients
          .filter(({ roles }) => asked.some(role => roles.includes(role)))
          .map(recipient => ({
            recipient,
            notices: [{ matter, occasion: BY_HAND, heldBy: [] }],
            digest: requestDigest(
              { title, dueOn, roundId, note, askedBy: `${runnerName} ${askedByName}` },
              { name: recipient.name, organisation: organisation.name },
              day,
              publicUrl,
            ),
          })),
      });
    }
  });
}

interface Request {
  id: string;
  note: string | null;
  askedByName: string;
  runnerName: string;
  roundId: string;
  title: string;
  dueOn: string;
  state: string;
}

interface NewRun {
  cause: string;
  now: Date;
  personLimit: number;
  letters: { recipient: Recipient; notices: Notice[]; digest: Digest }[];
}

/** Writes down a run with its mails and what they tell, all in the transaction at hand. */
export async function writeRun(em: EntityManager, { cause, now, personLimit, letters }: NewRun): Promise<void> {
  const day = today(now);
  const reachable = letters.filter(({ recipient }) => recipient.email);
  const held = reachable.length > personLimit;
  const run = em.create(ReminderRun, {
    madeOn: day,
    cause,
    state: held ? ReminderRunState.HELD : ReminderRunState.RELEASED,
    personCount: reachable.length,
    unreachableCount: letters.length - reachable.length,
    personLimit,
    madeAt: now,
  });
  await em.flush();
  const mails = new Map(reachable.map(({ recipient }) => [recipient.accountId, randomUUID()]));
  await insert(
    em,
    'reminder_mail (id, run_id, account_id, address, subject, body, state, due_at)',
    'id uuid, run_id uuid, account_id uuid, address text, subject text, body text, state text, due_at timestamptz',
    reachable.map(({ recipient, digest }) => ({
      id: mails.get(recipient.accountId),
      run_id: run.id,
      account_id: recipient.accountId,
      address: recipient.email,
      subject: digest.subject,
      body: digest.text,
      state: held ? MailState.HELD : MailState.QUEUED,
      due_at: now,
    })),
  );
  // What could not be told for want of an address is told as soon as there is one. The key keeps anything from being told twice.
  await insert(
    em,
    'reminder (account_id, mail_id, kind, subject_id, anchor_on, occasion, told_on)',
    'account_id uuid, mail_id uuid, kind text, subject_id uuid, anchor_on date, occasion text, told_on date',
    letters.flatMap(({ recipient: { accountId }, notices }) =>
      notices.map(({ matter: { kind, subjectId, anchorOn }, occasion }) => ({
        account_id: accountId,
        mail_id: mails.get(accountId) ?? null,
        kind,
        subject_id: subjectId,
        anchor_on: anchorOn,
        occasion,
        told_on: day,
      })),
    ),
    `on conflict (tenant_id, account_id, kind, subject_id, anchor_on, occasion)
     do update set mail_id = excluded.mail_id where reminder.mail_id is null and excluded.mail_id is not null`,
  );
}

/** Inserts many rows with one statement. */
async function insert(em: EntityManager, into: string, types: string, rows: readonly object[], onConflict = ''): Promise<void> {
  if (!rows.length) return;
  await em.execute(`insert into ${into} select * from jsonb_to_recordset(?::jsonb) as given (${types}) ${onConflict}`, [
    JSON.stringify(rows),
  ]);
}
