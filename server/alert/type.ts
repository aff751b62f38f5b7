import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Role } from '../access/role.ts';
import { SupportEndSource } from '../product/type.ts';
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

@ObjectType({
  description:
    'Where the end of a supplier’s support is from (サポート終了日の根拠): the snapshot of life cycles of a day, or what a person recorded against it.',
})
export class AlertSource {
  @Field(() => SupportEndSource)
  kind!: SupportEndSource;

  @Field(() => String, { nullable: true, description: 'What the person named as the source; null of a snapshot.' })
  text!: string | null;

  @Field(() => String, { nullable: true, description: 'Who recorded it; null of a snapshot, and where it was not noted then.' })
  byName!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When; null of a snapshot, and where it was not noted then.' })
  at!: Date | null;

  @Field(() => String, { nullable: true, description: 'Product of the life cycle; null of what a person recorded.' })
  product!: string | null;

  @Field(() => String, { nullable: true })
  cycle!: string | null;

  @Field(() => String, { nullable: true, description: 'Who publishes the snapshot.' })
  snapshotName!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Day that the snapshot is of; null of what a person recorded.' })
  snapshotAsOf!: string | null;
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

  @Field(() => AlertSource, { nullable: true, description: 'Where an end of support is from; null for every other kind.' })
  source!: AlertSource | null;

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

@ObjectType('AlertRule', {
  description:
    'When an organisation tells whom of one kind of date (通知のルール, F-058, F-085). A change never has anybody told twice of the same day at the same lead time, and takes away none that is still to come.',
})
export class AlertRuleInForce {
  @Field(() => ID, { description: 'Of the organisation and the kind.' })
  id!: string;

  @Field(() => AlertKind)
  kind!: AlertKind;

  @Field(() => Int, { description: '0 while the organisation has set none.' })
  version!: number;

  @Field(() => Boolean, { description: 'Whether it is as the portal has it for whoever set nothing (既定).' })
  isUsual!: boolean;

  @Field(() => [Int], { nullable: true, description: 'Days before the date, most first; null for those of the portal.' })
  leadDays!: readonly number[] | null;

  @Field(() => [Int], { description: 'Those of the portal, most first.' })
  usualLeadDays!: readonly number[];

  @Field(() => [Int], {
    nullable: true,
    description: 'Those of the portal for operation and hardware maintenance, which take longer to replace; null where they are the same.',
  })
  usualSlowLeadDays!: readonly number[] | null;

  @Field(() => [Role])
  roles!: readonly Role[];

  @Field(() => Boolean, { description: 'Whether the owners of the systems that the contract is for are told too.' })
  tellsOwners!: boolean;

  @Field(() => Boolean, { description: 'Whether nobody is told of this kind (誰にも知らせない).' })
  isSilent!: boolean;

  @Field(() => String, { nullable: true, description: 'Why nobody is told.' })
  silentReason!: string | null;

  @Field(() => Int, { description: 'People who bear one of the roles and whose accounts are in use.' })
  bearerCount!: number;

  @Field(() => Int, { description: 'Those of them who have a mail address.' })
  reachableCount!: number;

  @Field(() => String, { nullable: true, description: 'Who changed it last; null while nobody has.' })
  changedByName!: string | null;

  @Field(() => DateTime, { nullable: true })
  changedAt!: Date | null;
}
