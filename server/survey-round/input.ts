import { Field, ID, InputType, Int } from 'type-graphql';
import { ClassSought, ProfileSought } from '../information-system/input.ts';
import { CalendarDate } from '../scalars.ts';
import { AnswerSharing, SurveyRoundState } from './entity.ts';

@InputType()
export class SurveyRoundFilter {
  @Field(() => ID, { nullable: true })
  systemId?: string | null;

  @Field(() => SurveyRoundState, { nullable: true })
  state?: SurveyRoundState | null;

  @Field(() => Int, { nullable: true })
  fiscalYear?: number | null;

  @Field(() => ClassSought, { nullable: true, description: 'Class of the system that is asked about (システム区分).' })
  systemClass?: ClassSought | null;

  @Field(() => ProfileSought, { nullable: true, description: 'Profile of the system that is asked about (システムプロファイル, S-58).' })
  profile?: ProfileSought | null;
}

@InputType()
class SurveyRoundDescription {
  @Field(() => String)
  title!: string;

  @Field(() => String, { nullable: true })
  explanation?: string | null;

  @Field(() => Int)
  fiscalYear!: number;

  @Field(() => CalendarDate)
  opensOn!: string;

  @Field(() => CalendarDate, { description: 'Last day for answers, until 24:00 in Asia/Tokyo.' })
  dueOn!: string;

  @Field(() => [ID], { description: 'Organisations to ask.' })
  targetIds!: string[];
}

@InputType()
export class CreateSurveyRoundInput extends SurveyRoundDescription {
  @Field(() => ID)
  systemId!: string;
}

@InputType()
export class UpdateSurveyRoundInput extends SurveyRoundDescription {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class OpenSurveyRoundInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class CloseSurveyRoundInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class ReopenSurveyRoundInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => CalendarDate, { description: 'New last day for answers.' })
  dueOn!: string;

  @Field(() => String)
  reason!: string;
}

@InputType()
export class PublishSurveyRoundInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => AnswerSharing)
  sharing!: AnswerSharing;
}

@InputType()
export class AddSurveyFeaturesInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => [ID], { description: 'Features of the system that the round does not list yet.' })
  featureIds!: string[];

  @Field(() => String)
  reason!: string;
}

@InputType()
export class AddSurveyTargetsInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => [ID])
  organisationIds!: string[];
}
