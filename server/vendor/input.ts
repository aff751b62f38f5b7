import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class UpdateVendorInput {
  @Field(() => ID)
  vendorId!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => String)
  name!: string;

  @Field(() => String, { nullable: true, description: '13 digits with their check digit; null when it is not known.' })
  corporateNumber?: string | null;
}
