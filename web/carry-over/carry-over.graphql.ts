import { graphql } from '../graphql.ts';

export const CarryOverDetail = graphql(`
  fragment CarryOverDetail on CarryOverItem @_unmask {
    id
    version
    text
    dueOn
    owner {
      id
      name
      department
    }
    system {
      id
      name
      nameEn
    }
    recordedByName
    recordedAt
    result
    closedByName
    closedAt
  }
`);

export const CarryOverList = graphql(
  `
    query CarryOverList($filter: CarryOverItemFilter, $after: String) {
      carryOverItems(filter: $filter, after: $after) {
        items {
          ...CarryOverDetail
        }
        nextCursor
        totalCount
      }
    }
  `,
  [CarryOverDetail],
);

export const RecordCarryOverItem = graphql(`
  mutation RecordCarryOverItem($input: RecordCarryOverItemInput!) {
    recordCarryOverItem(input: $input) {
      id
    }
  }
`);

export const ChangeCarryOverItem = graphql(`
  mutation ChangeCarryOverItem($input: ChangeCarryOverItemInput!) {
    changeCarryOverItem(input: $input) {
      id
      version
    }
  }
`);

export const CloseCarryOverItem = graphql(`
  mutation CloseCarryOverItem($input: CloseCarryOverItemInput!) {
    closeCarryOverItem(input: $input) {
      id
      version
    }
  }
`);
