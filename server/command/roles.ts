import { databaseSql, OWNER, ROLES_SQL } from '../database/roles.ts';
import { LOGINS } from '../database/wall.ts';

/** `pnpm db:roles`: prints what an administrator of a database server runs once, before the first migration. */
const passwords = [OWNER, ...Object.values(LOGINS)].map(role => `alter role ${role} password '…';`);
console.log([ROLES_SQL, ...passwords, ...databaseSql('portal').map(statement => `${statement};`)].join('\n'));
