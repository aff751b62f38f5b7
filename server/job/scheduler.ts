import { PgBoss } from 'pg-boss';
import type { Doors } from '../database/doors.ts';
import type { Login } from '../database/start-database.ts';
import { noteDone, noteFailure } from './heartbeat.ts';
import { jobConnection } from './job-database.ts';

/** Something that is done again and again, by whichever process comes first. */
export interface Job {
  name: string;
  /** When, in Asia/Tokyo. */
  cron: string;
  /**
   * Does what there is to do. It may be broken off at any point and begun anew, by this process or another, and two may be at it
   * at once: what it does rests on rows of the database, not on being the only one. False when there was nothing to do yet.
   */
  work: (now: Date) => Promise<boolean>;
}

interface Log {
  warn: (details: object, message: string) => void;
  error: (details: object, message: string) => void;
}

interface Options {
  doors: Doors;
  /** Login that uses the jobs; it may not change their tables. */
  login: Login;
  jobs: readonly Job[];
  log: Log;
}

/** How often the jobs are looked for; no more than a start after a crash waits for. */
const POLLING_SECONDS = 2;

/**
 * Runs the jobs of the portal for as long as the process lives. Each process of the portal does; the library hands a turn to one
 * of them. A turn that was lost with its process is over after a few minutes, and none waits for it: the next turn comes by itself.
 *
 * @returns how to stop, which waits for the work at hand
 */
export async function startScheduler({ doors, login, jobs, log }: Options): Promise<() => Promise<void>> {
  const boss = new PgBoss({ ...(jobConnection(login, 3) as object), migrate: false, createSchema: false });
  boss.on('error', error => log.warn({ err: error }, 'the jobs cannot be reached; trying again'));
  await boss.start();
  for (const { name, cron, work } of jobs) {
    await boss.work(name, { pollingIntervalSeconds: POLLING_SECONDS }, async () => {
      try {
        if (await work(new Date())) await noteDone(doors, name);
      } catch (error) {
        log.error({ err: error }, `the job ${name} failed`);
        await noteFailure(doors, name, error as Error);
        throw error;
      }
    });
    await boss.schedule(name, cron, null, { tz: 'Asia/Tokyo', retryLimit: 0, expireInSeconds: 300, missed: 'once' });
    // Whatever was due while no process ran is done now.
    await boss.send(name, null, { retryLimit: 0, expireInSeconds: 300 });
  }
  return () => boss.stop({ graceful: true, timeout: 10_000 });
}
