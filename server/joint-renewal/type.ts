import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Contract } from '../contract/entity.ts';

export enum JointPart {
  TOGETHER = 'TOGETHER',
  EARLIER = 'EARLIER',
  LATER = 'LATER',
  NO_MONTH = 'NO_MONTH',
  UNKNOWN_END = 'UNKNOWN_END',
  NO_END = 'NO_END',
}
registerEnumType(JointPart, {
  name: 'JointPart',
  description: 'What part a contract can have in a joint renewal.',
  valuesConfig: {
    TOGETHER: { description: 'It ends in the joint month, or at most twelve months before it and can be carried on until then.' },
    EARLIER: { description: 'It ends more than twelve months before, so another renewal comes between.' },
    LATER: { description: 'It ends after the joint month, and can join the renewal after it.' },
    NO_MONTH: { description: 'There is no joint month.' },
    UNKNOWN_END: { description: 'Its end is unknown, so nothing can be said.' },
    NO_END: { description: 'It has no end.' },
  },
});

@ObjectType({ description: 'A contract of a product that other organisations have as well.' })
export class SharedProductContract {
  @Field(() => Contract)
  contract!: Contract;

  @Field(() => JointPart)
  part!: JointPart;

  @Field(() => Int, {
    nullable: true,
    description: 'Months from its end to the joint month, negative where it ends later; null without an end or a joint month.',
  })
  monthsToJoint!: number | null;
}

@ObjectType({
  description:
    'A product (製品) that several organisations have under contracts that have not ended, and the month in which they could renew together (共同更新月, F-070). Told from the contracts that the viewer may read; versions are not shown (F-087).',
})
export class SharedProduct {
  @Field(() => ID, { description: 'Of the product, the same every time.' })
  id!: string;

  @Field(() => String, {
    description: 'Title of the product that the ledgers’ names were matched with, else the name that most lines have.',
  })
  name!: string;

  @Field(() => Int)
  organisationCount!: number;

  @Field(() => Int)
  contractCount!: number;

  @Field(() => Float, { description: 'Whole yen in a full year (年額), of the contracts whose amount is known.' })
  yearlyYen!: number;

  @Field(() => Int, { description: 'Contracts whose amount in a full year is unknown, and which the sum leaves out.' })
  unknownAmountCount!: number;

  @Field(() => Int, { description: 'Contracts whose end is unknown.' })
  unknownEndCount!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Month (YYYY-MM) in which most organisations can renew together without carrying a contract on for more than twelve months; null where no month brings two together.',
  })
  jointMonth!: string | null;

  @Field(() => Int, { description: 'Organisations that can renew in that month; 0 without one.' })
  togetherCount!: number;

  @Field(() => [SharedProductContract], { description: 'By end, unknown ends first.' })
  contracts!: SharedProductContract[];
}
