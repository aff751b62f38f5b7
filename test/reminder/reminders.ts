import { deliver } from '../../server/reminder/delivery.ts';
import { honourRequests, remindOrganisation } from '../../server/reminder/run.ts';
import type { Postbox } from '../../server/mail/smtp.ts';
import { Role } from '../../server/access/role.ts';
import type { TestOrganisation, TestPortal } from '../support/open-portal.ts';
import { inDays, openRound, type RoundMade } from '../support/survey.ts';

/** Nine in the morning in Tokyo, so many days from today. */
export const morning = (days: number): Date => new Date(`${inDays(days)}T09:00:00+09:00`);

export interface MailRow {
  id: string;
  address: string;
  subject: string;
  body: string;
  state: string;
  answer: string | null;
  attemptCount: number;
}

/** What a test of reminders does again and again, in the name of the portal's jobs. */
export function remindersOf(portal: TestPortal) {
  /** The audit trail wants to know who writes, past the API too. */
  const actFor = (organisationId: string): Promise<unknown> =>
    portal.superuser.query(
      `select set_config('app.tenant', $1, false), set_config('app.account', gen_random_uuid()::text, false), set_config('app.actor', 'test', false),
        set_config('app.roles', '', false), set_config('app.action', 'test', false), set_config('app.reason', '', false), set_config('app.request', '', false)`,
      [organisationId],
    );
  /** Mails of an organisation, by when they were made and for whom. */
  const mails = async (organisationId: string): Promise<MailRow[]> =>
    (
      await portal.superuser.query<MailRow>(
        `select mail.id, address, subject, body, mail.state, answer, attempt_count as "attemptCount" from reminder_mail mail join reminder_run run on run.id = run_id
         where mail.tenant_id = $1 order by made_at, address`,
        [organisationId],
      )
    ).rows;
  /** Gives everybody of an organisation an address: the user ID before the @, at mail.example. */
  const addresses = async (organisationId: string): Promise<void> => {
    await actFor(organisationId);
    await portal.superuser.query(`update account set email = split_part(login, '@', 1) || '@mail.example' where tenant_id = $1`, [
      organisationId,
    ]);
  };
  const remind = (organisationId: string, days: number) =>
    remindOrganisation(portal.doors, organisationId, morning(days), 'https://portal.example');
  const send = (organisationIds: string[], openPostbox: (() => Promise<Postbox>) | null, now: Date, doors = portal.doors) =>
    deliver({ doors, openPostbox, domain: 'portal.example' }, organisationIds, () => now);
  return {
    /** Runs the reminders of one organisation on a day. */
    remind,
    honour: (organisationId: string, days: number) => honourRequests(portal.doors, organisationId, morning(days), 'https://portal.example'),
    send,
    /** Runs one morning of an organisation and gives the mails that it made. */
    tell: async (organisationId: string, days: number): Promise<MailRow[]> => {
      const before = (await mails(organisationId)).length;
      await remind(organisationId, days);
      await send([organisationId], null, morning(days));
      return (await mails(organisationId)).slice(before);
    },
    mails,
    addresses,
    /** Adds so many respondents with addresses p1@mail.example, …; past the API, since nobody of them signs in. */
    crowd: async (organisationId: string, count: number): Promise<void> => {
      await actFor(organisationId);
      await portal.superuser.query(
        `with made as (insert into account (tenant_id, login, name, email)
           select $1::uuid, 'p' || n || '@' || $1::text, '担当' || n, 'p' || n || '@mail.example' from generate_series(1, $2::int) n returning id)
         insert into membership (tenant_id, account_id, role) select $1::uuid, id, 'RESPONDENT' from made`,
        [organisationId, count],
      );
    },
    /** Who got mails, by the part of the address before the @. */
    addressees: async (organisationId: string): Promise<string[]> =>
      (await mails(organisationId)).map(({ address }) => address.split('@')[0]!),
    /** A ministry with people who have addresses, and a round that it is asked in. */
    asked: async (
      runner: TestOrganisation,
      roles: Role[] = [Role.RESPONDENT, Role.COORDINATOR],
      dueInDays = 14,
    ): Promise<{ ministry: TestOrganisation; round: RoundMade }> => {
      const ministry = await portal.organisation(...roles);
      await addresses(ministry.id);
      return { ministry, round: await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], 2, { dueOn: inDays(dueInDays) }) };
    },
  };
}
