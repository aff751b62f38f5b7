import { graphql } from '../graphql.ts';

/** How the record of a system stands, for lists and pages. */
export const RecordDetail = graphql(`
  fragment RecordDetail on SystemRecord @_unmask {
    requiredCount
    completenessRatio
    missing
    confirmation {
      state
      confirmedOn
      confirmedByName
      holdsUntil
    }
  }
`);

/** What the page shows of the record: who answers for it, whether it is right, and what changed since it was. */
export const SystemRecordPart = graphql(
  `
    fragment SystemRecordPart on InformationSystem @_unmask {
      id
      version
      ownerState
      owner {
        id
        name
        department
      }
      record {
        ...RecordDetail
      }
      changesSinceConfirmation {
        field
        before
        after
      }
      confirmations {
        id
        confirmedAt
        confirmedByName
      }
    }
  `,
  [RecordDetail],
);

export const ConfirmInformationSystem = graphql(`
  mutation ConfirmInformationSystem($input: ConfirmInformationSystemInput!) {
    confirmInformationSystem(input: $input) {
      id
    }
  }
`);

export const SetSystemOwner = graphql(`
  mutation SetSystemOwner($input: SetSystemOwnerInput!) {
    setSystemOwner(input: $input) {
      id
    }
  }
`);
