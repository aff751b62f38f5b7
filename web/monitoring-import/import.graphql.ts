import { graphql } from '../graphql.ts';
import { ItemName } from '../monitoring/monitoring.graphql.ts';

const LineCountsDetail = graphql(`
  fragment LineCountsDetail on ImportLineCounts @_unmask {
    lineCount
    mappedCount
    suggestedCount
    unmappedCount
    leftOutCount
    switchedOffCount
  }
`);

/** The system, and what was imported for it. */
export const MonitoringImportPage = graphql(`
  query MonitoringImportPage($systemId: ID!) {
    informationSystem(id: $systemId) {
      id
      name
      nameEn
      provider {
        id
      }
    }
  }
`);

export const MonitoringImports = graphql(
  `
    query MonitoringImports($systemId: ID!, $after: String) {
      monitoringImports(systemId: $systemId, after: $after) {
        items {
          id
          fileName
          format
          importedAt
          importedByName
          appliedAt
          tool {
            id
            product
            productVersion
          }
          counts {
            ...LineCountsDetail
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [LineCountsDetail],
);

/** One import: where its lines stand, and what applying it would do. */
export const ImportReview = graphql(
  `
    query ImportReview($id: ID!) {
      monitoringImport(id: $id) {
        id
        version
        fileName
        format
        formatVersion
        passedOver
        importedAt
        importedByName
        appliedAt
        appliedByName
        system {
          id
        }
        tool {
          id
          product
          productVersion
        }
        counts {
          ...LineCountsDetail
        }
        plan {
          id
          outcome
          lineCount
          untakenThresholdCount
          needsEscalationTarget
          item {
            ...ItemName
            unit
          }
          changes {
            field
            before
            after
          }
        }
      }
    }
  `,
  [ItemName, LineCountsDetail],
);

export const ImportLines = graphql(
  `
    query ImportLines($id: ID!, $state: MonitoringImportLineState, $after: String) {
      monitoringImport(id: $id) {
        id
        lines(state: $state, after: $after) {
          items {
            id
            position
            line
            path
            kind
            label
            key
            unit
            intervalSeconds
            intervalText
            enabled
            notTaken
            state
            mappedBy
            score
            suggestionReason
            reason
            decidedByName
            thresholds {
              name
              severity
              expression
            }
            item {
              ...ItemName
            }
            suggestedItem {
              ...ItemName
            }
          }
          nextCursor
          totalCount
        }
      }
    }
  `,
  [ItemName],
);

export const DecideMonitoringLines = graphql(`
  mutation DecideMonitoringLines($input: DecideMonitoringLinesInput!) {
    decideMonitoringLines(input: $input) {
      id
    }
  }
`);

export const ApplyMonitoringImport = graphql(`
  mutation ApplyMonitoringImport($input: ApplyMonitoringImportInput!) {
    applyMonitoringImport(input: $input) {
      newCount
      changedCount
      unchangedCount
      keptCount
      switchedOffCount
    }
  }
`);

/** Items that a line may be: the common ones and those of the system. */
export const ItemChoices = graphql(
  `
    query ItemChoices($filter: MonitoringItemFilter, $after: String) {
      monitoringItems(filter: $filter, after: $after) {
        items {
          ...ItemName
          layer
          unit
        }
        nextCursor
      }
    }
  `,
  [ItemName],
);
