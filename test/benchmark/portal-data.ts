import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../server/command/migrate.ts';
import { startEmbeddedPostgres } from '../../server/database/embedded-postgres.ts';
import { prepareCluster } from '../../server/database/roles.ts';
import { loginsOf } from '../../server/database/start-database.ts';
import type { Dataset } from './generate-data.ts';
import { PEER_LOGINS } from './queries.ts';

/** A database server of the benchmark's own, filled, in a folder that the portal takes for its data folder. */
export interface BenchmarkDatabase<Data = Dataset> {
  dataFolder: string;
  connection: { host: string; port: number; database: string };
  superuser: pg.Client;
  dataset: Data;
  stop: () => Promise<void>;
}

/** Starts the embedded PostgreSQL in a new folder, migrates it and generates the data. */
export async function openDatabase<Data>(generate: (superuser: pg.Client) => Promise<Data>): Promise<BenchmarkDatabase<Data>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'portal-benchmark-'));
  // PostgreSQL does not run as root, so another account must be able to enter.
  await chmod(dataFolder, 0o755);
  const folder = join(dataFolder, 'postgres');
  const { stop: stopFirst, ...first } = await startEmbeddedPostgres({ dataFolder: folder });
  await prepareCluster(first, 'portal');
  await withSuperuser(first, client => client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`));
  await stopFirst();

  const { stop, ...server } = await startEmbeddedPostgres({ dataFolder: folder });
  const connection = { host: server.host, port: server.port, database: 'portal' };
  await migrate(loginsOf(server, 'portal').owner!);
  const superuser = new pg.Client({ ...connection, user: server.superuser });
  await superuser.connect();
  const dataset = await generate(superuser);
  await superuser.query('create extension pg_stat_statements');
  await superuser.query(PEER_LOGINS);
  return {
    dataFolder,
    connection,
    superuser,
    dataset,
    stop: async () => {
      await superuser.end();
      await stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

async function withSuperuser(
  server: { host: string; port: number; superuser: string },
  work: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ host: server.host, port: server.port, user: server.superuser, database: 'postgres' });
  await client.connect();
  await work(client);
  await client.end();
}

/** How many SQL statements one operation sends, transaction control included. */
export async function statementsPerOperation(superuser: pg.Client, ask: () => Promise<unknown>): Promise<number> {
  // Connections, prepared statements and caches first: only what each operation sends counts.
  for (let warm = 0; warm < 3; warm++) await ask();
  await superuser.query('select pg_stat_statements_reset()');
  const operations = 5;
  for (let count = 0; count < operations; count++) await ask();
  const { rows } = await superuser.query<{ calls: number }>(
    `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements where userid <> current_user::regrole`,
  );
  return Math.round(rows[0]!.calls / operations);
}
