import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class ForgetLedgerHeadingInput {
  @Field(() => ID)
  ledgerHeadingId!: string;

  @Field(() => Int)
  version!: number;
}
