import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class SetVerdictRuleInput {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int, { description: 'Version of the rule in force; 0 while there is none.' })
  version!: number;

  @Field(() => Int, { description: 'Per cent, 0 to 100.' })
  responseFloorPercent!: number;

  @Field(() => Int, { description: 'Per cent, 1 to 100.' })
  shrinkPercent!: number;

  @Field(() => Int, { description: 'Months, 1 to 36.' })
  windowMonths!: number;

  @Field(() => String, { nullable: true, description: 'Last month of the window, YYYY-MM; null for the latest that the logs tell of.' })
  windowEndsIn?: string | null;

  @Field(() => String, { description: 'Why (変更理由), kept with the change.' })
  reason!: string;
}
