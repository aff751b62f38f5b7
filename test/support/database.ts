import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../server/command/migrate.ts';
import { startEmbeddedPostgres } from '../../server/database/embedded-postgres.ts';
import { prepareCluster } from '../../server/database/roles.ts';
import { loginsOf } from '../../server/database/start-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    server: { host: string; port: number; superuser: string };
  }
}

/** The migrated database that each test file gets a copy of. */
export const TEMPLATE = 'portal_template';

/** One throw-away PostgreSQL for the run, with one migrated database in it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'portal-test-'));
  await chmod(folder, 0o755);
  const { stop, ...server } = await startEmbeddedPostgres({ dataFolder: join(folder, 'data'), throwAway: true });
  await prepareCluster(server, TEMPLATE);
  await migrate(loginsOf(server, TEMPLATE).owner!);
  project.provide('server', server);
  return async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
}
