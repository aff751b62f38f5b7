import { graphql } from '../graphql.ts';

export const ItemName = graphql(`
  fragment ItemName on MonitoringItem @_unmask {
    id
    code
    name
    nameEn
  }
`);

/** An item of the catalogue as lists show it. */
export const ItemDetail = graphql(`
  fragment ItemDetail on MonitoringItem @_unmask {
    id
    code
    name
    nameEn
    scope
    layer
    watchTarget
    purpose
    purposeEn
    metric
    unit
    intervalSeconds
    thresholds {
      comparison
      value
      severity
      forSeconds
    }
  }
`);

/** What a system does about each item. `staff` asks for what suppliers may not see. */
export const SystemMonitoringPage = graphql(
  `
    query SystemMonitoringPage($systemId: ID!, $staff: Boolean!) {
      systemMonitoring(systemId: $systemId) {
        revision
        isProfileUnknown
        isClassUnknown
        system {
          id
          name
          nameEn
          provider {
            id
          }
        }
        confirmation @include(if: $staff) {
          state
          confirmedOn
          confirmedByName
          holdsUntil
        }
        lines {
          id
          applies
          state
          item {
            ...ItemDetail
          }
          row {
            version
            state
            reason
            method
            intervalSeconds
            thresholds {
              comparison
              value
              severity
              forSeconds
            }
            vendorLabel
            toolKey
            escalationTarget
            automationLevel
            notifyChannels
            tool @include(if: $staff) {
              id
              product
              productVersion
            }
          }
        }
      }
    }
  `,
  [ItemDetail],
);

export const SetSystemMonitoring = graphql(`
  mutation SetSystemMonitoring($input: SetSystemMonitoringInput!) {
    setSystemMonitoring(input: $input) {
      revision
    }
  }
`);

export const ConfirmSystemMonitoring = graphql(`
  mutation ConfirmSystemMonitoring($input: ConfirmSystemMonitoringInput!) {
    confirmSystemMonitoring(input: $input) {
      revision
    }
  }
`);

export const MonitoringToolChoices = graphql(`
  query MonitoringToolChoices($after: String) {
    monitoringTools(after: $after) {
      items {
        id
        product
        productVersion
        kind
        organisation {
          id
        }
      }
      nextCursor
    }
  }
`);
