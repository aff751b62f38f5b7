import { graphql } from '../graphql.ts';
import { ItemName } from '../monitoring/monitoring.graphql.ts';

export const ToolDetail = graphql(`
  fragment ToolDetail on MonitoringTool @_unmask {
    id
    version
    product
    productVersion
    vendorName
    kind
    organisation {
      id
      name
      nameEn
    }
  }
`);

export const ToolPage = graphql(
  `
    query ToolPage($after: String) {
      monitoringTools(after: $after) {
        items {
          ...ToolDetail
          use {
            systemCount
            itemCount
            systems {
              id
              itemCount
              system {
                id
                name
                nameEn
              }
            }
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [ToolDetail],
);

export const CreateMonitoringTool = graphql(`
  mutation CreateMonitoringTool($input: CreateMonitoringToolInput!) {
    createMonitoringTool(input: $input) {
      id
    }
  }
`);

export const UpdateMonitoringTool = graphql(`
  mutation UpdateMonitoringTool($input: UpdateMonitoringToolInput!) {
    updateMonitoringTool(input: $input) {
      id
    }
  }
`);

export const OutlookDetail = graphql(
  `
    fragment OutlookDetail on UnificationOutlook @_unmask {
      toolCountBefore
      toolCountAfter
      knownItemCount
      movableCount
      remainingCount
      targetTool {
        id
        product
        productVersion
      }
      systems {
        id
        alreadyCount
        unnamedToolCount
        system {
          id
          name
          nameEn
        }
        movable {
          ...ItemName
        }
        remaining {
          ...ItemName
        }
        closable {
          ...ItemName
        }
      }
    }
  `,
  [ItemName],
);

export const UnificationPreview = graphql(
  `
    query UnificationPreview($toolId: ID!) {
      unificationOutlook(monitoringToolId: $toolId) {
        ...OutlookDetail
      }
    }
  `,
  [OutlookDetail],
);

export const UnificationPlans = graphql(`
  query UnificationPlans($after: String) {
    unificationPlans(after: $after) {
      items {
        id
        name
        organisation {
          id
          name
          nameEn
        }
        targetTool {
          id
          product
          productVersion
        }
        outlook {
          toolCountBefore
          toolCountAfter
          movableCount
          remainingCount
        }
      }
      nextCursor
      totalCount
    }
  }
`);

export const UnificationPlanPage = graphql(
  `
    query UnificationPlanPage($id: ID!) {
      unificationPlan(id: $id) {
        id
        version
        name
        note
        madeByName
        madeAt
        organisation {
          id
          name
          nameEn
        }
        outlook {
          ...OutlookDetail
        }
      }
    }
  `,
  [OutlookDetail],
);

export const CreateUnificationPlan = graphql(`
  mutation CreateUnificationPlan($input: CreateUnificationPlanInput!) {
    createUnificationPlan(input: $input) {
      id
    }
  }
`);

export const UpdateUnificationPlan = graphql(`
  mutation UpdateUnificationPlan($input: UpdateUnificationPlanInput!) {
    updateUnificationPlan(input: $input) {
      id
    }
  }
`);
