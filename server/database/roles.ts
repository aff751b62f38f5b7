import pg from 'pg';
import { LOGINS } from './wall.ts';

/** Owner of the tables. It runs migrations and nothing else, and the wall holds for it too. */
export const OWNER = 'portal_owner';

/**
 * The roles of the portal, for whoever sets a cluster up. On a server of your own, run it once as an administrator and give
 * each login a password: `alter role portal_app password '…'`.
 */
export const ROLES_SQL = [OWNER, LOGINS.app, LOGINS.portfolio, LOGINS.signIn]
  .map(
    role =>
      `do $$ begin create role ${role} login noinherit nosuperuser nobypassrls nocreatedb nocreaterole; exception when duplicate_object or unique_violation then null; end $$;`,
  )
  .join('\n');

interface Server {
  host: string;
  port: number;
  superuser: string;
}

/** Makes sure that the roles and the named database exist on the embedded server, and nobody but the roles may enter it. */
export async function prepareCluster({ host, port, superuser }: Server, database: string): Promise<void> {
  const client = new pg.Client({ host, port, user: superuser, database: 'postgres' });
  await client.connect();
  try {
    await client.query(ROLES_SQL);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount) return;
    await client.query(`create database ${client.escapeIdentifier(database)} owner ${OWNER}`);
    await client.query(`revoke all on database ${client.escapeIdentifier(database)} from public`);
    await client.query(`grant connect on database ${client.escapeIdentifier(database)} to ${Object.values(LOGINS).join(', ')}`);
  } finally {
    await client.end();
  }
}
