import { graphql } from '../graphql.ts';
import { RecordDetail, SystemRecordPart } from './record.graphql.ts';

export const SystemListPage = graphql(
  `
    query SystemListPage($filter: InformationSystemFilter, $sort: SystemSort, $after: String, $staff: Boolean!) {
      informationSystems(filter: $filter, sort: $sort, after: $after) {
        items {
          id
          code
          name
          nameEn
          systemClass
          profile
          lifecycleState
          featureCount
          provider {
            id
            name
            nameEn
          }
          record @include(if: $staff) {
            ...RecordDetail
          }
        }
        nextCursor
        totalCount
      }
    }
  `,
  [RecordDetail],
);

/** A system as its page and its form show it. */
export const SystemDetail = graphql(`
  fragment SystemDetail on InformationSystem @_unmask {
    id
    version
    code
    name
    nameEn
    description
    systemClass
    profile
    lifecycleState
    plannedOn
    operationStartsOn
    replacementOn
    retiresOn
    featureCount
    provider {
      id
      name
      nameEn
    }
    users {
      id
      name
      nameEn
    }
  }
`);

/** A contact with the person behind it, for whom only staff may ask. */
export const SystemContactDetail = graphql(`
  fragment SystemContactDetail on SystemContact @_unmask {
    id
    kind
    unit
    personName
    email
    account {
      id
    }
  }
`);

export const SystemPage = graphql(
  `
    query SystemPage($id: ID!) {
      informationSystem(id: $id) {
        ...SystemDetail
        contacts {
          id
          kind
          unit
        }
      }
    }
  `,
  [SystemDetail],
);

/** What the page shows to staff besides; a vendor who asked would be refused the whole query. */
export const SystemPageForStaff = graphql(
  `
    query SystemPageForStaff($id: ID!, $ledger: Boolean!) {
      informationSystem(id: $id) {
        ...SystemRecordPart
        contacts {
          ...SystemContactDetail
        }
        rounds {
          id
          title
          fiscalYear
          state
          dueOn
          responsible {
            id
            name
          }
        }
        ledgerDates @include(if: $ledger) {
          dates {
            kind
            contractId
            contractName
            on
            isPast
            isUnknown
          }
        }
      }
    }
  `,
  [SystemContactDetail, SystemRecordPart],
);

export const SystemEditPage = graphql(
  `
    query SystemEditPage($id: ID!) {
      informationSystem(id: $id) {
        ...SystemDetail
      }
    }
  `,
  [SystemDetail],
);

export const SystemContactsPage = graphql(
  `
    query SystemContactsPage($id: ID!) {
      informationSystem(id: $id) {
        id
        version
        name
        nameEn
        contacts {
          ...SystemContactDetail
        }
      }
    }
  `,
  [SystemContactDetail],
);

export const CreateInformationSystem = graphql(`
  mutation CreateInformationSystem($input: CreateInformationSystemInput!) {
    createInformationSystem(input: $input) {
      id
    }
  }
`);

export const UpdateInformationSystem = graphql(`
  mutation UpdateInformationSystem($input: UpdateInformationSystemInput!) {
    updateInformationSystem(input: $input) {
      id
      version
    }
  }
`);

export const SetSystemContacts = graphql(`
  mutation SetSystemContacts($input: SetSystemContactsInput!) {
    setSystemContacts(input: $input) {
      id
    }
  }
`);
