import { graphql } from '../graphql.ts';

/** What is known of a feature in a round, with everything that its verdict rests on. */
export const VerdictFacts = graphql(`
  fragment VerdictFacts on FeatureVerdict @_unmask {
    id
    featureId
    code
    name
    nameEn
    majorGroup
    middleGroup
    systemId
    systemName
    systemNameEn
    roundId
    verdict
    grade
    undecidedReason
    responseFloorPercent
    shrinkPercent
    windowMonths
    askedCount
    submittedCount
    fullyUsedCount
    usedWithOtherMeansCount
    notUsedCount
    variationRatio
    logged
    logCount
    contradictionCount
    windowFrom
    windowTo
    windowToldCount
    lastUserId
    lastUserName
    lastUserNameEn
    previous {
      fullyUsedCount
      usedWithOtherMeansCount
      notUsedCount
      askedCount
    }
  }
`);

/** The open decision about a feature, as a link shows it. */
export const OpenDecision = graphql(`
  fragment OpenDecision on FeatureDecision @_unmask {
    id
    kind
    state
    effectiveOn
    dayState
  }
`);

/** A verdict as one row of a list. */
export const VerdictRow = graphql(
  `
    fragment VerdictRow on FeatureVerdict @_unmask {
      ...VerdictFacts
      decision {
        ...OpenDecision
      }
    }
  `,
  [VerdictFacts, OpenDecision],
);

/** Answer and log of one ministry. */
export const EvidenceRow = graphql(`
  fragment EvidenceRow on VerdictEvidence @_unmask {
    organisationId
    organisationName
    organisationNameEn
    asked
    submitted
    level
    logCount
    peakUserCount
    contradiction
    logNote
  }
`);

/** How many features there are of each verdict. */
export const Counts = graphql(`
  fragment Counts on VerdictCounts @_unmask {
    retire
    retireA
    retireB
    retireC
    shrink
    improve
    undecided
    keep
  }
`);

export const VerdictListPage = graphql(
  `
    query VerdictListPage($fiscalYear: Int!, $verdicts: [Verdict!]!, $grades: [RetireGrade!], $systemId: ID, $after: String) {
      portfolioVerdicts(fiscalYear: $fiscalYear, verdicts: $verdicts, grades: $grades, systemId: $systemId, after: $after) {
        items {
          ...VerdictRow
        }
        nextCursor
        totalCount
        counts {
          ...Counts
        }
      }
    }
  `,
  [VerdictRow, Counts],
);

/** In which year the list opens. */
export const LatestPublishedYear = graphql(`
  query LatestPublishedYear {
    latestPublishedYear
  }
`);

/** Systems that were asked about in a fiscal year. */
export const JudgedSystems = graphql(`
  query JudgedSystems($fiscalYear: Int!) {
    portfolioLevels(fiscalYear: $fiscalYear, by: SYSTEM) {
      lines
    }
  }
`);

export const RoundVerdictsPage = graphql(
  `
    query RoundVerdictsPage($roundId: ID!) {
      surveyRound(id: $roundId) {
        id
        title
        fiscalYear
        state
        system {
          id
          name
          nameEn
        }
      }
      roundVerdicts(roundId: $roundId) {
        ...VerdictRow
      }
    }
  `,
  [VerdictRow],
);

/** Thresholds by which a round is judged. */
export const Thresholds = graphql(`
  fragment Thresholds on VerdictRule @_unmask {
    id
    version
    responseFloorPercent
    shrinkPercent
    windowMonths
    windowEndsIn
    reason
    changedByName
    changedAt
  }
`);

export const VerdictPage = graphql(
  `
    query VerdictPage($roundId: ID!, $featureId: ID!) {
      featureVerdict(roundId: $roundId, featureId: $featureId) {
        ...VerdictRow
      }
      verdictEvidence(roundId: $roundId, featureId: $featureId) {
        ...EvidenceRow
      }
      surveyRound(id: $roundId) {
        id
        title
        fiscalYear
        state
        runner {
          id
        }
        verdictRule {
          ...Thresholds
        }
        system {
          id
          name
          nameEn
          replacementOn
          provider {
            id
          }
        }
      }
    }
  `,
  [VerdictRow, EvidenceRow, Thresholds],
);

export const SetVerdictRule = graphql(`
  mutation SetVerdictRule($input: SetVerdictRuleInput!) {
    setVerdictRule(input: $input) {
      id
      version
    }
  }
`);

/** Answer and log of every ministry for one feature, from which a cell of the heatmap picks its own. */
export const CellEvidenceQuery = graphql(
  `
    query CellEvidence($roundId: ID!, $featureId: ID!) {
      verdictEvidence(roundId: $roundId, featureId: $featureId) {
        ...EvidenceRow
      }
    }
  `,
  [EvidenceRow],
);
