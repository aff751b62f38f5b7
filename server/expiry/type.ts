import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';

export enum ExpiryLens {
  MINISTRY_MONTH = 'MINISTRY_MONTH',
  SYSTEM_QUARTER = 'SYSTEM_QUARTER',
}
registerEnumType(ExpiryLens, {
  name: 'ExpiryLens',
  description: 'What the ends of contracts are laid out by.',
  valuesConfig: {
    MINISTRY_MONTH: { description: '府省 × 月: the organisation that signed, and 24 months from the one under way.' },
    SYSTEM_QUARTER: {
      description:
        '情報システム × 四半期: the systems that a contract is for, and 12 quarters from the one under way. Its cost is shared among them.',
    },
  },
});

export enum ExpiryKind {
  CONTRACT_END = 'CONTRACT_END',
  LICENCE_END = 'LICENCE_END',
  SUPPORT_END = 'SUPPORT_END',
  PLANNED_STOP = 'PLANNED_STOP',
}
registerEnumType(ExpiryKind, {
  name: 'ExpiryKind',
  description: 'Which end of a contract is meant; they are never merged (F-054).',
  valuesConfig: {
    CONTRACT_END: { description: '契約終了.' },
    LICENCE_END: { description: 'ライセンス終了: of licences, and of whatever names such a day.' },
    SUPPORT_END: { description: 'サポート終了 of software, as recorded or as the snapshot of life cycles has it.' },
    PLANNED_STOP: { description: '利用停止予定: the last day on which the organisation plans to need it; without a plan there is none.' },
  },
});

@ObjectType({ description: 'The ends of one organisation or system, in the order of the columns.' })
export class ExpiryRow {
  @Field(() => ID, { nullable: true, description: 'Organisation or system; null for contracts that name no system.' })
  id!: string | null;

  @Field(() => String, { nullable: true, description: 'Null where there is none, or it is not the viewer’s to see.' })
  name!: string | null;

  @Field(() => String, { nullable: true })
  nameEn!: string | null;

  @Field(() => [Int], { description: 'Contracts.' })
  counts!: number[];

  @Field(() => [Float], { description: 'What they cost in a full year, in whole yen (平年度額), as far as known.' })
  yen!: number[];

  @Field(() => [Int], { description: 'Of `counts`, those of which nobody knows what they cost; in no sum.' })
  unknownYenCounts!: number[];
}

@ObjectType({
  description:
    'When the contracts that have not ended end, laid out in time (満了の分布). What never ends, or has no end of the kind, is left out.',
})
export class ExpiryHeatmap {
  @Field(() => CalendarDate)
  asOf!: string;

  @Field(() => [String], {
    description:
      'UNKNOWN for a day that nobody knows, which stands first; PASSED for one before the first period; first days of the periods; LATER for all days after the last one.',
  })
  columns!: string[];

  @Field(() => [ExpiryRow], { description: 'Organisations in protocol order (建制順), systems by code; without a system last.' })
  rows!: ExpiryRow[];
}
