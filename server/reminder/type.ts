import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Organisation } from '../organisation/entity.ts';
import { AnswerSheetState } from '../answer/entity.ts';
import { CalendarDate, DateTime } from '../scalars.ts';
import { MailState, MatterKind, ReminderRule } from './entity.ts';

@ObjectType({ description: 'How much of one kind people are to be told of.' })
export class ReminderCount {
  @Field(() => MatterKind)
  kind!: MatterKind;

  @Field(() => Int, { description: 'Matters of the kind.' })
  matterCount!: number;

  @Field(() => Int, { description: 'People who are told of one at least.' })
  personCount!: number;
}

@ObjectType({ description: 'Mails of a run that stand in one state.' })
export class MailCount {
  @Field(() => MailState)
  state!: MailState;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'One matter that a person is to be told of.' })
export class ReminderNotice {
  @Field(() => MatterKind)
  kind!: MatterKind;

  @Field(() => String, { description: 'Round, system, or who hands over.' })
  label!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day for it; null where there is none.' })
  dueOn!: string | null;

  @Field(() => String, {
    description:
      'Why on this day: BEFORE_n, DUE or AFTER_n days around the due day, OPEN_n days after it arose, ESCALATED_COORDINATOR or ESCALATED_MANAGER for what others have left undone.',
  })
  occasion!: string;
}

@ObjectType({ description: 'Somebody who is to be told (催促の宛先).' })
export class ReminderPerson {
  @Field(() => ID)
  accountId!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  department!: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address; null for somebody who cannot be reached (連絡できない).' })
  email!: string | null;

  @Field(() => [ReminderNotice])
  notices!: ReminderNotice[];
}

@ObjectType({ description: 'What the next run would tell the people of the viewer’s organisation (催促の予定, F-035).' })
export class ReminderPlan {
  @Field(() => CalendarDate, { description: 'Day of that run: today until it has run, then tomorrow.' })
  on!: string;

  @Field(() => [ReminderCount], { description: 'Kinds that there is something of.' })
  counts!: ReminderCount[];

  @Field(() => [ReminderPerson], { description: 'By name.' })
  people!: ReminderPerson[];

  @Field(() => Int, { description: 'People who get a mail.' })
  mailCount!: number;

  @Field(() => Int, { description: 'People who should be told and have no mail address.' })
  unreachableCount!: number;

  @Field(() => Int, { description: 'Matters that nobody in the organisation can be told of: no one bears the roles that they wait for.' })
  nobodysCount!: number;

  @Field(() => Boolean, { description: 'Whether the mails would wait for somebody to release them.' })
  wouldBeHeld!: boolean;

  @Field(() => ReminderRule)
  rule!: ReminderRule;

  @Field(() => Boolean, { description: 'Whether mails stay in the portal and are not sent, since no mail server is named.' })
  isCaptured!: boolean;
}

@ObjectType({ description: 'One job of the portal and when it last did its work (定期処理).' })
export class PortalJob {
  @Field(() => String)
  name!: string;

  @Field(() => DateTime, { nullable: true, description: 'Null when it never did.' })
  doneAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it failed; null when it did its work since.' })
  failedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What went wrong then.' })
  failure!: string | null;

  @Field(() => Boolean, { description: 'Whether it has not done its work for longer than it should.' })
  isLate!: boolean;
}

@ObjectType({ description: 'Whether the jobs of the portal run (定期処理の状態). The same for all organisations.' })
export class PortalJobs {
  @Field(() => [PortalJob])
  jobs!: PortalJob[];

  @Field(() => Boolean, { description: 'Whether any of them is late.' })
  isLate!: boolean;
}

@ObjectType({ description: 'A ministry that has not submitted to a round, and whether anybody there can be reminded.' })
export class UnsubmittedMinistry {
  @Field(() => Organisation)
  organisation!: Organisation;

  @Field(() => AnswerSheetState)
  state!: AnswerSheetState;

  @Field(() => Boolean, { description: 'Whether somebody there who answers or submits has a mail address.' })
  isReachable!: boolean;
}

@ObjectType({ description: 'What reminding the ministries of a round by hand would do (手動の催促).' })
export class RoundReminder {
  @Field(() => [UnsubmittedMinistry], { description: 'Ministries that have not submitted, in protocol order (建制順).' })
  ministries!: UnsubmittedMinistry[];

  @Field(() => DateTime, { nullable: true, description: 'When they were last reminded by hand; null when never. Once a day and no more.' })
  askedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether they can be reminded now.' })
  canAsk!: boolean;
}
