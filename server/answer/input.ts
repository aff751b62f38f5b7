import { Field, ID, InputType, Int } from 'type-graphql';
import { CarryOver, UsageLevel } from './entity.ts';

@InputType()
export class OpenAnswerSheetInput {
  @Field(() => ID)
  roundId!: string;
}

@InputType({ description: 'The whole answer for one feature: what is left out is emptied.' })
export class AnswerInput {
  @Field(() => ID, { description: 'Id of the feature in the round.' })
  featureId!: string;

  @Field(() => UsageLevel, { nullable: true, description: 'Null takes the level back.' })
  level?: UsageLevel | null;

  @Field(() => String, { nullable: true })
  otherMeans?: string | null;

  @Field(() => String, { nullable: true })
  comment?: string | null;

  @Field(() => String, { nullable: true, description: 'Why it holds although the log of the ministry says otherwise.' })
  logNote?: string | null;

  @Field(() => CarryOver, {
    nullable: true,
    description: 'Says that the level is taken over from the last round, which must have it so. Left out for an answer given anew.',
  })
  carryOver?: CarryOver | null;

  @Field(() => Int, { description: 'Version of the answer that the change started from; 0 when there was none.' })
  version!: number;
}

@InputType({ description: 'The whole answer for one feature: what is left out is emptied.' })
export class SaveAnswerInput extends AnswerInput {
  @Field(() => ID)
  roundId!: string;
}

@InputType()
export class SaveAnswersInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => [AnswerInput], { description: 'From 1 to 1,000, each feature once.' })
  answers!: AnswerInput[];
}

@InputType()
export class HandInAnswerSheetInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class SendBackAnswerSheetInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  reason!: string;
}

@InputType()
export class SubmitAnswerSheetInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { nullable: true, description: 'Why rows are left open; needed when any is.' })
  openRowReason?: string | null;
}

@InputType()
export class ReturnSubmissionInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => ID)
  organisationId!: string;

  @Field(() => String)
  reason!: string;
}

@InputType({ description: 'What a person says that a value in a file means.' })
export class LevelMappingInput {
  @Field(() => String, { description: 'Value as it stands in the file.' })
  value!: string;

  @Field(() => UsageLevel)
  level!: UsageLevel;
}

@InputType({ description: 'Which of several files counts where they differ.' })
export class AnswerChoiceInput {
  @Field(() => String, { nullable: true, description: 'Code of the feature; null for every row without a choice of its own.' })
  code?: string | null;

  @Field(() => ID)
  fileId!: string;
}

@InputType()
class AnswerFileInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => [LevelMappingInput], { nullable: true })
  mappings?: LevelMappingInput[] | null;

  @Field(() => Boolean, { description: 'Whether refused rows may stay out; otherwise one of them stops the import.' })
  leaveOutRefused!: boolean;
}

@InputType()
export class ImportAnswersInput extends AnswerFileInput {
  @Field(() => [ID], { description: 'From 1 to 20 filled forms of the ministry.' })
  fileIds!: string[];

  @Field(() => [AnswerChoiceInput], { nullable: true })
  choices?: AnswerChoiceInput[] | null;
}

@InputType()
export class RegisterSubmissionInput extends AnswerFileInput {
  @Field(() => ID)
  fileId!: string;

  @Field(() => ID, { description: 'Ministry that sent the file back.' })
  organisationId!: string;

  @Field(() => String, { nullable: true, description: 'Why rows are left open; needed when any is.' })
  openRowReason?: string | null;
}
