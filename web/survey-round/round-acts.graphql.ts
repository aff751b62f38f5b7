import { graphql } from '../graphql.ts';
import { RoundTarget } from './round.graphql.ts';

export const CreateSurveyRound = graphql(`
  mutation CreateSurveyRound($input: CreateSurveyRoundInput!) {
    createSurveyRound(input: $input) {
      id
    }
  }
`);

export const UpdateSurveyRound = graphql(`
  mutation UpdateSurveyRound($input: UpdateSurveyRoundInput!) {
    updateSurveyRound(input: $input) {
      id
      version
    }
  }
`);

export const OpenSurveyRound = graphql(`
  mutation OpenSurveyRound($input: OpenSurveyRoundInput!) {
    openSurveyRound(input: $input) {
      id
    }
  }
`);

export const CloseSurveyRound = graphql(`
  mutation CloseSurveyRound($input: CloseSurveyRoundInput!) {
    closeSurveyRound(input: $input) {
      id
    }
  }
`);

export const ReopenSurveyRound = graphql(`
  mutation ReopenSurveyRound($input: ReopenSurveyRoundInput!) {
    reopenSurveyRound(input: $input) {
      id
    }
  }
`);

export const PublishSurveyRound = graphql(`
  mutation PublishSurveyRound($input: PublishSurveyRoundInput!) {
    publishSurveyRound(input: $input) {
      id
    }
  }
`);

export const AddSurveyFeatures = graphql(`
  mutation AddSurveyFeatures($input: AddSurveyFeaturesInput!) {
    addSurveyFeatures(input: $input) {
      id
    }
  }
`);

export const AddSurveyTargets = graphql(`
  mutation AddSurveyTargets($input: AddSurveyTargetsInput!) {
    addSurveyTargets(input: $input) {
      id
    }
  }
`);

export const ReturnSubmission = graphql(
  `
    mutation ReturnSubmission($input: ReturnSubmissionInput!) {
      returnSubmission(input: $input) {
        ...RoundTarget
      }
    }
  `,
  [RoundTarget],
);
