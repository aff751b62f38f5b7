import { graphql } from '../graphql.ts';

export const VendorSupportEnd_contract = graphql(`
  fragment VendorSupportEnd_contract on Contract @_unmask {
    vendorSupportEnd {
      state
      endsOn
      isPast
      source
      sourceText
      match
      product {
        title
      }
      cycle {
        label
        extendedSupportEnd {
          state
          on
        }
      }
      snapshotAsOf
    }
  }
`);
