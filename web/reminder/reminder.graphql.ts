import { graphql } from '../graphql.ts';

export const ReminderPage = graphql(`
  query ReminderPage {
    portalJobs {
      isLate
      jobs {
        name
        doneAt
        failedAt
        failure
        isLate
      }
    }
    reminderPlan {
      on
      counts {
        kind
        matterCount
        personCount
      }
      people {
        accountId
        name
        department
        email
        notices {
          kind
          label
          dueOn
          occasion
        }
      }
      mailCount
      unreachableCount
      nobodysCount
      wouldBeHeld
      isCaptured
      rule {
        version
        coordinatorAfterDays
        managerAfterDays
        personLimit
      }
    }
  }
`);

export const ReminderRuns = graphql(`
  query ReminderRuns($after: String) {
    reminderRuns(after: $after) {
      items {
        id
        version
        madeOn
        madeAt
        state
        personCount
        unreachableCount
        personLimit
        decidedByName
        askedForRound
        isTest
        mails {
          state
          count
        }
      }
      nextCursor
      totalCount
    }
  }
`);

export const ReminderMails = graphql(`
  query ReminderMails($runId: ID!, $after: String) {
    reminderMails(runId: $runId, after: $after) {
      items {
        id
        recipientName
        address
        subject
        body
        state
        settledAt
        answer
      }
      nextCursor
      totalCount
    }
  }
`);

export const ReleaseReminders = graphql(`
  mutation ReleaseReminders($input: DecideReminderRunInput!) {
    releaseReminders(input: $input) {
      id
    }
  }
`);

export const DropReminders = graphql(`
  mutation DropReminders($input: DecideReminderRunInput!) {
    dropReminders(input: $input) {
      id
    }
  }
`);

export const SendMailAgain = graphql(`
  mutation SendMailAgain($mailId: ID!) {
    sendMailAgain(mailId: $mailId) {
      id
      state
    }
  }
`);

export const SetReminderRule = graphql(`
  mutation SetReminderRule($input: SetReminderRuleInput!) {
    setReminderRule(input: $input) {
      id
    }
  }
`);

/** What reminding the ministries of a round by hand would do. */
export const RoundReminder = graphql(`
  query RoundReminder($roundId: ID!) {
    roundReminder(roundId: $roundId) {
      canAsk
      askedAt
      ministries {
        organisation {
          id
          name
          nameEn
        }
        isReachable
      }
    }
  }
`);

export const RemindMinistries = graphql(`
  mutation RemindMinistries($input: RemindMinistriesInput!) {
    remindMinistries(input: $input) {
      canAsk
    }
  }
`);

export const PortalJobs = graphql(`
  query PortalJobs {
    portalJobs {
      isLate
      jobs {
        name
        doneAt
        failedAt
        failure
        isLate
      }
    }
  }
`);
