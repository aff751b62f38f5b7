import { join } from 'node:path';
import type { Configuration } from '../configuration.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { OWNER, prepareCluster } from './roles.ts';
import { LOGINS } from './wall.ts';

/** Where a login reaches the database: a connection URL, or the socket folder of the embedded server. */
export interface Login {
  url?: string;
  host?: string;
  port?: number;
  user?: string;
  database?: string;
}

/** The connections of the portal, one for each thing that may be done with the data. */
export interface Logins {
  /** Owns the tables; null when the portal runs without the right to migrate. */
  owner: Login | null;
  app: Login;
  portfolio: Login;
  signIn: Login;
}

export interface Database extends Logins {
  /** Stops the embedded server; nothing to do for one of your own. */
  stop: () => Promise<void>;
}

/** The logins of a database on an embedded server. */
export function loginsOf(server: { host: string; port: number }, database: string): Logins {
  const as = (user: string): Login => ({ host: server.host, port: server.port, database, user });
  return { owner: as(OWNER), app: as(LOGINS.app), portfolio: as(LOGINS.portfolio), signIn: as(LOGINS.signIn) };
}

/** The server that the configuration names, else an embedded one in the data folder. */
export async function startDatabase({ database, dataFolder }: Pick<Configuration, 'database' | 'dataFolder'>): Promise<Database> {
  if (database) {
    const { owner, app, portfolio, signIn } = database;
    return {
      owner: owner ? { url: owner } : null,
      app: { url: app },
      portfolio: { url: portfolio },
      signIn: { url: signIn },
      stop: async () => {},
    };
  }
  const server = await startEmbeddedPostgres({ dataFolder: join(dataFolder, 'postgres') });
  await prepareCluster(server, 'portal');
  return { ...loginsOf(server, 'portal'), stop: server.stop };
}
