import { Role } from './role.ts';

/** Who asks, resolved anew for each request from the session in the database. */
export interface Viewer {
  accountId: string;
  name: string;
  /** Division of the person; null when none is known. */
  department: string | null;
  /** Organisation acted for now. */
  organisationId: string;
  /** Roles in that organisation; never empty. */
  roles: Role[];
  /** Organisations that granted cross-ministry reading to these roles. */
  grantedOrganisationIds: string[];
}

/** Whether somebody watches over all that an organisation keeps, not only over what is their own. */
export const watchesOver = ({ roles }: Pick<Viewer, 'roles'>): boolean =>
  roles.some(role => role === Role.PORTFOLIO_MANAGER || role === Role.ADMINISTRATOR);
