import type { Person } from './person.ts';

export interface Care {
  id: string;
  version: number;
  holderName: string | null;
  isMine: boolean;
  isHandedOver: boolean;
  isInForce: boolean;
  byName: string;
  note: string | null;
}
export interface OpenAlert {
  id: string;
  kind: string;
  contractId: string | null;
  label: string;
  on: string;
  care: Care | null;
}

const CARE = 'id version holderName isMine isHandedOver isInForce byName note';

/** The dates that the person's organisation is being told of. */
export const openAlertsOf = async (person: Person): Promise<OpenAlert[]> =>
  (
    await person.expectData<{ openAlerts: { items: OpenAlert[] } }>(
      `{ openAlerts { items { id kind contractId label on care { ${CARE} } } } }`,
    )
  ).openAlerts.items;

export const ACKNOWLEDGE = `mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) { ${CARE} } }`;
export const HAND_OVER = `mutation ($input: HandOverAlertInput!) { handOverAlert(input: $input) { ${CARE} } }`;
export const RELEASE = `mutation ($input: ReleaseAlertInput!) { releaseAlert(input: $input) { ${CARE} } }`;

/** Acknowledges a date of a contract and says which. */
export async function makeAlertCare(person: Person, contractId: string): Promise<string> {
  const { id: alertId } = (await openAlertsOf(person)).find(alert => alert.contractId === contractId)!;
  await person.expectData(ACKNOWLEDGE, { input: { alertId, version: 0 } });
  return alertId;
}

export interface Rule {
  kind: string;
  version: number;
  isUsual: boolean;
  leadDays: number[] | null;
  usualLeadDays: number[];
  usualSlowLeadDays: number[] | null;
  roles: string[];
  tellsOwners: boolean;
  isSilent: boolean;
  silentReason: string | null;
  bearerCount: number;
  reachableCount: number;
  changedByName: string | null;
  changedAt: string | null;
}
const RULE =
  'kind version isUsual leadDays usualLeadDays usualSlowLeadDays roles tellsOwners isSilent silentReason bearerCount reachableCount changedByName changedAt';

export const SET_RULE = `mutation ($input: SetAlertRuleInput!) { setAlertRule(input: $input) { ${RULE} } }`;

/** The rules of the person's organisation. */
export const rulesOf = async (person: Person): Promise<Rule[]> =>
  (await person.expectData<{ alertRules: Rule[] }>(`{ alertRules { ${RULE} } }`)).alertRules;

/** Sets the rule of one kind of date; what is not said is as the portal has it. */
export async function setRule(person: Person, kind: string, input: object): Promise<Rule> {
  const { version } = (await rulesOf(person)).find(rule => rule.kind === kind)!;
  const usual = { leadDays: null, roles: ['BUDGET_OFFICER'], tellsOwners: true };
  return (await person.expectData<{ setAlertRule: Rule }>(SET_RULE, { input: { kind, version, ...usual, ...input } })).setAlertRule;
}
