import { useI18n } from 'vue-i18n';
import { useRoles } from '../account/useRoles.ts';
import type { ResultOf } from '../graphql.ts';
import type { AlertRuleShown } from './rule.graphql.ts';

export type AlertRule = ResultOf<typeof AlertRuleShown>;
export type Told = AlertRule['roles'][number] | 'OWNERS';

/** Who can be told, in the order in which they are shown: the owners of the systems, then roles. */
const TOLD: readonly Told[] = ['OWNERS', 'BUDGET_OFFICER', 'PORTFOLIO_MANAGER', 'SYSTEM_OWNER', 'AUDITOR', 'ADMINISTRATOR'];

/** Whether it is the date of a budget request, which is that of no contract and so of no system. */
const isOfRequest = ({ kind }: Pick<AlertRule, 'kind'>): boolean => kind === 'REQUEST_CUTOFF' || kind === 'REQUEST_DUE';

/** A rule in words. */
export function useAlertRule() {
  const { t } = useI18n();
  const { roleName } = useRoles();
  const listed = (words: readonly string[]) => words.join(t('alert.rule.and'));
  const daysInWords = (days: readonly number[]) =>
    listed(days.map(n => (n ? t('alert.rule.daysBefore', { n }) : t('alert.rule.onTheDay'))));
  const toldName = (told: Told) => (told === 'OWNERS' ? t('alert.rule.owners') : roleName(told));
  /** Who is told by a rule. */
  const toldOf = (rule: AlertRule): Told[] =>
    TOLD.filter(told => (told === 'OWNERS' ? rule.tellsOwners && !isOfRequest(rule) : rule.roles.includes(told)));
  return {
    daysInWords,
    toldOf,
    toldInWords: (rule: AlertRule) => listed(toldOf(rule).map(toldName)),
    /** What can be chosen for a kind of date. */
    toldOptions: (rule: AlertRule) =>
      TOLD.filter(told => told !== 'OWNERS' || !isOfRequest(rule)).map(value => ({
        value,
        label: toldName(value),
        ...(value === 'OWNERS' && { hint: t('alert.rule.ownersHint') }),
        ...(value === 'ADMINISTRATOR' && { hint: t('alert.rule.administratorHint') }),
      })),
  };
}
