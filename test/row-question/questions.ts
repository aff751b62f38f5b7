import type { Person } from '../support/person.ts';

export interface Question {
  id: string;
  version: number;
  side: string;
  reply: string | null;
}

const QUESTION = 'id version side question returned cameBackAt reply repliedByName closedAt feature { code }';

export const ASK = `mutation ($input: AskAboutRowInput!) { askAboutRow(input: $input) { ${QUESTION} } }`;
export const RETURN_ROWS =
  'mutation ($input: ReturnRowsInput!) { returnRows(input: $input) { state returnedRowCount waitingQuestionCount } }';
export const ASK_COLLEAGUES = `mutation ($input: AskColleaguesInput!) { askColleagues(input: $input) { ${QUESTION} } }`;
export const SEND_BACK_ROWS = 'mutation ($input: SendBackRowsInput!) { sendBackRows(input: $input) { state waitingQuestionCount } }';
export const REPLY = `mutation ($input: ReplyToQuestionInput!) { replyToQuestion(input: $input) { ${QUESTION} } }`;
export const CLOSE = `mutation ($input: CloseQuestionInput!) { closeQuestion(input: $input) { ${QUESTION} } }`;

/** Questions of a round as a person sees them: about the own sheet, or as the runner about that of a ministry. */
export async function questionsOf(person: Person, roundId: string, organisationId: string | null = null): Promise<Question[]> {
  const { rowQuestions } = await person.expectData<{ rowQuestions: { items: Question[] } }>(
    `query ($id: ID!, $of: ID) { rowQuestions(roundId: $id, organisationId: $of) { items { ${QUESTION} } } }`,
    { id: roundId, of: organisationId },
  );
  return rowQuestions.items;
}
