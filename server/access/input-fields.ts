/**
 * The permission table's word on fields of inputs: those that name a tenant, a role, an owner or a state, each with the reason why a
 * caller may set it. No other input may hold such a field (test/access/permissions.test.ts).
 */
export const settableFields: Readonly<Record<string, string>> = {
  'CreateAccountInput.roles': 'an administrator gives roles in the own organisation',
  'UpdateAccountInput.roles': 'an administrator gives roles in the own organisation',
  'SetAlertRuleInput.roles': 'whom of the own organisation a mail goes to; gives nobody a role',
  'GrantReadingInput.role': 'a grant names the role that it opens to',
  'CreateInformationSystemInput.lifecycleState': 'where a system stands is said by its owner',
  'UpdateInformationSystemInput.lifecycleState': 'where a system stands is said by its owner',
  'InformationSystemFilter.lifecycleState': 'a filter',
  'SurveyRoundFilter.state': 'a filter',
  'SystemMonitoringEntry.state': 'whether a system watches an item is said by its owner',
};
