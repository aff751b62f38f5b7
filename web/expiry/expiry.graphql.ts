import { graphql } from '../graphql.ts';

export const ExpiryPage = graphql(`
  query ExpiryPage($lens: ExpiryLens!, $kind: ExpiryKind!) {
    expiryHeatmap(lens: $lens, kind: $kind) {
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
  query ExpiryCell($lens: ExpiryLens!, $kind: ExpiryKind!, $rowId: ID, $period: String!, $after: String) {
    expiryContracts(lens: $lens, kind: $kind, rowId: $rowId, period: $period, after: $after) {
      items {
        id
        number
        title
        endKind
        endsOn
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
