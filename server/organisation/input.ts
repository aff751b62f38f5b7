import { Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';

@InputType()
export class CreateOrganisationInput {
  @Field(() => String, { description: '13 digits with a right check digit (法人番号).' })
  corporateNumber!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  nameEn!: string;

  @Field(() => String)
  shortName!: string;

  @Field(() => String)
  kana!: string;

  @Field(() => Int)
  protocolOrder!: number;

  @Field(() => ID, { nullable: true, description: 'Ministry that it is below; null for a ministry.' })
  parentId?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  startsOn?: string | null;
}

@InputType({ description: 'What may change without a renaming.' })
export class UpdateOrganisationInput {
  @Field(() => ID)
  organisationId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  nameEn!: string;

  @Field(() => String)
  shortName!: string;

  @Field(() => String)
  kana!: string;

  @Field(() => Int)
  protocolOrder!: number;

  @Field(() => ID, { nullable: true })
  parentId?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  startsOn?: string | null;
}

@InputType()
export class RenameOrganisationInput {
  @Field(() => ID)
  organisationId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  nameEn!: string;

  @Field(() => String)
  shortName!: string;

  @Field(() => String)
  kana!: string;

  @Field(() => CalendarDate, { description: 'First day of the new name.' })
  validFrom!: string;

  @Field(() => String)
  reason!: string;
}

@InputType()
export class EndOrganisationInput {
  @Field(() => ID)
  organisationId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => CalendarDate, { description: 'Last day of existence.' })
  endsOn!: string;

  @Field(() => ID, { nullable: true, description: 'Organisation that takes over.' })
  successorId?: string | null;

  @Field(() => String)
  reason!: string;
}
