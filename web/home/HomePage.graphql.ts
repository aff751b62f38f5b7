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

export const HomeRounds = graphql(
  `
    query HomeRounds {
      surveyRounds(first: 100) {
        items {
          ...HomeRound
        }
      }
    }
  `,
  [HomeRound],
);

export const HomeRegisters = graphql(`
  query HomeRegisters {
    organisations(first: 1) {
      totalCount
    }
    informationSystems(first: 1) {
      totalCount
    }
  }
`);

/** Apart from the other registers, since few may ask for it. */
export const HomeAccounts = graphql(`
  query HomeAccounts {
    accounts(first: 1) {
      totalCount
    }
  }
`);
