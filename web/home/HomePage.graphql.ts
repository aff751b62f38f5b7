import { graphql } from '../graphql.ts';

/** Surveys whose results are out, latest fiscal year first. */
export const HomeResults = graphql(`
  query HomeResults {
    surveyRounds(filter: { state: PUBLISHED }, first: 10) {
      items {
        id
        title
        fiscalYear
        publishedAt
      }
      totalCount
    }
  }
`);

/** How much is registered; surveys and people only for those who may ask for them, since others would be refused it all. */
export const HomeRegisters = graphql(`
  query HomeRegisters($rounds: Boolean!, $people: Boolean!) {
    organisations(first: 1) {
      totalCount
    }
    informationSystems(first: 1) {
      totalCount
    }
    surveyRounds(first: 1) @include(if: $rounds) {
      totalCount
    }
    accounts(first: 1) @include(if: $people) {
      totalCount
    }
  }
`);
