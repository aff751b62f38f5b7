import { Migration20261123000000_first_portal } from './Migration20261123000000_first_portal.ts';

/** In order of application; listed by hand, so that a forgotten file is seen in review. */
export const migrations = [Migration20261123000000_first_portal];

/** As the database records them. */
export const migrationNames = migrations.map(({ name }) => name);
