import { readConfiguration } from '../configuration.ts';
import { startDatabase } from '../database/start-database.ts';
import type { Login } from '../database/start-database.ts';
import { prepareJobs } from '../job/job-database.ts';
import { connect } from '../orm.ts';
import { DELIVER, REMIND } from '../reminder/jobs.ts';

/** Brings a database up to date, as its owner; each migration all or nothing. The jobs come after, by the migrations of their library. */
export async function migrate(owner: Login): Promise<void> {
  const orm = await connect(owner, 2);
  try {
    await orm.migrator.up();
  } finally {
    await orm.close();
  }
  await prepareJobs(owner, [REMIND, DELIVER]);
}

if (import.meta.main) {
  const database = await startDatabase(readConfiguration(process.env));
  if (!database.owner) throw new Error('Name the owner of the database in DATABASE_OWNER_URL to migrate it.');
  await migrate(database.owner);
  await database.stop();
  console.log('The database is up to date.');
}
