import { graphql } from '../graphql.ts';

const LedgerFieldName = graphql(`
  fragment LedgerFieldName on LedgerFieldChoice @_unmask {
    key
    name
    nameEn
    required
    perYear
  }
`);

const LedgerLayoutDetail = graphql(
  `
    fragment LedgerLayoutDetail on LedgerLayout @_unmask {
      fileId
      fileName
      sheetName
      headingLine
      missingFields
      repeatedCells
      fields {
        ...LedgerFieldName
      }
      columns {
        cell
        heading
        example
        fiscalYear
        state
        field
        guess
        remembered {
          id
          version
          mappedAt
          mappedByName
        }
      }
    }
  `,
  [LedgerFieldName],
);

/** How the columns of a chosen ledger are read. */
export const LedgerLayoutForm = graphql(
  `
    query LedgerLayoutForm($fileId: ID!) {
      ledgerLayout(fileId: $fileId) {
        ...LedgerLayoutDetail
      }
    }
  `,
  [LedgerLayoutDetail],
);

export const SaveLedgerHeadings = graphql(
  `
    mutation SaveLedgerHeadings($input: SaveLedgerHeadingsInput!) {
      saveLedgerHeadings(input: $input) {
        ...LedgerLayoutDetail
      }
    }
  `,
  [LedgerLayoutDetail],
);

export const LedgerHeadingList = graphql(
  `
    query LedgerHeadingList($after: String) {
      ledgerHeadings(after: $after) {
        items {
          id
          version
          heading
          field
          meaning {
            ...LedgerFieldName
          }
          mappedAt
          mappedByName
        }
        nextCursor
        totalCount
      }
    }
  `,
  [LedgerFieldName],
);

export const ForgetLedgerHeading = graphql(`
  mutation ForgetLedgerHeading($input: ForgetLedgerHeadingInput!) {
    forgetLedgerHeading(input: $input) {
      id
    }
  }
`);
