import type { Person } from '../support/person.ts';

export interface Delegation {
  id: string;
  version: number;
  bureau: string | null;
}

const DELEGATION = `id version bureau note dueOn askedByName doneAt doneByName openRowReason takenBackAt asksViewer featureCount
  answeredCount answeredByNames lastAnsweredAt account { id name } features { code }`;

export const DELEGATE = `mutation ($input: DelegateRowsInput!) { delegateRows(input: $input) { ${DELEGATION} } }`;
export const CHANGE = `mutation ($input: ChangeDelegationInput!) { changeDelegation(input: $input) { ${DELEGATION} } }`;
export const TAKE_BACK = `mutation ($input: TakeBackDelegationInput!) { takeBackDelegation(input: $input) { ${DELEGATION} } }`;
export const FINISH = `mutation ($input: FinishDelegationInput!) { finishDelegation(input: $input) { ${DELEGATION} } }`;

/** Parts of the sheet of the person's ministry. */
export async function delegationsOf(person: Person, roundId: string): Promise<Delegation[]> {
  const { answerSheet } = await person.expectData<{ answerSheet: { delegations: Delegation[] } }>(
    `query ($id: ID!) { answerSheet(roundId: $id) { delegations { ${DELEGATION} } } }`,
    { id: roundId },
  );
  return answerSheet.delegations;
}
