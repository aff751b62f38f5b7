import { Field, ID, InputType } from 'type-graphql';
import { ApiTokenScope } from '../access/api-token.ts';
import { CalendarDate } from '../scalars.ts';

@InputType()
export class IssueApiTokenInput {
  @Field(() => String, { description: 'What the token is for, for example the name of the script.' })
  name!: string;

  @Field(() => ApiTokenScope)
  scope!: ApiTokenScope;

  @Field(() => CalendarDate, { description: 'Last day on which it is valid; at most a year from today.' })
  validUntil!: string;
}

@InputType()
export class RevokeApiTokenInput {
  @Field(() => ID)
  tokenId!: string;

  @Field(() => String)
  reason!: string;
}
