import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Contract } from '../contract/entity.ts';
import type { Page } from '../database/page.ts';
import { AdviceGap } from './type.ts';

export enum ContractFindingKind {
  EXCESS_USE = 'EXCESS_USE',
  UNUSED_QUANTITY = 'UNUSED_QUANTITY',
  FEW_CALLS = 'FEW_CALLS',
  HARDLY_USED = 'HARDLY_USED',
  NOT_JUDGED = 'NOT_JUDGED',
}
registerEnumType(ContractFindingKind, {
  name: 'ContractFindingKind',
  description: 'What about a contract is worth a look before it is renewed (更新前の見直し).',
  valuesConfig: {
    EXCESS_USE: { description: 'More is used than is paid for, which breaks the terms (契約数量の超過, F-068).' },
    UNUSED_QUANTITY: { description: 'More is paid for than is used (使われていない数量, S-05, F-068).' },
    FEW_CALLS: {
      description: 'Maintenance by the period with six calls a year or fewer: ask for a price by the call (呼出しの少ない定期保守, S-06).',
    },
    HARDLY_USED: {
      description:
        'A licence for systems of whose judged features at least half are candidates for retirement or reduction (機能がほとんど使われていないライセンス, S-53).',
    },
    NOT_JUDGED: { description: 'A figure is missing, see `gap` (判断に必要な値が未登録).' },
  },
});

@ObjectType({
  description: 'Something about a contract in force that is worth a look before it is renewed, with its arithmetic (見直し候補).',
})
export class ContractFinding {
  @Field(() => ID, { description: 'Of contract and kind, the same every time.' })
  id!: string;

  @Field(() => ContractFindingKind)
  kind!: ContractFindingKind;

  @Field(() => Contract)
  contract!: Contract;

  @Field(() => Float, {
    nullable: true,
    description:
      'Whole yen a year that it is about: of UNUSED_QUANTITY what is paid for the unused part, else the whole contract; null when unknown.',
  })
  yearlyYen!: number | null;

  @Field(() => AdviceGap, { nullable: true, description: 'Of NOT_JUDGED: what is missing.' })
  gap!: AdviceGap | null;

  @Field(() => Int, { nullable: true, description: 'Calls of maintenance in the latest year of which they are known.' })
  callCount!: number | null;

  @Field(() => Int, {
    description: 'Features of its systems that their latest rounds list; 0 when nobody asked, and for what is no licence.',
  })
  featureCount!: number;

  @Field(() => Int, { description: 'Of these, candidates for retirement or reduction.' })
  candidateCount!: number;

  @Field(() => Int, { description: 'Of these, those of which nothing can be said.' })
  undecidedCount!: number;
}

@ObjectType({ description: 'How many findings of a kind there are.' })
export class ContractFindingCount {
  @Field(() => ContractFindingKind)
  kind!: ContractFindingKind;

  @Field(() => Int)
  count!: number;
}

@ObjectType({ description: 'One page of findings, with the number of all by kind.' })
export class ContractFindingPage implements Page<ContractFinding> {
  @Field(() => [ContractFinding])
  items!: ContractFinding[];

  @Field(() => String, { nullable: true, description: 'Pass it as `after` to read on; null at the end.' })
  nextCursor!: string | null;

  @Field(() => Int, { description: 'Of the whole list.' })
  totalCount!: number;

  @Field(() => [ContractFindingCount], { description: 'Of the organisation sought, whatever kind is sought; every kind once.' })
  counts!: ContractFindingCount[];
}
