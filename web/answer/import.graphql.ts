import { ImportPreview_preview } from '../file-import/ImportPreview.graphql.ts';
import { graphql } from '../graphql.ts';

/** The round that a file answers, and who is asked. */
export const AnswerImportRound = graphql(`
  query AnswerImportRound($roundId: ID!) {
    surveyRound(id: $roundId) {
      id
      title
      state
      featureCount
      targets {
        id
        state
        organisation {
          id
          name
          nameEn
        }
      }
    }
  }
`);

export const AnswerImport = graphql(
  `
    query AnswerImport(
      $fileIds: [ID!]!
      $roundId: ID!
      $organisationId: ID
      $mappings: [LevelMappingInput!]
      $choices: [AnswerChoiceInput!]
      $status: ImportRowStatus
      $after: String
    ) {
      answerImport(
        fileIds: $fileIds
        roundId: $roundId
        organisationId: $organisationId
        mappings: $mappings
        choices: $choices
        status: $status
        first: 50
        after: $after
      ) {
        ...ImportPreview_preview
      }
    }
  `,
  [ImportPreview_preview],
);

export const ImportAnswers = graphql(`
  mutation ImportAnswers($input: ImportAnswersInput!) {
    importAnswers(input: $input) {
      id
      version
      state
      answeredCount
    }
  }
`);

export const RegisterSubmission = graphql(`
  mutation RegisterSubmission($input: RegisterSubmissionInput!) {
    registerSubmission(input: $input) {
      id
      state
      answeredCount
    }
  }
`);
