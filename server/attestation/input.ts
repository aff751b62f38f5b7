import { Field, InputType, Int } from 'type-graphql';

@InputType()
export class SetAttestationRuleInput {
  @Field(() => Int, { description: 'Months for which a confirmation holds, from 1 to 36.' })
  months!: number;

  @Field(() => Int, { description: 'Version of the rule in force; 0 while there is none.' })
  version!: number;
}
