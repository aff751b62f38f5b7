import { Field, ID, ObjectType } from 'type-graphql';
import { AlertCare } from '../alert/type.ts';
import { CalendarDate, DateTime } from '../scalars.ts';
import { MailState, MatterKind } from './entity.ts';

@ObjectType({ description: 'That one person was told of one date of the ledger at one lead time (通知の履歴, F-059).' })
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

  @Field(() => String, { description: 'BEFORE_n days, DUE, or HANDED_OVER_n by a colleague.' })
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

  @Field(() => CalendarDate, { description: 'Day on which people are told next.' })
  tellOn!: string;

  @Field(() => AlertCare, { nullable: true, description: 'Who takes care of that day; null while nobody ever did.' })
  care!: AlertCare | null;
}
