import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';

@InputType()
export class StartHandoverInput {
  @Field(() => ID, { description: 'Who leaves: the viewer, or for an administrator anybody of the organisation.' })
  fromAccountId!: string;

  @Field(() => ID, { description: 'Who takes over.' })
  toAccountId!: string;

  @Field(() => CalendarDate, { description: 'Last day of the person in the post.' })
  leavesOn!: string;

  @Field(() => String, { nullable: true })
  note?: string | null;
}

@InputType()
export class AcknowledgeHandoverInput {
  @Field(() => ID)
  handoverId!: string;

  @Field(() => Int, { description: 'Version of the list that was read.' })
  version!: number;

  @Field(() => [ID], { description: 'Items that are taken over; one that is carried over (CARRY_OVER) by itself alone.' })
  itemIds!: string[];
}

@InputType()
export class WithdrawHandoverInput {
  @Field(() => ID)
  handoverId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  reason!: string;
}
