import { Migrator } from '@mikro-orm/migrations';
import { startDatabase } from '../database/start-database.ts';
import { readConfiguration } from '../configuration.ts';
import { connect } from '../orm.ts';
import { migrate } from './migrate.ts';

/** `pnpm db:migration <name>`: writes what the entities have and the migrated database lacks into a new migration. */
const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9-]*$/.test(name))
  throw new Error('Name the migration in kebab-case, for example: pnpm db:migration contract-notice-days');
const database = await startDatabase(readConfiguration(process.env));
if (!database.owner) throw new Error('Name the owner of the database in DATABASE_OWNER_URL.');
await migrate(database.owner);
const orm = await connect(database.owner, 2);
const { fileName } = await (orm.migrator as Migrator).create(undefined, false, false, name.replaceAll('-', '_'));
console.log(
  fileName
    ? `${fileName}: read it as a reviewer would, and list it in migrations/index.ts.`
    : 'The entities and the database agree; nothing to write.',
);
await orm.close();
await database.stop();
