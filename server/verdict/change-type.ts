import { Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType()
abstract class UsageChange {
  @Field(() => Int, { description: 'Pairs of feature and ministry that answered in both rounds.' })
  comparedCount!: number;

  @Field(() => Int, { description: 'Of these, used more than before: fully instead of alongside other means, or at all.' })
  moreUsedCount!: number;

  @Field(() => Int, { description: 'Of these, used less than before.' })
  lessUsedCount!: number;

  @Field(() => Int, { description: 'Of these, with the same answer as before.' })
  unchangedCount!: number;

  @Field(() => Int, { description: 'Asked in both rounds, but not answered in one of them: whether anything changed is unknown.' })
  unknownCount!: number;

  @Field(() => Int, { description: '「全く利用していない」 before, of those that are compared.' })
  notUsedBeforeCount!: number;

  @Field(() => Int, { description: '「全く利用していない」 now, of those that are compared.' })
  notUsedCount!: number;
}

@ObjectType({ description: 'How the answers of one ministry moved from the round before to this one (前回からの変化).' })
export class MinistryChange extends UsageChange {
  @Field(() => ID)
  organisationId!: string;

  @Field(() => String)
  organisationName!: string;

  @Field(() => String, { nullable: true })
  organisationNameEn!: string | null;

  @Field(() => Boolean, { description: 'Whether this round asks it.' })
  asked!: boolean;

  @Field(() => Boolean, { description: 'Whether the round before asked it. One that only one round asked has nothing to compare.' })
  askedBefore!: boolean;
}

@ObjectType({
  description:
    'How the answers about a system moved from the round before to this one, over the features that both asked about. Open rounds count too, with what is submitted so far.',
})
export class RoundChange extends UsageChange {
  @Field(() => ID)
  roundId!: string;

  @Field(() => String)
  title!: string;

  @Field(() => Int)
  fiscalYear!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The round before about the same system; null for the first one, which compares nothing.',
  })
  previousRoundId!: string | null;

  @Field(() => String, { nullable: true })
  previousTitle!: string | null;

  @Field(() => [MinistryChange], { description: 'Of every ministry that either round asked, in protocol order.' })
  ministries!: MinistryChange[];
}
