import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';

export enum NextStepKind {
  ANSWER_PART = 'ANSWER_PART',
  FINISH_PART = 'FINISH_PART',
  FIX_ROWS = 'FIX_ROWS',
  FIX_SHEET = 'FIX_SHEET',
  REPLY_TO_QUESTIONS = 'REPLY_TO_QUESTIONS',
  ANSWER_SHEET = 'ANSWER_SHEET',
  HAND_IN_SHEET = 'HAND_IN_SHEET',
  REVIEW_PARTS = 'REVIEW_PARTS',
  CHASE_PARTS = 'CHASE_PARTS',
  SUBMIT_SHEET = 'SUBMIT_SHEET',
  READ_REPLIES = 'READ_REPLIES',
  OPEN_ROUND = 'OPEN_ROUND',
  NAME_COORDINATORS = 'NAME_COORDINATORS',
  COLLECT_SHEETS = 'COLLECT_SHEETS',
  CLOSE_ROUND = 'CLOSE_ROUND',
  PUBLISH_ROUND = 'PUBLISH_ROUND',
  TAKE_OVER = 'TAKE_OVER',
  FOLLOW_HANDOVERS = 'FOLLOW_HANDOVERS',
  PLACE_BELONGINGS = 'PLACE_BELONGINGS',
  APPOINT_COORDINATOR = 'APPOINT_COORDINATOR',
  APPOINT_ADMINISTRATORS = 'APPOINT_ADMINISTRATORS',
  CONFIRM_AGAIN = 'CONFIRM_AGAIN',
  CONFIRM_FIRST = 'CONFIRM_FIRST',
  COMPLETE_RECORDS = 'COMPLETE_RECORDS',
  NAME_OWNERS = 'NAME_OWNERS',
  RECEIVE_DATES = 'RECEIVE_DATES',
  RENEW_CALENDARS = 'RENEW_CALENDARS',
  FIND_CONTRACT_ENDS = 'FIND_CONTRACT_ENDS',
  REQUEST_RENEWALS = 'REQUEST_RENEWALS',
  FUND_RENEWALS = 'FUND_RENEWALS',
  GIVE_NOTICE = 'GIVE_NOTICE',
  SETTLE_ENDS = 'SETTLE_ENDS',
  REPLACE_UNSUPPORTED = 'REPLACE_UNSUPPORTED',
  FIND_ENDS = 'FIND_ENDS',
  FIND_SUPPORT_ENDS = 'FIND_SUPPORT_ENDS',
  DO_CARRIED_OVER = 'DO_CARRIED_OVER',
  DATE_CARRIED_OVER = 'DATE_CARRIED_OVER',
}
registerEnumType(NextStepKind, {
  name: 'NextStepKind',
  description: 'What somebody is to do (次にすること), each with what `count` counts and, after “of”, `totalCount`.',
  valuesConfig: {
    ANSWER_PART: { description: 'Answer a part that the viewer is asked for (分担): open rows of its rows.' },
    FINISH_PART: { description: 'Say that such a part is answered: open rows of its rows, none open.' },
    FIX_ROWS: { description: 'Correct rows that stand returned (行の差戻し): these of all rows.' },
    FIX_SHEET: { description: 'Correct a sheet that was returned as a whole (差戻し): open rows of all.' },
    REPLY_TO_QUESTIONS: { description: 'Reply to questions about rows: questions without reply.' },
    ANSWER_SHEET: { description: 'Answer the sheet: open rows of all; for respondents without the rows that others are asked for.' },
    HAND_IN_SHEET: { description: 'Pass the sheet to the coordinator (確認依頼): open rows of all, none open.' },
    REVIEW_PARTS: { description: 'Look at parts that were answered: these of all parts.' },
    CHASE_PARTS: { description: 'Ask after parts past their day inside the ministry: these of all parts.' },
    SUBMIT_SHEET: { description: 'Check and submit the sheet (提出): open rows of all.' },
    READ_REPLIES: { description: 'Take note of replies to one’s questions: these.' },
    OPEN_ROUND: { description: 'Open a round in preparation, due on the day from which answers are asked for: ministries to ask.' },
    NAME_COORDINATORS: { description: 'Have coordinators named in asked ministries that have none: these of all asked.' },
    COLLECT_SHEETS: { description: 'Follow who has not submitted: ministries without a submission of all asked.' },
    CLOSE_ROUND: {
      description: 'End the time for answers, when it has passed or all have submitted: ministries without a submission of all.',
    },
    PUBLISH_ROUND: { description: 'Publish a closed round (公表): ministries that submitted of all asked.' },
    TAKE_OVER: {
      description: 'Acknowledge a hand-over as the successor (受領), due on the last day of whoever leaves: open items of all.',
    },
    FOLLOW_HANDOVERS: { description: 'See to it that successors acknowledge: pending hand-overs.' },
    PLACE_BELONGINGS: { description: 'Give what hangs on accounts out of use to somebody (担当者不在): these things.' },
    APPOINT_COORDINATOR: { description: 'Give somebody the role that submits, since nobody has it: sheets that wait to be submitted.' },
    APPOINT_ADMINISTRATORS: { description: 'Appoint the first administrators, as the operator: organisations without one of all.' },
    CONFIRM_AGAIN: { description: 'Confirm records whose confirmation has expired (要確認): these of all systems in one’s care.' },
    CONFIRM_FIRST: { description: 'Confirm records that nobody ever confirmed (未確認): these of all.' },
    COMPLETE_RECORDS: { description: 'Add what is missing in records (充足率): incomplete ones of all.' },
    FIND_CONTRACT_ENDS: {
      description:
        'Find out when contracts end (終了日不明), due with the next budget request: these of all contracts of the organisation.',
    },
    REQUEST_RENEWALS: {
      description:
        'Put renewals into the next budget request, due on its cut-off or deadline: renewals without an amount of all of its year.',
    },
    FUND_RENEWALS: {
      description:
        'Find money for renewals of the fiscal year under way that its budget has not or too little for (F-072), due on its last day: these of all of that year.',
    },
    RECEIVE_DATES: {
      description: 'Acknowledge dates that colleagues handed over to the viewer (引き継がれた期限), due on the nearest of them: these.',
    },
    GIVE_NOTICE: {
      description:
        'Decide on contracts and tell the supplier (通知期限) within 60 days, due on the soonest day: these of all contracts in force for the systems that the viewer answers for; for a PMO of all of the organisation. Dates that somebody takes care of are not counted.',
    },
    SETTLE_ENDS: {
      description:
        'Settle what comes after ends of contracts and licences and planned stops within 180 days: these of all, as GIVE_NOTICE.',
    },
    REPLACE_UNSUPPORTED: {
      description:
        'Replace what the vendor supports no longer, or supports for no more than 180 days (サポート終了), due on the first such day: these of all, as GIVE_NOTICE.',
    },
    FIND_ENDS: { description: 'Find out when contracts end (終了日不明): these of all, as GIVE_NOTICE.' },
    FIND_SUPPORT_ENDS: { description: 'Find out when support ends (サポート終了日不明): these of all, as GIVE_NOTICE.' },
    DO_CARRIED_OVER: {
      description:
        'Do what was carried over (継続調査事項) and is due within 30 days or has been, due on the soonest day: these of the viewer’s; for a PMO and an administrator of the organisation’s.',
    },
    DATE_CARRIED_OVER: { description: 'Ask whether what was carried over without a day has one now: these, as DO_CARRIED_OVER.' },
    RENEW_CALENDARS: {
      description:
        'Issue a new address for calendars that fall silent within 30 days, or did within the last 7 (カレンダー購読の終了), due on the last day of the first: these. Revoking the old address is another way to be done with it.',
    },
    NAME_OWNERS: { description: 'Name who answers for systems without anybody (責任者未登録, 担当者不在): these of all.' },
  },
});

