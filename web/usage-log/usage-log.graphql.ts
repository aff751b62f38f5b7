import { graphql } from '../graphql.ts';

export const UsageLogPage = graphql(`
  query UsageLogPage($id: ID!) {
    informationSystem(id: $id) {
      id
      name
      nameEn
      provider {
        id
      }
      features {
        id
        code
        name
        nameEn
      }
      usageLogCoverage {
        months
        keyCount
        mappedKeyCount
        ignoredKeyCount
        rowCount
        mappedRowCount
        featureCount
        loggedFeatureCount
      }
    }
  }
`);

export const UsageLogKeyDetail = graphql(`
  fragment UsageLogKeyDetail on UsageLogKey @_unmask {
    id
    version
    key
    state
    feature {
      id
      code
      name
      nameEn
    }
    ignoredReason
    mappedByName
    mappedAt
    use {
      totalCount
      organisationCount
      months
    }
    suggestion {
      reason
      feature {
        id
        code
        name
        nameEn
      }
    }
  }
`);

export const UsageLogKeys = graphql(
  `
    query UsageLogKeys($systemId: ID!, $state: UsageLogKeyState, $after: String) {
      usageLogKeys(systemId: $systemId, state: $state, after: $after) {
        items {
          ...UsageLogKeyDetail
        }
        nextCursor
        totalCount
      }
    }
  `,
  [UsageLogKeyDetail],
);

export const UsageLogImports = graphql(`
  query UsageLogImports($systemId: ID!, $after: String) {
    usageLogImports(systemId: $systemId, first: 20, after: $after) {
      items {
        id
        importedAt
        importedByName
        fileName
        rowCount
        newCount
        changedCount
        unchangedCount
        refusedCount
        unmappedCount
        months
      }
      nextCursor
      totalCount
    }
  }
`);

export const MapUsageLogKey = graphql(
  `
    mutation MapUsageLogKey($input: MapUsageLogKeyInput!) {
      mapUsageLogKey(input: $input) {
        ...UsageLogKeyDetail
      }
    }
  `,
  [UsageLogKeyDetail],
);
