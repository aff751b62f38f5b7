import { SheetHead } from '../answer/sheet.graphql.ts';
import { Delegation } from '../delegation/delegation.graphql.ts';
import { graphql } from '../graphql.ts';
import { RowQuestion } from '../row-question/question.graphql.ts';

export const SheetReviewPage = graphql(
  `
    query SheetReviewPage($roundId: ID!) {
      answerSheet(roundId: $roundId) {
        ...SheetHead
        delegations {
          ...Delegation
        }
        questions {
          ...RowQuestion
        }
        review {
          groups {
            majorGroup
            featureCount
            answeredCount
            openCount
            unconfirmedCount
          }
          departments {
            department
            answeredCount
          }
          undelegated {
            id
          }
          lastRound {
            id
            title
          }
          lastSubmittedAt
          changes {
            kind
            before
            after
            feature {
              id
              code
              name
              nameEn
            }
          }
        }
        round {
          id
          title
          state
          dueOn
          features {
            id
            code
            name
            nameEn
            majorGroup
            middleGroup
          }
        }
      }
      portal {
        today
      }
    }
  `,
  [SheetHead, Delegation, RowQuestion],
);
