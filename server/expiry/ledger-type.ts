import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';

export enum LedgerDateKind {
  CONTRACT_NOTICE = 'CONTRACT_NOTICE',
  CONTRACT_END = 'CONTRACT_END',
  LICENCE_END = 'LICENCE_END',
  SUPPORT_END = 'SUPPORT_END',
  PLANNED_STOP = 'PLANNED_STOP',
}
registerEnumType(LedgerDateKind, {
  name: 'LedgerDateKind',
  description: 'What of a contract has a date for the systems that it is for.',
  valuesConfig: {
    CONTRACT_NOTICE: { description: 'Last day to give notice (通知期限), unless the contract is known to end by itself.' },
    CONTRACT_END: { description: 'Last day in force (契約終了).' },
    LICENCE_END: { description: 'Last day of the licence (ライセンス終了).' },
    SUPPORT_END: {
      description: 'Last day of the vendor’s support (サポート終了), as recorded or as the snapshot of life cycles in force has it.',
    },
    PLANNED_STOP: { description: 'Last day on which the organisation itself plans to need it (利用停止予定).' },
  },
});

@ObjectType({ description: 'A date of a contract in force for a system, or one that nobody knows.' })
export class LedgerDate {
  @Field(() => LedgerDateKind)
  kind!: LedgerDateKind;

  @Field(() => ID)
  contractId!: string;

  @Field(() => String, { description: 'Number and title of the contract.' })
  contractName!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'Null when nobody knows it, and of a support that ended nobody knows when.' })
  on!: string | null;

  @Field(() => Boolean, { description: 'Whether it has passed while the contract is still in force.' })
  isPast!: boolean;

  @Field(() => Boolean, { description: 'Whether nobody knows it (不明), which is no less than a date to see to.' })
  isUnknown!: boolean;
}

@ObjectType({
  description:
    'Notice days, ends of contract, licence and support, and planned stops of the contracts in force for a system that the viewer sees (S-03, S-74). An end that cannot be unknown, such as that of a contract without one, is left out.',
})
export class LedgerDates {
  @Field(() => [LedgerDate], {
    description: 'What has passed first, then what is unknown, then the soonest; by contract number within each.',
  })
  dates!: LedgerDate[];

  @Field(() => LedgerDate, { nullable: true, description: 'The soonest that has not passed; null when no such date is known.' })
  next!: LedgerDate | null;

  @Field(() => Int)
  pastCount!: number;

  @Field(() => Int)
  unknownCount!: number;
}
