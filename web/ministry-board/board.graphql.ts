import { graphql } from '../graphql.ts';
import { RecordDetail } from '../information-system/record.graphql.ts';

/** A system as one row of the board. */
export const BoardRow = graphql(
  `
    fragment BoardRow on BoardSystem @_unmask {
      id
      code
      name
      nameEn
      systemClass
      profile
      lifecycleState
      record {
        ...RecordDetail
      }
      ownerState
      ownerName
      survey {
        roundId
        state
        dueOn
        submittedCount
        targetCount
      }
      next {
        kind
        on
      }
      ledgerDates @include(if: $ledger) {
        next {
          kind
          contractId
          contractName
          on
        }
        pastCount
        unknownCount
      }
    }
  `,
  [RecordDetail],
);

export const MinistryBoardPage = graphql(
  `
    query MinistryBoardPage($id: ID!, $ledger: Boolean!) {
      ministryBoard(organisationId: $id) {
        organisation {
          id
          name
          nameEn
        }
        confirmationMonths
        systems {
          ...BoardRow
        }
      }
    }
  `,
  [BoardRow],
);

export const MinistryOverviewPage = graphql(`
  query MinistryOverviewPage($systemClass: ClassSought, $profile: ProfileSought) {
    ministryOverview(systemClass: $systemClass, profile: $profile) {
      ministries {
        organisation {
          id
          name
          nameEn
        }
        systemCount
        completenessRatio
        incompleteCount
        neverConfirmedCount
        confirmationDueCount
        confirmedCount
        noOwnerCount
        ownerLeftCount
        unknownClassCount
        unknownProfileCount
        openSurveyCount
        next {
          kind
          on
        }
      }
    }
  }
`);

export const AttestationRule = graphql(`
  query AttestationRule {
    attestationRule {
      id
      version
      months
    }
  }
`);

export const SetAttestationRule = graphql(`
  mutation SetAttestationRule($input: SetAttestationRuleInput!) {
    setAttestationRule(input: $input) {
      id
      version
      months
    }
  }
`);
