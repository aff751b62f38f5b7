import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';

@InputType()
class DelegationWish {
  @Field(() => [ID], { description: 'Ids of features in the round.' })
  featureIds!: string[];

  @Field(() => ID, { nullable: true, description: 'Colleague to ask. Either this or `bureau`.' })
  accountId?: string | null;

  @Field(() => String, { nullable: true, description: 'Bureau or division to ask. Either this or `accountId`.' })
  bureau?: string | null;

  @Field(() => String, { nullable: true })
  note?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day inside the ministry; not after that of the round.' })
  dueOn?: string | null;
}

@InputType()
export class DelegateRowsInput extends DelegationWish {
  @Field(() => ID)
  roundId!: string;
}

@InputType({ description: 'The whole delegation: what is left out is emptied. One that was done is asked for again.' })
export class ChangeDelegationInput extends DelegationWish {
  @Field(() => ID)
  delegationId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class TakeBackDelegationInput {
  @Field(() => ID)
  delegationId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class FinishDelegationInput {
  @Field(() => ID)
  delegationId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { nullable: true, description: 'Why rows are left open; needed when any is.' })
  openRowReason?: string | null;
}
