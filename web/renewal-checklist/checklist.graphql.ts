import { graphql } from '../graphql.ts';

export const ChecklistPanel = graphql(`
  query ChecklistPanel($id: ID!) {
    contract(id: $id) {
      id
      organisation {
        id
      }
      renewalChecklist {
        fiscalYear
        requiredCount
        openCount
        points {
          code
          major
          majorEn
          middle
          middleEn
          text
          textEn
          optional
          result
          note
          markedByName
          markedAt
          version
        }
      }
    }
  }
`);

export const MarkChecklistPoint = graphql(`
  mutation MarkChecklistPoint($input: MarkChecklistPointInput!) {
    markChecklistPoint(input: $input) {
      id
    }
  }
`);
