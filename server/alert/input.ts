import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class AcknowledgeAlertInput {
  @Field(() => ID, { description: 'Id of an open alert, or of one that is still ahead.' })
  alertId!: string;

  @Field(() => Int, { description: 'Version of the care that was seen; 0 where there was none.' })
  version!: number;

  @Field(() => String, { nullable: true, description: '500 characters at most.' })
  note?: string | null;
}

@InputType()
export class HandOverAlertInput extends AcknowledgeAlertInput {
  @Field(() => ID, { description: 'Who is to take care of it, of `alertTakers`.' })
  toAccountId!: string;
}

@InputType()
export class ReleaseAlertInput extends AcknowledgeAlertInput {}
