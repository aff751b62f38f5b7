import { graphql } from '../graphql.ts';

/** What the import of a file would do: its counts, and one page of its rows. */
export const ImportPreview_preview = graphql(`
  fragment ImportPreview_preview on ImportPreview @_unmask {
    fileId
    fileName
    newCount
    changedCount
    unchangedCount
    blankCount
    refusedCount
    conflictCount
    files {
      fileId
      fileName
      bureau
      answerCount
      blankCount
      refusedCount
      refusal
    }
    conflicts {
      code
      label
      options {
        level
        otherMeans
        comment
        changes {
          field
          before
          after
        }
        sources {
          fileId
          fileName
          line
        }
      }
    }
    problemCounts {
      code
      count
    }
    unmatchedValues {
      value
      count
      mappedTo
    }
    unreadColumns {
      cell
      heading
    }
    organisation {
      id
      name
      nameEn
    }
    rows {
      line
      key
      label
      status
      changes {
        field
        before
        after
      }
      problems {
        code
        cell
        column
        value
        message
        remedy
      }
      sources {
        fileId
        fileName
        line
        blank
      }
    }
    nextCursor
  }
`);

/** What the import has done. */
export const ImportDone_result = graphql(`
  fragment ImportDone_result on ImportResult @_unmask {
    newCount
    changedCount
    unchangedCount
    blankCount
    refusedCount
  }
`);
