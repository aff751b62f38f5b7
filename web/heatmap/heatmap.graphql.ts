import { graphql } from '../graphql.ts';

export const HeatmapPage = graphql(`
  query HeatmapPage($roundId: ID!, $asOf: CalendarDate) {
    surveyHeatmap(roundId: $roundId, asOf: $asOf) {
      grid
      axes
      shares
      asOf
      round {
        id
        title
        state
        sharing
        fiscalYear
        openedAt
        publishedAt
        system {
          id
          name
          nameEn
          rounds {
            id
            title
            state
            fiscalYear
          }
        }
        runner {
          id
          name
          nameEn
        }
      }
      summary {
        fullyUsedCount
        usedWithOtherMeansCount
        notUsedCount
        unansweredCount
        submittedCount
        targetCount
        unusedFeatures {
          id
        }
        singleUserFeatures {
          id
        }
        otherMeansFeatures {
          id
        }
      }
    }
  }
`);

export const OverviewPage = graphql(`
  query OverviewPage($roundId: ID!) {
    surveyHeatmap(roundId: $roundId) {
      grid
      asOf
      round {
        id
        title
        state
        fiscalYear
        system {
          id
          name
          nameEn
        }
      }
    }
  }
`);

/** The other round of a comparison. */
export const ComparedHeatmap = graphql(`
  query ComparedHeatmap($roundId: ID!) {
    surveyHeatmap(roundId: $roundId) {
      grid
      axes
      round {
        id
        title
        fiscalYear
      }
    }
  }
`);

export const HeatmapCell = graphql(`
  query HeatmapCell($roundId: ID!, $featureId: ID!, $organisationId: ID!, $asOf: CalendarDate) {
    heatmapCell(roundId: $roundId, featureId: $featureId, organisationId: $organisationId, asOf: $asOf) {
      level
      otherMeans
      comment
      answeredByName
      answeredAt
      submittedByName
      submittedAt
      openRowReason
      history {
        number
        submittedAt
        submittedByName
        onBehalf
        level
        otherMeans
        comment
        logNote
        returnedAt
        returnedReason
      }
    }
  }
`);

export const PortfolioPage = graphql(`
  query PortfolioPage($fiscalYear: Int!, $filter: PortfolioFilter) {
    portfolioHeatmap(fiscalYear: $fiscalYear, filter: $filter) {
      fiscalYear
      grid
    }
  }
`);

export const PortfolioLevels = graphql(`
  query PortfolioLevels($fiscalYear: Int!, $by: PortfolioAxis!, $filter: PortfolioFilter) {
    portfolioLevels(fiscalYear: $fiscalYear, by: $by, filter: $filter) {
      fiscalYear
      by
      lines
    }
  }
`);

export const PortfolioChoices = graphql(`
  query PortfolioChoices($fiscalYear: Int!) {
    systems: portfolioLevels(fiscalYear: $fiscalYear, by: SYSTEM) {
      lines
    }
    ministries: portfolioLevels(fiscalYear: $fiscalYear, by: MINISTRY) {
      lines
    }
  }
`);
