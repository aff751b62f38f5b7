const ITEMS = 'items { id kind label subjectId dueOn acknowledgedAt }';
export const START = `mutation ($input: StartHandoverInput!) { startHandover(input: $input) { id version state openCount ${ITEMS} } }`;
export const TAKE = `mutation ($input: AcknowledgeHandoverInput!) { acknowledgeHandover(input: $input) { version state openCount ${ITEMS} } }`;
export const HELD = 'query ($id: ID) { belongings(accountId: $id) { bindingCount items { kind label binding account { id } } } }';

export interface Handover {
  id: string;
  version: number;
  state: string;
  openCount: number;
  items: { id: string; kind: string; label: string; subjectId: string; dueOn: string | null; acknowledgedAt: string | null }[];
}
