import { graphql } from '../graphql.ts';

export const ApiTokenPage = graphql(`
  query ApiTokenPage($after: String) {
    apiTokens(after: $after) {
      items {
        id
        name
        scope
        prefix
        createdAt
        expiresAt
        lastUsedAt
        revokedAt
        account {
          id
          name
        }
      }
      nextCursor
      totalCount
    }
  }
`);

export const IssueApiToken = graphql(`
  mutation IssueApiToken($input: IssueApiTokenInput!) {
    issueApiToken(input: $input) {
      secret
    }
  }
`);

export const RevokeApiToken = graphql(`
  mutation RevokeApiToken($input: RevokeApiTokenInput!) {
    revokeApiToken(input: $input) {
      id
    }
  }
`);
