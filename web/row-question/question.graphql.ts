import { graphql } from '../graphql.ts';

/** One question about a row, as everybody who may see it is shown it. */
export const RowQuestion = graphql(`
  fragment RowQuestion on RowQuestion @_unmask {
    id
    version
    side
    question
    askedAt
    askedByName
    returned
    cameBackAt
    reply
    repliedAt
    repliedByName
    closedAt
    closedByName
    feature {
      id
      code
      name
      nameEn
    }
  }
`);

/** What the runner has asked a ministry about one row. */
export const QuestionsOfRow = graphql(
  `
    query QuestionsOfRow($roundId: ID!, $organisationId: ID!, $featureId: ID!) {
      rowQuestions(roundId: $roundId, organisationId: $organisationId, featureId: $featureId) {
        items {
          ...RowQuestion
        }
      }
      surveyRound(id: $roundId) {
        id
        state
        runner {
          id
        }
        targets {
          id
          state
          submittedAt
          returnedRowCount
          organisation {
            id
          }
        }
      }
    }
  `,
  [RowQuestion],
);

/** All that the runner has asked one ministry, and the answers that stand submitted, from which rows are chosen. */
export const QuestionsOfMinistry = graphql(
  `
    query QuestionsOfMinistry($roundId: ID!, $organisationId: ID!) {
      rowQuestions(roundId: $roundId, organisationId: $organisationId) {
        items {
          ...RowQuestion
        }
      }
      surveyHeatmap(roundId: $roundId) {
        grid
      }
    }
  `,
  [RowQuestion],
);

export const AskAboutRow = graphql(`
  mutation AskAboutRow($input: AskAboutRowInput!) {
    askAboutRow(input: $input) {
      id
    }
  }
`);

export const ReturnRows = graphql(`
  mutation ReturnRows($input: ReturnRowsInput!) {
    returnRows(input: $input) {
      id
    }
  }
`);

export const AskColleagues = graphql(`
  mutation AskColleagues($input: AskColleaguesInput!) {
    askColleagues(input: $input) {
      id
    }
  }
`);

export const SendBackRows = graphql(`
  mutation SendBackRows($input: SendBackRowsInput!) {
    sendBackRows(input: $input) {
      id
    }
  }
`);

export const ReplyToQuestion = graphql(`
  mutation ReplyToQuestion($input: ReplyToQuestionInput!) {
    replyToQuestion(input: $input) {
      id
    }
  }
`);

export const CloseQuestion = graphql(`
  mutation CloseQuestion($input: CloseQuestionInput!) {
    closeQuestion(input: $input) {
      id
    }
  }
`);
