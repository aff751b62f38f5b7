import { startScheduler } from '../../server/job/scheduler.ts';
import { parseSmtpUrl } from '../../server/mail/smtp.ts';
import { reminderJobs } from '../../server/reminder/jobs.ts';
import type { Logins } from '../../server/database/start-database.ts';
import { connect } from '../../server/orm.ts';

/** The scheduler alone, as a process that can be killed: its database and its mail server are named in the environment. */
const logins = JSON.parse(process.env['TEST_LOGINS']!) as Logins;
const doors = { app: await connect(logins.app, 4), portfolio: await connect(logins.portfolio, 1), signIn: await connect(logins.signIn, 1) };
const log = { warn: console.error, error: console.error };
await startScheduler({
  doors,
  login: logins.app,
  log,
  jobs: reminderJobs(doors, {
    publicUrl: 'https://portal.example',
    mail: { server: parseSmtpUrl(process.env['TEST_SMTP_URL']!), from: '棚卸し <portal@portal.example>' },
    // A process that is gone is given up sooner than people would do it.
    leaseMs: 500,
  }),
});
