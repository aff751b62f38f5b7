import { graphql } from '../graphql.ts';

const AlertTestShown = graphql(`
  fragment AlertTestShown on AlertTest @_unmask {
    id
    address
    askedAt
    state
    settledAt
    answer
    attemptCount
    retriedAt
    isDeliveryLate
  }
`);

export const AlertTest = graphql(
  `
    query AlertTest {
      alertTest {
        ...AlertTestShown
      }
    }
  `,
  [AlertTestShown],
);

export const SendAlertTest = graphql(
  `
    mutation SendAlertTest {
      sendAlertTest {
        ...AlertTestShown
      }
    }
  `,
  [AlertTestShown],
);