@ObjectType({ description: 'One thing for the viewer to do now (次にすること).' })
export class NextStep {
  @Field(() => NextStepKind)
  kind!: NextStepKind;

  @Field(() => ID, {
    nullable: true,
    description:
      'What it is about: a round, a hand-over, the one system or contract, or the organisation of a budget; null when it is about several.',
  })
  subjectId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The delegation of ANSWER_PART and FINISH_PART.' })
  partId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Title of the round, name of the system, of the contract or of the budget, or name of whoever leaves; null when it is about several.',
  })
  name!: string | null;

  @Field(() => String, { nullable: true })
  nameEn!: string | null;

  @Field(() => Int, { description: 'How many, see the kind.' })
  count!: number;

  @Field(() => Int, { nullable: true, description: 'Of how many; null where that says nothing.' })
  totalCount!: number | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day to do it; null when none is known.' })
  dueOn!: string | null;
}

export enum ReadingKind {
  RESULTS = 'RESULTS',
  DATES_AHEAD = 'DATES_AHEAD',
  CHANGES = 'CHANGES',
  READINGS = 'READINGS',
  SYSTEMS = 'SYSTEMS',
}
registerEnumType(ReadingKind, {
  name: 'ReadingKind',
  description: 'What somebody who reads can read now, each with what `count`, `totalCount` and `on` are.',
  valuesConfig: {
    RESULTS: {
      description: 'Results of a round: submissions of asked ministries, where the viewer may know; the day of publication or closing.',
    },
    DATES_AHEAD: {
      description: 'Systems to be replaced or retired from today on: these of all of the organisation; the nearest such day.',
    },
    CHANGES: { description: 'Changes on record in the last seven days (監査記録); the latest day.' },
    READINGS: { description: 'Readings across ministries in the last seven days (横断閲覧の記録); the latest day.' },
    SYSTEMS: { description: 'Systems that the viewer sees; no day.' },
  },
});

