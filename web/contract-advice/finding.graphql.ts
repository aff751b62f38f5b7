import { graphql } from '../graphql.ts';

export const ContractFindingPage = graphql(`
  query ContractFindingPage($kind: ContractFindingKind, $organisationId: ID, $after: String) {
    contractFindings(kind: $kind, organisationId: $organisationId, after: $after) {
      counts {
        kind
        count
      }
      items {
        id
        kind
        yearlyYen
        gap
        callCount
        featureCount
        candidateCount
        undecidedCount
        contract {
          id
          number
          title
          endKind
          endsOn
          quantity
          usedQuantity
          organisation {
            id
            name
            nameEn
            shortName
          }
        }
      }
      nextCursor
      totalCount
    }
  }
`);
