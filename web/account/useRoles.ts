import { computed } from 'vue';
import { useI18n } from 'vue-i18n';

/** Roles in the order in which the portal lists them. */
const ROLES = [
  'RESPONDENT',
  'COORDINATOR',
  'SYSTEM_OWNER',
  'PORTFOLIO_MANAGER',
  'BUDGET_OFFICER',
  'AUDITOR',
  'ADMINISTRATOR',
  'VENDOR',
] as const;

export type Role = (typeof ROLES)[number];

/** Roles that another organisation can let read what was submitted. */
const READING_ROLES: readonly Role[] = ['PORTFOLIO_MANAGER', 'AUDITOR'];

/** The roles by their names, each with what it is for. */
export function useRoles() {
  const { t } = useI18n();
  const option = (role: Role) => ({ value: role, label: t(`access.role.${role}`), hint: t(`access.roleHint.${role}`) });
  return {
    roleName: (role: Role) => t(`access.role.${role}`),
    roleOptions: computed(() => ROLES.map(option)),
    readingRoleOptions: computed(() => READING_ROLES.map(option)),
  };
}
