import { Field, ObjectType } from 'type-graphql';
import { ApiToken } from './entity.ts';

@ObjectType({ description: 'A token that was just issued, with the secret itself.' })
export class IssuedApiToken {
  @Field(() => String, { description: 'Sent as `Authorization: Bearer …`. Shown this once; nobody can read it again.' })
  secret!: string;

  @Field(() => ApiToken)
  token!: ApiToken;
}
