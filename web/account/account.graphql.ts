import { graphql } from '../graphql.ts';

/** An account as the list and its forms show it. */
export const AccountDetail = graphql(`
  fragment AccountDetail on Account @_unmask {
    id
    version
    login
    name
    department
    email
    roles
    disabledAt
  }
`);

export const AccountListPage = graphql(
  `
    query AccountListPage($after: String) {
      accounts(after: $after) {
        items {
          ...AccountDetail
        }
        nextCursor
        totalCount
      }
    }
  `,
  [AccountDetail],
);

export const CreateAccount = graphql(`
  mutation CreateAccount($input: CreateAccountInput!) {
    createAccount(input: $input) {
      id
      login
    }
  }
`);

export const UpdateAccount = graphql(`
  mutation UpdateAccount($input: UpdateAccountInput!) {
    updateAccount(input: $input) {
      id
    }
  }
`);

export const DisableAccount = graphql(`
  mutation DisableAccount($input: DisableAccountInput!) {
    disableAccount(input: $input) {
      id
    }
  }
`);

export const EnableAccount = graphql(`
  mutation EnableAccount($input: EnableAccountInput!) {
    enableAccount(input: $input) {
      id
    }
  }
`);

export const ResetPassword = graphql(`
  mutation ResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) {
      id
    }
  }
`);

export const ReadingGrantPage = graphql(`
  query ReadingGrantPage {
    readingGrants {
      id
      organisation {
        id
        name
        nameEn
      }
      grantee {
        id
        name
        nameEn
      }
      role
      grantedAt
      revokedAt
    }
  }
`);

export const GrantReading = graphql(`
  mutation GrantReading($input: GrantReadingInput!) {
    grantReading(input: $input) {
      id
    }
  }
`);

export const RevokeReading = graphql(`
  mutation RevokeReading($input: RevokeReadingInput!) {
    revokeReading(input: $input) {
      id
    }
  }
`);

/** Staff who can be put in charge of something. */
export const Colleagues = graphql(`
  query Colleagues($search: String) {
    colleagues(search: $search) {
      items {
        id
        name
        department
      }
      totalCount
    }
  }
`);
