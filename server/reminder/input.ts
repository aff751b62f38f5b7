import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class SetReminderRuleInput {
  @Field(() => Int, { description: 'Version of the rule in force; 0 while there is none.' })
  version!: number;

  @Field(() => Int, { nullable: true, description: 'From 1 to 60; null to never tell the coordinator.' })
  coordinatorAfterDays?: number | null;

  @Field(() => Int, { nullable: true, description: 'From 1 to 60; null to never tell the portfolio management office.' })
  managerAfterDays?: number | null;

  @Field(() => Int, { description: 'From 1 to 100,000.' })
  personLimit!: number;
}

@InputType()
export class DecideReminderRunInput {
  @Field(() => ID)
  runId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class RemindMinistriesInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => String, { nullable: true, description: 'What the mail says besides, 1,000 characters at most.' })
  note?: string | null;
}
