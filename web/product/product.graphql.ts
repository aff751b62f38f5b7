import { graphql } from '../graphql.ts';

export const SupportEndPage = graphql(`
  query SupportEndPage($after: String) {
    lifeCycleSnapshot {
      asOf
      sourceName
      sourceAddress
      licence
    }
    supportEnds(after: $after) {
      items {
        id
        system {
          id
          name
          nameEn
        }
        state
        endsOn
        isPast
        contract {
          id
          title
        }
        contractCount
        pastCount
        unknownCount
      }
      nextCursor
      totalCount
    }
  }
`);
