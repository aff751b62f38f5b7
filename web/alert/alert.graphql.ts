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
  [AlertCareShown],
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
