import { graphql } from '../graphql.ts';

/** A part of a sheet that somebody is asked for. */
export const Delegation = graphql(`
  fragment Delegation on Delegation @_unmask {
    id
    version
    bureau
    note
    dueOn
    askedByName
    askedAt
    doneAt
    doneByName
    openRowReason
    takenBackAt
    asksViewer
    featureCount
    answeredCount
    answeredByNames
    lastAnsweredAt
    account {
      id
      name
      department
    }
    features {
      id
    }
  }
`);

export const Colleagues = graphql(`
  query Colleagues($roundId: ID!) {
    answerSheet(roundId: $roundId) {
      id
      colleagues {
        id
        name
        department
      }
    }
  }
`);

export const DelegateRows = graphql(`
  mutation DelegateRows($input: DelegateRowsInput!) {
    delegateRows(input: $input) {
      id
    }
  }
`);

export const ChangeDelegation = graphql(`
  mutation ChangeDelegation($input: ChangeDelegationInput!) {
    changeDelegation(input: $input) {
      id
    }
  }
`);

export const TakeBackDelegation = graphql(`
  mutation TakeBackDelegation($input: TakeBackDelegationInput!) {
    takeBackDelegation(input: $input) {
      id
    }
  }
`);

export const FinishDelegation = graphql(`
  mutation FinishDelegation($input: FinishDelegationInput!) {
    finishDelegation(input: $input) {
      id
    }
  }
`);
