import { graphql } from '../graphql.ts';

/** All that the viewer's roles give to do or to read. */
export const NextSteps = graphql(`
  query NextSteps {
    nextSteps {
      steps {
        kind
        subjectId
        partId
        name
        nameEn
        count
        totalCount
        dueOn
      }
      readings {
        kind
        subjectId
        name
        count
        totalCount
        on
      }
      upcoming {
        kind
        subjectId
        name
        nameEn
        on
      }
    }
  }
`);
