import { graphql } from '../graphql.ts';

export const Viewer_viewer = graphql(`
  fragment Viewer_viewer on Viewer @_unmask {
    account {
      id
      login
      name
      department
    }
    organisation {
      id
      name
      nameEn
      shortName
    }
    roles
    permissions
    memberships {
      organisation {
        id
        name
        nameEn
      }
      roles
    }
    readableOrganisations {
      id
      name
      nameEn
    }
  }
`);

export const ViewerQuery = graphql(
  `
    query Viewer {
      portal {
        today
        sampleData
        passwordMinLength
      }
      viewer {
        ...Viewer_viewer
      }
    }
  `,
  [Viewer_viewer],
);

export const SignIn = graphql(
  `
    mutation SignIn($input: SignInInput!) {
      signIn(input: $input) {
        ...Viewer_viewer
      }
    }
  `,
  [Viewer_viewer],
);

export const SignOut = graphql(`
  mutation SignOut {
    signOut
  }
`);

export const SwitchOrganisation = graphql(
  `
    mutation SwitchOrganisation($organisationId: ID!) {
      switchOrganisation(organisationId: $organisationId) {
        ...Viewer_viewer
      }
    }
  `,
  [Viewer_viewer],
);

export const ChangePassword = graphql(
  `
    mutation ChangePassword($input: ChangePasswordInput!) {
      changePassword(input: $input) {
        ...Viewer_viewer
      }
    }
  `,
  [Viewer_viewer],
);
