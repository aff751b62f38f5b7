import type { Doors } from '../database/doors.ts';
import type { Job } from '../job/scheduler.ts';
import { openPostbox, type SmtpServer } from '../mail/smtp.ts';
import { today } from '../scalars.ts';
import { deliver } from './delivery.ts';
import { honourRequests, organisationsOn, remindOrganisation } from './run.ts';

/** Names of the jobs, which are the queues that a migration prepares. */
export const REMIND = 'remind';
export const DELIVER = 'deliver-mail';

/** From half past eight on people are reminded; whatever comes to wait later is told the next morning. */
const FROM_MINUTE = 8 * 60 + 30;

export interface ReminderSettings {
  publicUrl: string | undefined;
  /** Where mails go; null where they stay in the portal. */
  mail: { server: SmtpServer; from: string } | null;
  leaseMs?: number;
}

/** What the portal does by itself to remind people. */
export function reminderJobs(doors: Doors, { publicUrl, mail, leaseMs }: ReminderSettings): Job[] {
  const domain = (mail ? mail.from.split('@').at(-1)! : 'localhost').replaceAll('>', '');
  return [
    {
      name: REMIND,
      // Looks again and again whether the day is done, so that a morning without a running process is made up for in the day.
      cron: '*/10 8-23 * * *',
      work: async now => {
        if (minuteOfDay(now) < FROM_MINUTE) return false;
        await forEach(await organisationsOn(doors, today(now)), id => remindOrganisation(doors, id, now, publicUrl));
        return true;
      },
    },
    {
      name: DELIVER,
      cron: '* * * * *',
      work: async now => {
        const organisationIds = await organisationsOn(doors, today(now));
        await forEach(organisationIds, id => honourRequests(doors, id, now, publicUrl));
        await deliver({ doors, openPostbox: mail && (() => openPostbox(mail.server, mail.from)), domain, leaseMs }, organisationIds);
        return true;
      },
    },
  ];
}

/** What fails in one organisation keeps no other from its turn; the first failure is told in the end. */
async function forEach(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const id of ids) await work(id).catch((error: unknown) => failures.push(error));
  if (failures.length) throw failures[0];
}

function minuteOfDay(now: Date): number {
  const [hour, minute] = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .format(now)
    .split(':')
    .map(Number) as [number, number];
  return hour * 60 + minute;
}
