import { graphql } from '../graphql.ts';

export const AlertsAhead = graphql(`
  query AlertsAhead($after: String) {
    alertsAhead(first: 50, after: $after) {
      items {
        id
        kind
        contractId
        label
        on
        tellOn
      }
      nextCursor
      totalCount
    }
  }
`);

export const AlertDeliveries = graphql(`
  query AlertDeliveries($after: String) {
    alertDeliveries(first: 50, after: $after) {
      items {
        id
        kind
        contractId
        label
        on
        toldOn
        recipientName
        state
        settledAt
      }
      nextCursor
      totalCount
    }
  }
`);
