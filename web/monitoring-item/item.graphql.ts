import { graphql } from '../graphql.ts';
import { ItemDetail } from '../monitoring/monitoring.graphql.ts';

export const CataloguePage = graphql(
  `
    query CataloguePage($filter: MonitoringItemFilter, $after: String) {
      monitoringItems(filter: $filter, after: $after) {
        items {
          ...ItemDetail
          retiredOn
          version
          aliases {
            id
            text
          }
          system {
            id
            name
            nameEn
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [ItemDetail],
);

export const InstallCommonItems = graphql(`
  mutation InstallCommonItems {
    installCommonItems(input: { replaceCodes: [] }) {
      addedCount
    }
  }
`);

export const AliasDetail = graphql(`
  fragment AliasDetail on MonitoringAlias @_unmask {
    id
    version
    kind
    text
    mappedAt
    mappedByName
    organisation {
      id
      name
      nameEn
    }
  }
`);

export const VersionDetail = graphql(`
  fragment VersionDetail on MonitoringItemVersion @_unmask {
    id
    number
    changedAt
    changedByName
    name
    nameEn
    purpose
    purposeEn
    layer
    watchTarget
    metric
    unit
    intervalSeconds
    profiles
    systemClasses
    thresholds {
      comparison
      value
      severity
      forSeconds
    }
  }
`);

export const ItemPage = graphql(
  `
    query ItemPage($id: ID!) {
      monitoringItem(id: $id) {
        ...ItemDetail
        version
        profiles
        systemClasses
        retiredOn
        system {
          id
          name
          nameEn
          provider {
            id
          }
        }
        aliases {
          ...AliasDetail
        }
        versions {
          ...VersionDetail
        }
      }
    }
  `,
  [ItemDetail, AliasDetail, VersionDetail],
);

export const MapMonitoringAlias = graphql(`
  mutation MapMonitoringAlias($input: MapMonitoringAliasInput!) {
    mapMonitoringAlias(input: $input) {
      id
    }
  }
`);

export const WithdrawMonitoringAlias = graphql(`
  mutation WithdrawMonitoringAlias($input: WithdrawMonitoringAliasInput!) {
    withdrawMonitoringAlias(input: $input) {
      id
    }
  }
`);

export const CreateMonitoringItem = graphql(`
  mutation CreateMonitoringItem($input: CreateMonitoringItemInput!) {
    createMonitoringItem(input: $input) {
      id
    }
  }
`);

export const UpdateMonitoringItem = graphql(`
  mutation UpdateMonitoringItem($input: UpdateMonitoringItemInput!) {
    updateMonitoringItem(input: $input) {
      id
    }
  }
`);

export const RetireMonitoringItem = graphql(`
  mutation RetireMonitoringItem($input: RetireMonitoringItemInput!) {
    retireMonitoringItem(input: $input) {
      id
    }
  }
`);
