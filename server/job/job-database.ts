import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Login } from '../database/start-database.ts';
import { LOGINS } from '../database/wall.ts';

/** Where the library keeps its jobs, apart from the tables of the portal: a job names what is to be done and holds no data. */
export const JOB_SCHEMA = 'pgboss';

/** Connection of the library for a login. */
export const jobConnection = ({ url, ...rest }: Login, max: number): ConstructorParameters<typeof PgBoss>[0] => ({
  ...(url ? { connectionString: url } : rest),
  schema: JOB_SCHEMA,
  application_name: 'tanaoroshi jobs',
  max,
  // Rebuilding an index is the owner's to do, and jobs are too few for it.
  reindex: false,
});

/**
 * Makes the schema of the jobs or brings it up to date, as the owner of the database; the application may use it and change
 * nothing about it. Part of each `db:migrate`, since the library brings migrations of its own.
 */
export async function prepareJobs(owner: Login, queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({ ...(jobConnection(owner, 2) as object), supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  for (const queue of queues) await boss.createQueue(queue);
  await boss.stop({ graceful: false });
  const client = new pg.Client(
    owner.url ? { connectionString: owner.url } : { host: owner.host, port: owner.port, user: owner.user, database: owner.database },
  );
  await client.connect();
  try {
    await client.query(`
      grant usage on schema ${JOB_SCHEMA} to ${LOGINS.app};
      grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to ${LOGINS.app};
      grant usage on all sequences in schema ${JOB_SCHEMA} to ${LOGINS.app};
      grant execute on all functions in schema ${JOB_SCHEMA} to ${LOGINS.app}`);
  } finally {
    await client.end();
  }
}
