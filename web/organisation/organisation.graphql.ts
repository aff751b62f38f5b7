import { graphql } from '../graphql.ts';

export const OrganisationListPage = graphql(`
  query OrganisationListPage($search: String, $includeEnded: Boolean!, $after: String) {
    organisations(search: $search, includeEnded: $includeEnded, after: $after) {
      items {
        id
        corporateNumber
        name
        nameEn
        shortName
        protocolOrder
        startsOn
        endsOn
        parent {
          id
          name
          nameEn
        }
        successor {
          id
          name
          nameEn
        }
        formerNames {
          name
          nameEn
          validUntil
        }
      }
      nextCursor
      totalCount
    }
  }
`);

/** An organisation as its page and its forms show it. */
export const OrganisationDetail = graphql(`
  fragment OrganisationDetail on Organisation @_unmask {
    id
    version
    corporateNumber
    name
    nameEn
    shortName
    kana
    protocolOrder
    startsOn
    endsOn
    parent {
      id
      name
      nameEn
    }
    children {
      id
      name
      nameEn
      endsOn
    }
    successor {
      id
      name
      nameEn
    }
    keptByViewer
    formerNames {
      name
      nameEn
      shortName
      kana
      validUntil
    }
  }
`);

export const OrganisationPage = graphql(
  `
    query OrganisationPage($id: ID!, $mayAppoint: Boolean!) {
      organisation(id: $id) {
        ...OrganisationDetail
        hasAdministrator @include(if: $mayAppoint)
      }
    }
  `,
  [OrganisationDetail],
);

/** All that may stand above or follow another, for select fields. */
export const OrganisationChoices = graphql(`
  query OrganisationChoices($after: String) {
    organisations(first: 100, after: $after) {
      items {
        id
        name
        nameEn
      }
      nextCursor
    }
  }
`);

export const CreateOrganisation = graphql(`
  mutation CreateOrganisation($input: CreateOrganisationInput!) {
    createOrganisation(input: $input) {
      id
    }
  }
`);

export const UpdateOrganisation = graphql(`
  mutation UpdateOrganisation($input: UpdateOrganisationInput!) {
    updateOrganisation(input: $input) {
      id
    }
  }
`);

export const RenameOrganisation = graphql(`
  mutation RenameOrganisation($input: RenameOrganisationInput!) {
    renameOrganisation(input: $input) {
      id
    }
  }
`);

export const AppointAdministrator = graphql(`
  mutation AppointAdministrator($input: AppointAdministratorInput!) {
    appointAdministrator(input: $input) {
      id
    }
  }
`);

export const EndOrganisation = graphql(`
  mutation EndOrganisation($input: EndOrganisationInput!) {
    endOrganisation(input: $input) {
      id
    }
  }
`);
