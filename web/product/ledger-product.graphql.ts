import { graphql, type ResultOf } from '../graphql.ts';

export const LedgerProductPage = graphql(`
  query LedgerProductPage($search: String, $standing: LedgerProductStanding, $after: String) {
    lifeCycleSnapshot {
      asOf
      sourceName
    }
    ledgerProducts(search: $search, standing: $standing, after: $after) {
      items {
        id
        productName
        productVersion
        productIdentifier
        contractCount
        endedCount
        overrideCount
        standing
        match
        state
        endsOn
        isPast
        contracts {
          id
          number
          title
        }
        product {
          slug
          title
        }
        cycle {
          cycle
          label
        }
        said {
          version
          productSlug
          notListed
        }
      }
      nextCursor
      totalCount
      matchedCount
      unknownCount
      notListedCount
    }
  }
`);

export type LedgerProduct = ResultOf<typeof LedgerProductPage>['ledgerProducts']['items'][number];

export const ProductChoices = graphql(`
  query ProductChoices($search: String!) {
    products(search: $search, first: 20) {
      items {
        slug
        title
        category
        cycles {
          cycle
          label
          end {
            state
            on
          }
        }
      }
      totalCount
    }
  }
`);

export const MapProducts = graphql(`
  mutation MapProducts($input: MapProductsInput!) {
    mapProducts(input: $input) {
      id
      version
    }
  }
`);
