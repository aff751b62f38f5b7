import type { EntityOptions, PolicyDef } from '@mikro-orm/core';

/**
 * The wall between tenants, declared on each entity and enforced by PostgreSQL.
 *
 * Permissive policies open a table to a login at all; restrictive ones cut what it sees down to the tenant. A restrictive
 * policy cannot be widened by a policy added later, so a slip elsewhere never opens the wall.
 */

/** The organisation that the session acts for. As a scalar sub-select it is computed once per statement. */
export const ME = '(select current_tenant_id())';

/** Whether the session acts for an operator of the portal, who keeps the directory. */
export const IS_OPERATOR = `${ME} = any (array(select organisation_id from portal_operator))`;

/** Organisations that granted cross-ministry reading to the viewer's roles. */
export const GRANTED = 'array(select granted_tenant_ids())';

/** Logins of the application. Owner of the tables is a fourth one, which no policy opens anything to. */
export const LOGINS = { app: 'portal_app', portfolio: 'portal_portfolio', signIn: 'portal_sign_in' } as const;

/**
 * A parent row: its table, and whether it must be of the row's own tenant or need only be visible. A foreign key alone would
 * see through the wall, and so tell whether another tenant's row exists. `and` narrows which parent will do, `or` says when
 * none need be seen; both are SQL conditions that may name `parent` and the table itself.
 */
type Parent = readonly [table: string, kind: 'same tenant' | 'visible', conditions?: { and?: string; or?: string }];

interface WallOptions {
  /** Column that holds the tenant. */
  tenant?: string;
  /** SQL condition under which other tenants may read the row too. */
  readers?: string;
  /** SQL condition under which another tenant may write the row; each use needs a reason beside it. */
  writers?: string;
  /** The same for new rows alone, where that is narrower than `writers`. */
  inserters?: string;
  /** SQL condition that each reader must meet besides, for example a vendor's own systems. */
  narrowing?: string;
  /** Parents by column: a row may only hang on a parent that it belongs to, see `Parent`. */
  parents?: Record<string, Parent>;
  /** Whether a grant of cross-ministry reading opens the row. Drafts say no. */
  granted?: boolean;
  /** SQL condition under which a grant of another organisation than the owner opens the row. */
  grantedReaders?: string;
  /** Whether the sign-in login may read the table. */
  signInReads?: boolean;
}

/** Entity options of what a tenant owns: no row crosses the wall, whoever asks. */
export function wall({
  tenant = 'tenant_id',
  readers,
  writers,
  inserters = writers,
  narrowing,
  parents = {},
  granted = true,
  grantedReaders,
  signInReads = false,
}: WallOptions = {}): Pick<EntityOptions<object>, 'rowLevelSecurity' | 'policies'> {
  const own = `${tenant} = ${ME}`;
  const either = (...conditions: (string | undefined)[]): string => conditions.filter(Boolean).join(' or ');
  const narrowed = (condition: string): string => (narrowing ? `(${condition}) and (${narrowing})` : condition);
  const visible = narrowed(either(own, readers));
  const writable = either(own, writers);
  const app = [LOGINS.app];
  const portfolio = [LOGINS.portfolio];
  const policies: PolicyDef[] = [
    { name: 'app_rows', roles: app, using: 'true', check: 'true' },
    { name: 'wall_select', type: 'restrictive', command: 'select', roles: app, using: visible },
    { name: 'wall_insert', type: 'restrictive', command: 'insert', roles: app, check: either(own, inserters) },
    { name: 'wall_update', type: 'restrictive', command: 'update', roles: app, using: writable, check: writable },
    { name: 'wall_delete', type: 'restrictive', command: 'delete', roles: app, using: own },
    { name: 'portfolio_rows', command: 'select', roles: portfolio, using: 'true' },
    {
      name: 'wall_portfolio',
      type: 'restrictive',
      command: 'select',
      roles: portfolio,
      using: narrowed(either(own, readers, granted ? `${tenant} = any (${GRANTED})` : undefined, grantedReaders)),
    },
  ];
  for (const [column, [parent, kind, { and, or } = {}]] of Object.entries(parents)) {
    const check: PolicyDef['check'] = (_columns, table) => {
      const conditions = [
        `parent.id = ${table.name}.${column}`,
        ...(kind === 'visible' ? [] : [`parent.tenant_id = ${table.name}.${tenant}`]),
        ...(and ? [and] : []),
      ];
      return either(or, `exists (select from ${parent} parent where ${conditions.join(' and ')})`);
    };
    policies.push({ name: `parent_${column}_insert`, type: 'restrictive', command: 'insert', roles: app, check });
    policies.push({ name: `parent_${column}_update`, type: 'restrictive', command: 'update', roles: app, using: 'true', check });
  }
  if (signInReads) policies.push({ name: 'sign_in_rows', command: 'select', roles: [LOGINS.signIn], using: 'true' });
  return { rowLevelSecurity: 'force', policies };
}

/** Entity options of what belongs to no tenant and is open to the sign-in login alone: sessions, attempts. */
export function signInOnly(...extra: PolicyDef[]): Pick<EntityOptions<object>, 'rowLevelSecurity' | 'policies'> {
  return {
    rowLevelSecurity: 'force',
    policies: [{ name: 'sign_in_rows', roles: [LOGINS.signIn], using: 'true', check: 'true' }, ...extra],
  };
}
