import { Delegation } from '../delegation/delegation.graphql.ts';
import { graphql } from '../graphql.ts';
import { RowQuestion } from '../row-question/question.graphql.ts';

/** What people of a ministry have arranged about its sheet: parts, questions, and rows that stand returned. */
export const SheetWork = graphql(
  `
    query SheetWork($roundId: ID!) {
      answerSheet(roundId: $roundId) {
        id
        openRowIds
        delegations {
          ...Delegation
        }
        questions {
          ...RowQuestion
        }
      }
    }
  `,
  [Delegation, RowQuestion],
);
