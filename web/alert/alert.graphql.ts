import { graphql } from '../graphql.ts';

/** Who takes care of a date, as its state is shown. */
export const AlertCareShown = graphql(`
  fragment AlertCareShown on AlertCare @_unmask {
    id
    version
    holderName
    isMine
    isHandedOver
    isInForce
    byName
    actedAt
    note
  }
`);

/** Where the end of a supplier's support is from. */
export const AlertSourceShown = graphql(`
  fragment AlertSourceShown on AlertSource @_unmask {
    kind
    text
    byName
    at
    product
    cycle
    snapshotName
    snapshotAsOf
  }
`);

export const OpenAlerts = graphql(
  `
    query OpenAlerts($after: String) {
      openAlerts(first: 50, after: $after) {
        items {
          id
          kind
          contractId
          label
          on
          source {
            ...AlertSourceShown
          }
          care {
            ...AlertCareShown
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [AlertCareShown, AlertSourceShown],
);

export const AlertsAhead = graphql(
  `
    query AlertsAhead($after: String) {
      alertsAhead(first: 50, after: $after) {
        items {
          id
          kind
          contractId
          label
          on
          source {
            ...AlertSourceShown
          }
          tellOn
          care {
            ...AlertCareShown
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [AlertCareShown, AlertSourceShown],
);

export const AlertDeliveries = graphql(
  `
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
          care {
            ...AlertCareShown
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [AlertCareShown],
);

export const AlertTakers = graphql(`
  query AlertTakers($search: String) {
    alertTakers(search: $search) {
      items {
        id
        name
        department
        isReachable
      }
      totalCount
    }
  }
`);

export const AcknowledgeAlert = graphql(`
  mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {
    acknowledgeAlert(input: $input) {
      id
    }
  }
`);

export const HandOverAlert = graphql(`
  mutation HandOverAlert($input: HandOverAlertInput!) {
    handOverAlert(input: $input) {
      id
    }
  }
`);

export const ReleaseAlert = graphql(`
  mutation ReleaseAlert($input: ReleaseAlertInput!) {
    releaseAlert(input: $input) {
      id
    }
  }
`);
