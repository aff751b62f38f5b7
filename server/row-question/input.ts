import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class AskAboutRowInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => ID, { description: 'Ministry that is asked.' })
  organisationId!: string;

  @Field(() => ID, { description: 'Id of the feature in the round.' })
  featureId!: string;

  @Field(() => String)
  question!: string;
}

@InputType({ description: 'A row that goes back, and what is asked about it.' })
export class RowToReturnInput {
  @Field(() => ID, { description: 'Id of the feature in the round.' })
  featureId!: string;

  @Field(() => String)
  question!: string;
}

@InputType()
export class ReturnRowsInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => ID, { description: 'Ministry that gets the rows back.' })
  organisationId!: string;

  @Field(() => [RowToReturnInput])
  rows!: RowToReturnInput[];
}

@InputType()
export class AskColleaguesInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => ID, { description: 'Id of the feature in the round.' })
  featureId!: string;

  @Field(() => String)
  question!: string;
}

@InputType()
export class SendBackRowsInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int, { description: 'Version of the sheet.' })
  version!: number;

  @Field(() => [RowToReturnInput])
  rows!: RowToReturnInput[];
}

@InputType()
export class ReplyToQuestionInput {
  @Field(() => ID)
  questionId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  reply!: string;
}

@InputType()
export class CloseQuestionInput {
  @Field(() => ID)
  questionId!: string;

  @Field(() => Int)
  version!: number;
}
