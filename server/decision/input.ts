import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';
import { DecisionKind, DecisionState, ImprovementKind, Opportunity } from './entity.ts';

@InputType()
class DecisionTerms {
  @Field(() => DecisionKind)
  kind!: DecisionKind;

  @Field(() => ImprovementKind, { nullable: true, description: 'Must be given for an improvement, and for nothing else.' })
  improvement?: ImprovementKind | null;

  @Field(() => String, { description: 'Why (理由).' })
  reason!: string;

  @Field(() => Opportunity)
  opportunity!: Opportunity;

  @Field(() => ID, {
    nullable: true,
    description:
      'Contract of the viewer’s organisation for the system. Must be given for what waits for a contract (CONTRACT_END, LICENCE_END, HARDWARE_REPLACEMENT, CONTRACT_RENEWAL), and for nothing else. For HARDWARE_REPLACEMENT it is of the kind LEASE, HARDWARE_MAINTENANCE or OTHER; for CONTRACT_RENEWAL it may not be known to end without one.',
  })
  contractId?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'For an opportunity of the kind DAY.' })
  day?: string | null;

  @Field(() => String, { nullable: true, description: 'Why that day.' })
  dayReason?: string | null;

  @Field(() => Float, { nullable: true, description: 'Estimated saving in whole yen a year, from 0 to 9,007,199,254,740,991.' })
  savingYen?: number | null;

  @Field(() => String, { nullable: true, description: 'What the estimate rests on; must be given with it.' })
  savingBasis?: string | null;
}

@InputType()
export class ProposeDecisionInput extends DecisionTerms {
  @Field(() => ID)
  roundId!: string;

  @Field(() => ID, { description: 'Id of the feature in the round.' })
  surveyFeatureId!: string;
}

@InputType()
export class ChangeDecisionInput extends DecisionTerms {
  @Field(() => ID)
  decisionId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class MoveDecisionInput {
  @Field(() => ID)
  decisionId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => DecisionState, { description: 'State to enter: the next one, or WITHDRAWN.' })
  to!: DecisionState;

  @Field(() => String, { description: 'Why (理由).' })
  reason!: string;
}

@InputType()
export class CommentOnDecisionInput {
  @Field(() => ID)
  decisionId!: string;

  @Field(() => String)
  text!: string;
}
