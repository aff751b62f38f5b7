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
