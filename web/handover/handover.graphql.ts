import { graphql } from '../graphql.ts';

/** A hand-over as lists show it. */
export const HandoverSummary = graphql(`
  fragment HandoverSummary on Handover @_unmask {
    id
    version
    state
    from {
      id
      name
      department
    }
    to {
      id
      name
      department
    }
    leavesOn
    openCount
    startedAt
    startedByName
    acknowledgedAt
    withdrawnAt
    withdrawnReason
  }
`);

export const HandoverList = graphql(
  `
    query HandoverList($pendingOnly: Boolean, $after: String) {
      handovers(pendingOnly: $pendingOnly, after: $after) {
        items {
          ...HandoverSummary
        }
        nextCursor
        totalCount
      }
    }
  `,
  [HandoverSummary],
);

export const HandoverPage = graphql(
  `
    query HandoverPage($id: ID!) {
      handover(id: $id) {
        ...HandoverSummary
        note
        items {
          id
          kind
          subjectId
          label
          dueOn
          acknowledgedAt
        }
      }
    }
  `,
  [HandoverSummary],
);

/** What hangs on a person, or on everybody whose account is out of use. */
export const BelongingList = graphql(`
  query BelongingList($accountId: ID) {
    belongings(accountId: $accountId) {
      bindingCount
      items {
        account {
          id
          name
          department
        }
        kind
        subjectId
        label
        dueOn
        binding
      }
    }
  }
`);

export const StartHandover = graphql(`
  mutation StartHandover($input: StartHandoverInput!) {
    startHandover(input: $input) {
      id
    }
  }
`);

export const AcknowledgeHandover = graphql(`
  mutation AcknowledgeHandover($input: AcknowledgeHandoverInput!) {
    acknowledgeHandover(input: $input) {
      id
      state
      openCount
    }
  }
`);

export const WithdrawHandover = graphql(`
  mutation WithdrawHandover($input: WithdrawHandoverInput!) {
    withdrawHandover(input: $input) {
      id
    }
  }
`);
