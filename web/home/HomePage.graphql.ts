import { graphql } from '../graphql.ts';

/** A round as the home page lists it, with the viewer's own sheet. */
export const HomeRound = graphql(`
  fragment HomeRound on SurveyRound @_unmask {
    id
    title
    fiscalYear
    state
    opensOn
    dueOn
    targetCount
    submittedCount
    system {
      id
      name
      nameEn
    }
    runner {
      id
    }
    ownSheet {
      id
      state
      answeredCount
      featureCount
    }
  }
`);

export const HomePage = graphql(
  `
    query HomePage($seesRounds: Boolean!, $seesAccounts: Boolean!) {
      surveyRounds(first: 100) @include(if: $seesRounds) {
        items {
          ...HomeRound
        }
      }
      organisations(first: 1) {
        totalCount
      }
      informationSystems(first: 1) {
        totalCount
      }
      accounts(first: 1) @include(if: $seesAccounts) {
        totalCount
      }
    }
  `,
  [HomeRound],
);
