import { graphql } from '../graphql.ts';
import { ItemDetail } from '../monitoring/monitoring.graphql.ts';

export const FigureDetail = graphql(`
  fragment FigureDetail on CoverageFigures @_unmask {
    applicableCount
    monitoredCount
    partlyCount
    notMonitoredCount
    unknownCount
    notApplicableCount
    coverageRatio
    automatedCount
    automationUnknownCount
  }
`);

export const CoveragePage = graphql(
  `
    query CoveragePage($filter: MonitoringCoverageFilter) {
      monitoringCoverage(filter: $filter) {
        figures {
          ...FigureDetail
        }
        layers {
          layer
          figures {
            ...FigureDetail
          }
        }
        ministries {
          systemCount
          unknownProfileCount
          toolCount
          organisation {
            id
            name
            nameEn
          }
          figures {
            ...FigureDetail
          }
          layers {
            layer
            figures {
              ...FigureDetail
            }
          }
        }
      }
    }
  `,
  [FigureDetail],
);

/** Organisations of which anything can be shown, whatever is chosen. */
export const CoverageMinistries = graphql(`
  query CoverageMinistries {
    monitoringCoverage {
      ministries {
        organisation {
          id
          name
          nameEn
        }
      }
    }
  }
`);

export const SystemCoverages = graphql(
  `
    query SystemCoverages($filter: MonitoringCoverageFilter, $after: String) {
      systemCoverages(filter: $filter, after: $after) {
        items {
          id
          toolCount
          confirmation
          system {
            id
            code
            name
            nameEn
            profile
          }
          figures {
            ...FigureDetail
          }
          layers {
            layer
            figures {
              ...FigureDetail
            }
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [FigureDetail],
);

export const CoverageMatrix = graphql(`
  query CoverageMatrix($filter: MonitoringCoverageFilter) {
    monitoringMatrix(filter: $filter) {
      grid
    }
  }
`);

export const GapPage = graphql(`
  query GapPage($filter: MonitoringGapFilter, $after: String) {
    monitoringGaps(filter: $filter, after: $after) {
      items {
        id
        state
        weight
        item {
          id
          code
          name
          nameEn
          layer
        }
        system {
          id
          code
          name
          nameEn
          profile
          provider {
            id
            name
            nameEn
          }
        }
      }
      nextCursor
      totalCount
    }
  }
`);

export const DifferencePage = graphql(
  `
    query DifferencePage($filter: MonitoringCoverageFilter, $after: String) {
      monitoringDifferences(filter: $filter, after: $after, first: 20) {
        items {
          id
          isIntervalDifferent
          areThresholdsDifferent
          item {
            ...ItemDetail
          }
          settings {
            id
            intervalSeconds
            thresholds {
              comparison
              value
              severity
              forSeconds
            }
            systems {
              id
              name
              nameEn
            }
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [ItemDetail],
);
