import { graphql } from '../graphql.ts';

export const SharedProductPage = graphql(`
  query SharedProductPage($after: String) {
    sharedProducts(after: $after) {
      items {
        id
        name
        organisationCount
        contractCount
        yearlyYen
        unknownAmountCount
        unknownEndCount
        jointMonth
        togetherCount
        contracts {
          part
          monthsToJoint
          contract {
            id
            number
            title
            endKind
            endsOn
            organisation {
              id
              name
              nameEn
              shortName
            }
          }
        }
      }
      nextCursor
      totalCount
    }
  }
`);
