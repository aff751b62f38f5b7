import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars.ts';
import { FeatureVerdict, VerdictEvidence } from '../verdict/type.ts';

@ObjectType({
  description: 'What a decision rested on when it was proposed (凍結した根拠). Later answers, logs and thresholds do not change it.',
})
export class FrozenEvidence {
  @Field(() => DateTime)
  frozenAt!: Date | string;

  @Field(() => FeatureVerdict)
  verdict!: FeatureVerdict;

  @Field(() => Int, { description: 'Floor of the answers in per cent, as it was (R5).' })
  responseFloorPercent!: number;

  @Field(() => Int, { description: 'Share of "not used" in per cent from which a feature was to be shrunk.' })
  shrinkPercent!: number;

  @Field(() => Int, { description: 'Months of the window of logs (R6).' })
  windowMonths!: number;

  @Field(() => [VerdictEvidence], { description: 'Answer and log of every ministry.' })
  ministries!: VerdictEvidence[];
}
