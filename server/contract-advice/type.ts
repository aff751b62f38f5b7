import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { InformationSystem } from '../information-system/entity.ts';

export enum AdviceGap {
  AMOUNT_UNKNOWN = 'AMOUNT_UNKNOWN',
  CALLS_UNKNOWN = 'CALLS_UNKNOWN',
  QUANTITY_UNKNOWN = 'QUANTITY_UNKNOWN',
  USE_UNKNOWN = 'USE_UNKNOWN',
}
registerEnumType(AdviceGap, {
  name: 'AdviceGap',
  description: 'What has to be recorded before a figure can be worked out.',
  valuesConfig: {
    AMOUNT_UNKNOWN: { description: 'What it costs in a full year (年額).' },
    CALLS_UNKNOWN: { description: 'Calls of maintenance (呼出回数).' },
    QUANTITY_UNKNOWN: { description: 'How many are paid for, or how many are used (契約数量・使用数量).' },
    USE_UNKNOWN: { description: 'How far the features of its systems are used: no survey has told yet (機能の利用状況).' },
  },
});

@ObjectType({
  description:
    'What a call of maintenance costs (保守呼出し1回当たりの額, S-06). Paying by the call (スポット保守) is cheaper while a call costs less than this.',
})
export class CallCost {
  @Field(() => Float, { nullable: true, description: 'Whole yen of a full year; null when unknown.' })
  yearlyYen!: number | null;

  @Field(() => Int, { nullable: true, description: 'Calls in the latest year of which they are known; null when they never were.' })
  callCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'Fiscal year of `callCount`; null when the ledger does not name it.' })
  fiscalYear!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Whole yen, `yearlyYen` ÷ `callCount`, rounded down; null with a gap, or when there was no call at all.',
  })
  yenPerCall!: number | null;

  @Field(() => AdviceGap, { nullable: true })
  gap!: AdviceGap | null;
}

@ObjectType({ description: 'What maintenance would cost by the call (スポット保守, S-06): a trial that is not kept.' })
export class SpotAlternative {
  @Field(() => Int, { description: 'Calls in the latest year of which they are known.' })
  callCount!: number;

  @Field(() => Float, { description: 'Whole yen of a full year as it is.' })
  presentYearlyYen!: number;

  @Field(() => Float, { description: 'Whole yen of a full year by the call: `callCount` × the price of one.' })
  yearlyYen!: number;

  @Field(() => Float, { description: '`presentYearlyYen` − `yearlyYen`; negative when it would cost more.' })
  savingYen!: number;
}

@ObjectType({ description: 'How much of what is paid for is used (契約数量と使用数量, F-068).' })
export class Entitlement {
  @Field(() => Int, { nullable: true })
  quantity!: number | null;

  @Field(() => Int, { nullable: true })
  usedQuantity!: number | null;

  @Field(() => Int, { nullable: true, description: 'Paid for and not used.' })
  unusedQuantity!: number | null;

  @Field(() => Int, { nullable: true, description: 'Used without being paid for; anything but 0 breaks the terms.' })
  excessQuantity!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Whole yen of a full year for what is not used: amount × unused ÷ quantity, rounded down.',
  })
  unusedYearlyYen!: number | null;

  @Field(() => AdviceGap, { nullable: true })
  gap!: AdviceGap | null;
}

@ObjectType({ description: 'How far the features of a system that a contract is for are used, by its latest survey round (S-53).' })
export class ContractFeatureUse {
  @Field(() => InformationSystem)
  system!: InformationSystem;

  @Field(() => Int, { description: 'Features that the round lists; 0 when there was no round.' })
  featureCount!: number;

  @Field(() => Int, { description: 'Of these, candidates for retirement (廃止候補).' })
  retireCount!: number;

  @Field(() => Int, { description: 'Of these, candidates for reduction (縮小候補).' })
  shrinkCount!: number;

  @Field(() => Int, { description: 'Of these, those of which nothing can be said (判定保留).' })
  undecidedCount!: number;
}

@ObjectType({ description: 'What the figures of a contract suggest before it is renewed, each with its arithmetic (更新前の見直し).' })
export class ContractAdvice {
  @Field(() => CallCost, { nullable: true, description: 'For maintenance that is paid by the period alone.' })
  callCost!: CallCost | null;

  @Field(() => Entitlement, { nullable: true, description: 'Where the price depends on a number.' })
  entitlement!: Entitlement | null;
}

@ObjectType({ description: 'What another number of billed units would cost and save (課金数量の見直し, S-05): a trial that is not kept.' })
export class QuantityChange {
  @Field(() => Int)
  presentQuantity!: number;

  @Field(() => Int)
  quantity!: number;

  @Field(() => Float, { description: 'Whole yen of a full year as it is.' })
  presentYearlyYen!: number;

  @Field(() => Float, { description: 'Whole yen of a full year with `quantity`: in proportion to it, rounded up.' })
  yearlyYen!: number;

  @Field(() => Float, { description: '`presentYearlyYen` − `yearlyYen`; negative when it would cost more.' })
  savingYen!: number;

  @Field(() => Float, { description: 'Whole yen that the change itself costs once.' })
  oneOffYen!: number;

  @Field(() => Float, { description: 'Saving of the first year after the one-off cost.' })
  firstYearYen!: number;

  @Field(() => Int, { nullable: true, description: 'Months after which the one-off cost is saved; null when nothing is saved.' })
  monthsToPayBack!: number | null;
}
