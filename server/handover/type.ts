import { Field, Int, ObjectType } from 'type-graphql';
import { BelongingKind } from '../account/belongings.ts';
import { Account } from '../account/entity.ts';
import { CalendarDate } from '../scalars.ts';

export const LABEL =
  'Name of what it is about; of a role the role itself. Null, like the day, of a contract to whoever may not read contracts.';

@ObjectType('Belonging', { description: 'Something that hangs on a person.' })
export class BelongingOfPerson {
  @Field(() => Account)
  account!: Account;

  @Field(() => BelongingKind)
  kind!: BelongingKind;

  @Field(() => String)
  subjectId!: string;

  @Field(() => String, { nullable: true, description: LABEL })
  label!: string | null;

  @Field(() => CalendarDate, { nullable: true })
  dueOn!: string | null;

  @Field(() => Boolean, { description: 'Whether it would be without anybody once the person has left.' })
  binding!: boolean;
}

@ObjectType({ description: 'What hangs on one person, or on all whose accounts are out of use.' })
export class Belongings {
  @Field(() => [BelongingOfPerson])
  items!: BelongingOfPerson[];

  @Field(() => Int, { description: 'Those that would be without anybody once the person has left.' })
  bindingCount!: number;
}
