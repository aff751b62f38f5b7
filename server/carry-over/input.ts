import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';

@InputType()
export class CarryOverItemFilter {
  @Field(() => Boolean, { nullable: true, description: 'Those that hang on the viewer alone.' })
  ownedByViewer?: boolean | null;

  @Field(() => ID, { nullable: true, description: 'Those about this system.' })
  systemId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Those that are over too; else the open ones alone.' })
  withClosed?: boolean | null;
}

@InputType()
export class RecordCarryOverItemInput {
  @Field(() => String, { description: 'What is to be done, and when its time has come; at most 1,000 characters.' })
  text!: string;

  @Field(() => ID, { nullable: true, description: 'The system that it is about.' })
  systemId?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Leave it out while nobody knows.' })
  dueOn?: string | null;
}

@InputType()
export class ChangeCarryOverItemInput extends RecordCarryOverItemInput {
  @Field(() => ID)
  carryOverItemId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class CloseCarryOverItemInput {
  @Field(() => ID)
  carryOverItemId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String, { description: 'What became of it; at most 1,000 characters.' })
  result!: string;
}
