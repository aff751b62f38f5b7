import { graphql } from '../graphql.ts';

/** How the answers of one ministry moved since the round before. */
const MinistryChangeRow = graphql(`
  fragment MinistryChangeRow on MinistryChange @_unmask {
    organisationId
    organisationName
    organisationNameEn
    asked
    askedBefore
    comparedCount
    moreUsedCount
    lessUsedCount
    unchangedCount
    unknownCount
    notUsedBeforeCount
    notUsedCount
  }
`);

/** How the answers about a system moved since the round before. */
export const RoundChangeRow = graphql(`
  fragment RoundChangeRow on RoundChange @_unmask {
    roundId
    title
    fiscalYear
    previousRoundId
    previousTitle
    comparedCount
    moreUsedCount
    lessUsedCount
    unchangedCount
    unknownCount
    notUsedBeforeCount
    notUsedCount
  }
`);

export const RoundChangeQuery = graphql(
  `
    query RoundChange($roundId: ID!) {
      roundChange(roundId: $roundId) {
        ...RoundChangeRow
        ministries {
          ...MinistryChangeRow
        }
      }
    }
  `,
  [RoundChangeRow, MinistryChangeRow],
);

export const SystemChangesQuery = graphql(
  `
    query SystemRoundChanges($id: ID!) {
      informationSystem(id: $id) {
        id
        roundChanges {
          ...RoundChangeRow
        }
      }
    }
  `,
  [RoundChangeRow],
);
