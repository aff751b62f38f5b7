import { Field, ID, Int, ObjectType } from 'type-graphql';
import { CalendarDate, DateTime } from '../scalars.ts';
import { AlertKind } from './kind.ts';

@ObjectType({
  description:
    'Who takes care of a date (確認済み・引継ぎ). While it holds, nobody but the holder is told of that day; it belongs to the day, so a date that changes is told to all anew.',
})
export class AlertCare {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  /** Null once it was taken back. */
  holderId!: string | null;

  @Field(() => String, { nullable: true, description: 'Null once it was taken back.' })
  holderName!: string | null;

  @Field(() => Boolean, { description: 'Whether the viewer is the holder.' })
  isMine!: boolean;

  @Field(() => Boolean, { description: 'Whether somebody else gave it to the holder (引継ぎ).' })
  isHandedOver!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether it holds: not once it was taken back, and not while the holder’s account is out of use or has none of the roles that keep contracts. All are told then.',
  })
  isInForce!: boolean;

  @Field(() => String, { description: 'Who acknowledged it, handed it over or took it back.' })
  byName!: string;

  @Field(() => DateTime)
  actedAt!: Date;

  @Field(() => String, { nullable: true })
  note!: string | null;
}

@ObjectType({ description: 'A date of the ledger that people are being told of now (知らせている期限).' })
export class OpenAlert {
  @Field(() => ID, { description: 'Of the kind, the contract and the day: a date that changes has another one.' })
  id!: string;

  @Field(() => AlertKind)
  kind!: AlertKind;

  @Field(() => ID, { nullable: true, description: 'Null for the dates of a budget request.' })
  contractId!: string | null;

  @Field(() => String)
  label!: string;

  @Field(() => CalendarDate, { description: 'Of an unknown end the first day of the month.' })
  on!: string;

  @Field(() => AlertCare, { nullable: true, description: 'Null while nobody ever took care of it.' })
  care!: AlertCare | null;
}

@ObjectType({ description: 'Somebody of the organisation who can take care of a date (引継ぎ先).' })
export class AlertTaker {
  @Field(() => ID, { description: 'Of the account.' })
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  department!: string | null;

  @Field(() => Boolean, { description: 'Whether the person has a mail address, and so can be told by mail.' })
  isReachable!: boolean;
}
