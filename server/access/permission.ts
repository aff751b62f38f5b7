import { Role } from './role.ts';

/** Who may use a thing: nobody is asked, any role will do, or one of the named ones. */
export type Permission = 'EVERYBODY' | 'SIGNED_IN' | readonly Role[];

/** Whoever looks over what the organisation runs and pays. */
export const OVERSEEING = [Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.BUDGET_OFFICER, Role.AUDITOR];

/** Whoever keeps the ledger of contracts and sees to its dates; those who oversee read it. */
export const KEEPING_CONTRACTS = [Role.SYSTEM_OWNER, Role.PORTFOLIO_MANAGER, Role.BUDGET_OFFICER];

/** One permission for several fields of a type. */
export const fields = (type: string, names: string, permission: Permission): Record<string, Permission> =>
  Object.fromEntries(names.split(' ').map(name => [`${type}.${name}`, permission]));

/** One permission for several files to have. */
export const downloads = (names: string, permission: Permission): Record<string, Permission> =>
  Object.fromEntries(names.split(' ').map(name => [`download:${name}`, permission]));
