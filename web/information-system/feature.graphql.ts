import { graphql } from '../graphql.ts';

/** A feature as the list and its dialogs show it. */
export const FeatureDetail = graphql(`
  fragment FeatureDetail on Feature @_unmask {
    id
    version
    code
    name
    nameEn
    majorGroup
    middleGroup
    validFrom
    validTo
  }
`);

export const FeatureListPage = graphql(
  `
    query FeatureListPage($id: ID!) {
      informationSystem(id: $id) {
        id
        name
        nameEn
        provider {
          id
        }
        features {
          ...FeatureDetail
        }
      }
    }
  `,
  [FeatureDetail],
);

export const CreateFeature = graphql(`
  mutation CreateFeature($input: CreateFeatureInput!) {
    createFeature(input: $input) {
      id
    }
  }
`);

export const UpdateFeature = graphql(`
  mutation UpdateFeature($input: UpdateFeatureInput!) {
    updateFeature(input: $input) {
      id
    }
  }
`);

export const RetireFeature = graphql(`
  mutation RetireFeature($input: RetireFeatureInput!) {
    retireFeature(input: $input) {
      id
    }
  }
`);
