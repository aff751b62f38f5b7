import { Field, ID, Int, ObjectType } from 'type-graphql';
import { AlertCare, AlertSource } from '../alert/type.ts';
import { CalendarDate, DateTime } from '../scalars.ts';
import { MailState, MatterKind } from './entity.ts';

@ObjectType({
  description:
    'That one person was told of one date of the ledger at one lead time (通知の履歴, F-059), or tried whether mails arrive (テスト送信).',
})
export class AlertDelivery {
  @Field(() => ID)
  id!: string;

  @Field(() => MatterKind)
  kind!: MatterKind;

  @Field(() => ID, { nullable: true, description: 'Null for the dates of a budget request.' })
  contractId!: string | null;

  @Field(() => String, { nullable: true, description: 'Number and title of the contract.' })
  label!: string | null;

  @Field(() => CalendarDate, { description: 'The date as it was then; of an unknown end the first day of the month.' })
  on!: string;

  @Field(() => String, { description: 'BEFORE_n days, DUE, HANDED_OVER_n by a colleague, or TEST_n of the day.' })
  occasion!: string;

  @Field(() => CalendarDate)
  toldOn!: string;

  @Field(() => String)
  recipientName!: string;

  @Field(() => MailState, {
    nullable: true,
    description: 'Where the mail stands; null for somebody without a mail address, who was not told.',
  })
  state!: MailState | null;

  @Field(() => DateTime, { nullable: true, description: 'When the mail came to that end.' })
  settledAt!: Date | null;

  @Field(() => AlertCare, { nullable: true, description: 'Who takes care of that day; null while nobody ever did.' })
  care!: AlertCare | null;
}

@ObjectType({ description: 'A date of the ledger of which people will be told (これからの通知).' })
export class AlertAhead {
  @Field(() => ID)
  id!: string;

  @Field(() => MatterKind)
  kind!: MatterKind;

  @Field(() => ID, { nullable: true, description: 'Null for the dates of a budget request.' })
  contractId!: string | null;

  @Field(() => String)
  label!: string;

  @Field(() => CalendarDate)
  on!: string;

  @Field(() => AlertSource, { nullable: true, description: 'Where an end of support is from; null for every other kind.' })
  source!: AlertSource | null;

  @Field(() => CalendarDate, { description: 'Day on which people are told next.' })
  tellOn!: string;

  @Field(() => AlertCare, { nullable: true, description: 'Who takes care of that day; null while nobody ever did.' })
  care!: AlertCare | null;
}

@ObjectType({ description: 'A mail that the viewer sent to the own address to try whether mails arrive (テスト送信).' })
export class AlertTest {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Address that it goes to.' })
  address!: string;

  @Field(() => DateTime)
  askedAt!: Date;

  @Field(() => MailState, { description: 'Where it stands: SENT once the mail server took it, REFUSED with its answer.' })
  state!: MailState;

  @Field(() => DateTime, { nullable: true, description: 'When it came to that end; null while it waits or is being sent.' })
  settledAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What the mail server said last, or why it could not be asked.' })
  answer!: string | null;

  @Field(() => Int, { description: 'How often it was tried.' })
  attemptCount!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it is tried again after a failure that may pass; null otherwise.' })
  retriedAt!: Date | null;

  @Field(() => Boolean, {
    description: 'Whether the job that sends mails has not done its work for longer than it should, so that the mail may wait for long.',
  })
  isDeliveryLate!: boolean;
}
