import { graphql } from '../graphql.ts';

export const AlertRuleShown = graphql(`
  fragment AlertRuleShown on AlertRule @_unmask {
    id
    kind
    version
    isUsual
    leadDays
    usualLeadDays
    usualSlowLeadDays
    roles
    tellsOwners
    isSilent
    silentReason
    bearerCount
    reachableCount
    changedByName
    changedAt
  }
`);

export const AlertRules = graphql(
  `
    query AlertRules {
      alertRules {
        ...AlertRuleShown
      }
    }
  `,
  [AlertRuleShown],
);

export const SetAlertRule = graphql(
  `
    mutation SetAlertRule($input: SetAlertRuleInput!) {
      setAlertRule(input: $input) {
        ...AlertRuleShown
      }
    }
  `,
  [AlertRuleShown],
);
