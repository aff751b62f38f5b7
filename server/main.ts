import closeWithGrace from 'close-with-grace';
import type { FastifyInstance } from 'fastify';
import { migrate } from './command/migrate.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { type Database, startDatabase } from './database/start-database.ts';
import { loadSampleData } from './sample-data/load-sample-data.ts';
import { openDoors, startPortal } from './start-portal.ts';

/** Runs the portal until it is told to stop: database, migrations on the embedded one, samples where wanted, server. */
export async function run(configuration: Configuration): Promise<{ address: string; portal: FastifyInstance }> {
  const database = await startDatabase(configuration);
  try {
    // A server of your own is migrated on purpose, with db:migrate; the embedded one is nobody else's.
    if (!configuration.database) await migrate(database.owner!);
    if (configuration.sampleData && database.owner) await fillWithSamples(database);
    const portal = await startPortal(database, configuration);
    stopInOrder(portal, database);
    return { address: await listen(portal, configuration), portal };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

async function listen(portal: FastifyInstance, { port, host }: Configuration): Promise<string> {
  return portal.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE'
      ? new Error(`Something else listens on port ${port} already: name another one in PORT, for example PORT=4001.`)
      : error;
  });
}

async function fillWithSamples(database: Database): Promise<void> {
  const { close, ...doors } = await openDoors(database, 4);
  try {
    await loadSampleData(database.owner!, doors);
  } finally {
    await close();
  }
}

/** On SIGTERM or Ctrl-C: no new requests, those under way finish, then the connections, then the database. */
function stopInOrder(portal: FastifyInstance, database: Database): void {
  closeWithGrace({ delay: 10_000, logger: portal.log }, async ({ err }) => {
    if (err) portal.log.error({ err }, 'stopping after an error');
    await portal.close();
    await database.stop();
  });
}

if (import.meta.main) {
  const started = await Promise.try(() => run(readConfiguration(process.env))).catch((error: Error) => {
    // One clear line is all that an operator needs; the stack is in the log at debug level.
    console.error(error.message);
    process.exit(1);
  });
  console.log(`Tanaoroshi listens on ${started.address}`);
}
