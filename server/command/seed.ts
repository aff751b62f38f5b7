import { readConfiguration } from '../configuration.ts';
import { startDatabase } from '../database/start-database.ts';
import { loadSampleData } from '../sample-data/load-sample-data.ts';
import { openDoors } from '../start-portal.ts';
import { migrate } from './migrate.ts';

/** `pnpm db:seed`: loads the sample data into an empty database. */
const database = await startDatabase(readConfiguration(process.env));
if (!database.owner) throw new Error('Name the owner of the database in DATABASE_OWNER_URL to load sample data.');
await migrate(database.owner);
const { close, ...doors } = await openDoors(database, 4);
const loaded = await loadSampleData(database.owner, doors);
await close();
await database.stop();
console.log(loaded ? 'The sample data is loaded.' : 'The portal has data already; nothing was loaded.');
