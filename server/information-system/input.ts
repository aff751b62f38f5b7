import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';
import { LifecycleState, SystemClass, SystemContactKind, SystemProfile } from './entity.ts';

@InputType()
export class InformationSystemFilter {
  @Field(() => String, { nullable: true, description: 'Part of the name or the identifier.' })
  search?: string | null;

  @Field(() => ID, { nullable: true })
  providerId?: string | null;

  @Field(() => SystemProfile, { nullable: true })
  profile?: SystemProfile | null;

  @Field(() => SystemClass, { nullable: true })
  systemClass?: SystemClass | null;

  @Field(() => LifecycleState, { nullable: true })
  lifecycleState?: LifecycleState | null;
}

@InputType()
export class CreateInformationSystemInput {
  @Field(() => String, { description: 'Identifier (情報システムID), unique within the organisation.' })
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true })
  nameEn?: string | null;

  @Field(() => String, { nullable: true })
  description?: string | null;

  @Field(() => SystemClass, { nullable: true })
  systemClass?: SystemClass | null;

  @Field(() => SystemProfile, { nullable: true })
  profile?: SystemProfile | null;

  @Field(() => LifecycleState)
  lifecycleState!: LifecycleState;

  @Field(() => CalendarDate, { nullable: true })
  plannedOn?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  operationStartsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  replacementOn?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  retiresOn?: string | null;

  @Field(() => [ID], { description: 'Organisations that use it; the whole set.' })
  userIds!: string[];
}

@InputType()
export class UpdateInformationSystemInput extends CreateInformationSystemInput {
  @Field(() => ID)
  systemId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class SystemContactInput {
  @Field(() => SystemContactKind)
  kind!: SystemContactKind;

  @Field(() => String)
  unit!: string;

  @Field(() => String, { nullable: true })
  personName?: string | null;

  @Field(() => String, { nullable: true })
  email?: string | null;

  @Field(() => ID, { nullable: true, description: 'Account of the person; a supplier sees the systems that name its account.' })
  accountId?: string | null;
}

@InputType()
export class SetSystemContactsInput {
  @Field(() => ID)
  systemId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => [SystemContactInput], { description: 'The whole list, in the order to show.' })
  contacts!: SystemContactInput[];
}
