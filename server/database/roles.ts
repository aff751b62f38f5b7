import pg from 'pg';
import { LOGINS } from './wall.ts';

/** Owner of the tables. It runs migrations and nothing else, and the wall holds for it too. */
export const OWNER = 'portal_owner';

/** The roles of the portal. They own and may nothing by themselves; rights come with the migrations. */
export const ROLES_SQL = [
  // The owner inherits: what the owner of a database may do in its schema comes to it through a membership.
  roleSql(OWNER, 'inherit'),
  ...Object.values(LOGINS).map(login => roleSql(login, 'noinherit')),
].join('\n');

/** Roles belong to the whole cluster, so another database may have made them already. */
function roleSql(role: string, inheritance: string): string {
  const attributes = `login ${inheritance} nosuperuser nobypassrls nocreatedb nocreaterole`;
  return `do $$ begin create role ${role} ${attributes}; exception when duplicate_object or unique_violation then null; end $$;`;
}

/** The statements that make an empty database which only the roles may enter. */
export const databaseSql = (name: string): string[] => [
  `create database ${pg.escapeIdentifier(name)} owner ${OWNER}`,
  `revoke all on database ${pg.escapeIdentifier(name)} from public`,
  `grant connect on database ${pg.escapeIdentifier(name)} to ${Object.values(LOGINS).join(', ')}`,
];

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
    for (const statement of databaseSql(database)) await client.query(statement);
  } finally {
    await client.end();
  }
}
