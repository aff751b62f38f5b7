import type { Doors } from '../database/doors.ts';

/** Notes that a job has done all of its work. */
export async function noteDone({ app }: Doors, job: string): Promise<void> {
  await app.em
    .fork()
    .execute(
      `insert into job_heartbeat (job, done_at) values (?, now()) on conflict (job) do update set done_at = now(), failed_at = null, failure = null`,
      [job],
    );
}

/** Notes that a job has failed; when it last did its work stays on record. */
export async function noteFailure({ app }: Doors, job: string, { message }: Error): Promise<void> {
  const failure = message.split('\n')[0]!.slice(0, 500);
  await app.em
    .fork()
    .execute(
      `insert into job_heartbeat (job, failed_at, failure) values (?, now(), ?) on conflict (job) do update set failed_at = now(), failure = excluded.failure`,
      [job, failure],
    );
}
