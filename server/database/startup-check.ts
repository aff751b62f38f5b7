import type { EntityManager } from '@mikro-orm/postgresql';
import { LOGINS } from './wall.ts';

/** Below this, statistics leak rows past row level security (CVE-2025-8713). */
const OLDEST_SERVER = 150014;

/** Where the configuration names each login. */
const URLS: Record<(typeof LOGINS)[keyof typeof LOGINS], string> = {
  portal_app: 'DATABASE_APP_URL',
  portal_portfolio: 'DATABASE_PORTFOLIO_URL',
  portal_sign_in: 'DATABASE_SIGN_IN_URL',
};

const named = (migrations: readonly string[]): string =>
  `the ${migrations.length === 1 ? 'migration' : 'migrations'} ${migrations.join(', ')}`;

/**
 * Refuses to serve from a database whose wall would not hold.
 *
 * @param em of the login to check
 * @throws Error in one line that says what is wrong and what to do
 */
export async function checkDatabase(
  em: EntityManager,
  expected: (typeof LOGINS)[keyof typeof LOGINS],
  migrationNames: readonly string[],
): Promise<void> {
  const [server] = await em.execute<[{ version: number; text: string }]>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as text`,
  );
  if (server.version < OLDEST_SERVER)
    throw new Error(
      `PostgreSQL ${server.text} is too old: 15.14 or newer is needed, because older ones leak rows past row level security.`,
    );

  const [login] = await em.execute<[{ name: string; superuser: boolean; bypass: boolean; owns: boolean }]>(`
    select current_user as name, rolsuper as superuser, rolbypassrls as bypass,
      exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'member')) as owns
    from pg_roles where rolname = current_user`);
  const excess = login.superuser ? 'is a superuser' : login.bypass ? 'may bypass row security' : login.owns ? 'owns tables' : undefined;
  if (excess)
    throw new Error(
      `The login ${login.name} ${excess}, so the wall between ministries would not hold: use a restricted login that is ${expected} or a member of it.`,
    );

  // By its rights, not its name: the policies hold for whoever bears the role. One that bears another one too could do what that one may.
  const [{ roles }] = await em.execute<[{ roles: string[] }]>(
    `select coalesce(array_agg(rolname::text order by rolname), '{}') as roles from pg_roles
     where rolname = any (?::text[]) and pg_has_role(current_user, oid, case when rolname = ? then 'usage' else 'member' end)`,
    [`{${Object.values(LOGINS).join(',')}}`, expected],
  );
  if (roles.length !== 1 || roles[0] !== expected)
    throw new Error(
      `${URLS[expected]} names the login ${login.name}, which ${roles.length ? `acts as ${roles.join(' and ')}` : 'has none of the rights'}, but ${expected} is needed there: put the URLs of the logins in their places.`,
    );

  const applied = await em.execute<{ name: string }[]>('select name from mikro_orm_migrations').catch(() => []);
  const unknown = applied.filter(({ name }) => !migrationNames.includes(name)).map(({ name }) => name);
  if (unknown.length)
    throw new Error(
      `The database has ${named(unknown)}, of which this version of the portal knows nothing: start the version that made ${unknown.length === 1 ? 'it' : 'them'}, or a later one.`,
    );
  const missing = migrationNames.filter(name => !applied.some(row => row.name === name));
  if (missing.length) throw new Error(`The database lacks ${named(missing)}: run "npx -y pnpm@12 db:migrate" with DATABASE_OWNER_URL.`);

  const [{ temporary }] = await em.execute<[{ temporary: boolean }]>(
    `select has_database_privilege(current_database(), 'temporary') as temporary`,
  );
  if (expected === LOGINS.app && !temporary)
    throw new Error(
      `The login ${login.name} may not make temporary tables, which imports need: run "grant temporary on database … to ${expected}" as the owner of the database.`,
    );

  const [{ tables }] = await em.execute<[{ tables: string[] }]>(
    `select coalesce(array_agg(c.relname::text order by c.relname), '{}') as tables
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'mikro_orm_migrations'
       and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
  );
  if (tables.length)
    throw new Error(
      `The tables ${tables.join(', ')} lack their wall (row level security, forced, with a policy): run the migrations, and undo whatever took it away.`,
    );
}
