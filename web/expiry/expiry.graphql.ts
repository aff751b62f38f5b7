import { graphql } from '../graphql.ts';

export const ExpiryPage = graphql(`
  query ExpiryPage($lens: ExpiryLens!, $kind: ExpiryKind!, $organisationId: ID, $contractKind: ContractKind) {
    expiryHeatmap(lens: $lens, kind: $kind, organisationId: $organisationId, contractKind: $contractKind) {
      asOf
      columns
      rows {
        id
        name
        nameEn
        counts
        yen
        unknownYenCounts
      }
    }
  }
`);

/** What stands behind one cell. */
export const ExpiryCell = graphql(`
  query ExpiryCell(
    $lens: ExpiryLens!
    $kind: ExpiryKind!
    $organisationId: ID
    $contractKind: ContractKind
    $rowId: ID
    $period: String!
    $after: String
  ) {
    expiryContracts(
      lens: $lens
      kind: $kind
      organisationId: $organisationId
      contractKind: $contractKind
      rowId: $rowId
      period: $period
      after: $after
    ) {
      items {
        id
        number
        title
        endKind
        endsOn
        licenceEndsOn
        stopsOn
        vendorSupportEnd {
          state
          endsOn
          isPast
        }
        organisation {
          id
          name
          nameEn
        }
      }
      nextCursor
      totalCount
    }
  }
`);