@ObjectType({ description: 'Something that the viewer can read now, for roles that have little to do but to read.' })
export class Reading {
  @Field(() => ReadingKind)
  kind!: ReadingKind;

  @Field(() => ID, { nullable: true, description: 'The round of RESULTS.' })
  subjectId!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of the round.' })
  name!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many, see the kind; null when the viewer may not know.' })
  count!: number | null;

  @Field(() => Int, { nullable: true })
  totalCount!: number | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Null when there is none.' })
  on!: string | null;
}

export enum UpcomingKind {
  ROUND_ENDS = 'ROUND_ENDS',
  ROUND_OPENS = 'ROUND_OPENS',
  CONFIRMATION_EXPIRES = 'CONFIRMATION_EXPIRES',
  REPLACEMENT = 'REPLACEMENT',
  RETIREMENT = 'RETIREMENT',
}
registerEnumType(UpcomingKind, {
  name: 'UpcomingKind',
  description:
    'What comes next: a round ends 回答期限 or begins 回答開始日, a confirmation expires 確認の期限, a system is replaced 更改予定日 or retired 廃止予定日.',
});

@ObjectType({ description: 'The nearest day on which something comes up for the viewer.' })
export class Upcoming {
  @Field(() => UpcomingKind)
  kind!: UpcomingKind;

  @Field(() => ID, { description: 'The round or the system.' })
  subjectId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  nameEn!: string | null;

  @Field(() => CalendarDate)
  on!: string;
}

@ObjectType({ description: 'What the viewer is to do, by all the roles that the person has.' })
export class NextSteps {
  @Field(() => [NextStep], {
    description:
      'Overdue first, then what is due within a week, what has no known day, and what has time; the earliest day first within each.',
  })
  steps!: NextStep[];

  @Field(() => [Reading], { description: 'For auditors, budget officers and suppliers; empty for others.' })
  readings!: Reading[];

  @Field(() => Upcoming, { nullable: true, description: 'Null when no day is known.' })
  upcoming!: Upcoming | null;
}
