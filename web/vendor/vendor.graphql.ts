import { graphql } from '../graphql.ts';

export const VendorDetail = graphql(`
  fragment VendorDetail on Vendor @_unmask {
    id
    version
    name
    corporateNumber
    otherNames
    contractCount
  }
`);

export const VendorListPage = graphql(
  `
    query VendorListPage($search: String, $after: String) {
      vendors(search: $search, after: $after) {
        items {
          ...VendorDetail
        }
        nextCursor
        totalCount
      }
    }
  `,
  [VendorDetail],
);

/** What is to be looked through besides the list. */
export const VendorSuggestions = graphql(
  `
    query VendorSuggestions {
      vendorDuplicates {
        totalCount
        groups {
          vendors {
            ...VendorDetail
          }
        }
      }
      vendorMerges(first: 20) {
        totalCount
        items {
          id
          version
          name
          corporateNumber
          contractCount
          mergedAt
          mergedByName
          undoneAt
          undoneByName
          kept {
            id
            name
          }
        }
      }
    }
  `,
  [VendorDetail],
);

export const VendorMergePreview = graphql(
  `
    query VendorMergePreview($keptId: ID!, $mergedIds: [ID!]!) {
      vendorMergePreview(keptId: $keptId, mergedIds: $mergedIds) {
        kept {
          ...VendorDetail
        }
        corporateNumber
        otherNames
        movedCount
        moved {
          id
          number
          title
          vendor {
            id
            name
          }
        }
      }
    }
  `,
  [VendorDetail],
);

export const MergeVendors = graphql(`
  mutation MergeVendors($input: MergeVendorsInput!) {
    mergeVendors(input: $input) {
      id
      name
    }
  }
`);

export const UndoVendorMerge = graphql(`
  mutation UndoVendorMerge($input: UndoVendorMergeInput!) {
    undoVendorMerge(input: $input) {
      id
      name
    }
  }
`);

export const UpdateVendor = graphql(`
  mutation UpdateVendor($input: UpdateVendorInput!) {
    updateVendor(input: $input) {
      id
      name
    }
  }
`);

/** The suppliers that are about to become one. */
export const VendorChoices = graphql(
  `
    query VendorChoices($ids: [ID!]!) {
      vendors(ids: $ids) {
        items {
          ...VendorDetail
        }
      }
    }
  `,
  [VendorDetail],
);
