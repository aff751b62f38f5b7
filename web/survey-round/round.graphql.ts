import { graphql } from '../graphql.ts';

export const SurveyRoundList = graphql(`
  query SurveyRoundList($filter: SurveyRoundFilter, $after: String) {
    surveyRounds(filter: $filter, first: 50, after: $after) {
      items {
        id
        title
        fiscalYear
        state
        dueOn
        system {
          id
          name
          nameEn
        }
        runner {
          id
          name
          nameEn
        }
        targetCount
        submittedCount
        ownSheet {
          id
          state
          answeredCount
          featureCount
        }
      }
      nextCursor
      totalCount
    }
  }
`);

/** One ministry's progress. */
export const RoundTarget = graphql(`
  fragment RoundTarget on SurveyTarget @_unmask {
    id
    organisation {
      id
      name
      nameEn
      protocolOrder
    }
    state
    answeredCount
    featureCount
    openedAt
    handedInAt
    submittedAt
    returnedReason
    hasCoordinator
    registeredOnBehalf
    waitingQuestionCount
    repliedQuestionCount
    returnedRowCount
  }
`);

export const SurveyRoundPage = graphql(
  `
    query SurveyRoundPage($id: ID!) {
      surveyRound(id: $id) {
        id
        version
        title
        explanation
        fiscalYear
        state
        opensOn
        dueOn
        sharing
        featureCount
        openedAt
        closedAt
        publishedAt
        system {
          id
          name
          nameEn
        }
        runner {
          id
          name
          nameEn
        }
        features {
          id
          code
          name
          nameEn
          majorGroup
          middleGroup
          addedAt
        }
        targets {
          ...RoundTarget
        }
        targetOrganisations {
          id
          name
          nameEn
        }
        submittedCount
        events {
          state
          at
          byName
          reason
        }
        ownSheet {
          id
          state
          answeredCount
          featureCount
        }
      }
      portal {
        today
      }
    }
  `,
  [RoundTarget],
);

export const EditSurveyRound = graphql(`
  query EditSurveyRound($id: ID!) {
    surveyRound(id: $id) {
      id
      version
      state
      title
      explanation
      fiscalYear
      opensOn
      dueOn
      system {
        id
      }
      targetOrganisations {
        id
      }
    }
  }
`);

/** Systems about which an organisation can ask, its own; searched, since a portfolio may hold hundreds. */
export const SystemChoices = graphql(`
  query SystemChoices($providerId: ID!, $search: String, $systemClass: ClassSought, $profile: ProfileSought) {
    informationSystems(filter: { providerId: $providerId, search: $search, systemClass: $systemClass, profile: $profile }, first: 100) {
      items {
        id
        name
        nameEn
        code
      }
      totalCount
    }
  }
`);

export const ChosenSystem = graphql(`
  query ChosenSystem($id: ID!) {
    informationSystem(id: $id) {
      id
      name
      nameEn
      code
      featureCount
      users {
        id
      }
    }
  }
`);

export const OrganisationChoices = graphql(`
  query OrganisationChoices($after: String) {
    organisations(first: 100, after: $after) {
      items {
        id
        name
        nameEn
        shortName
        kana
        protocolOrder
      }
      nextCursor
    }
  }
`);

export const SystemFeatures = graphql(`
  query SystemFeatures($id: ID!) {
    informationSystem(id: $id) {
      id
      features {
        id
        code
        name
        nameEn
        majorGroup
        middleGroup
        validFrom
        validTo
      }
    }
  }
`);
