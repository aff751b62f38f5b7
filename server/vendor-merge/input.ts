import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class MergedVendorInput {
  @Field(() => ID)
  vendorId!: string;

  @Field(() => Int)
  version!: number;
}

@InputType()
export class MergeVendorsInput {
  @Field(() => ID, { description: 'Supplier that stays, with its name.' })
  keptId!: string;

  @Field(() => Int, { description: 'Version of the supplier that stays.' })
  version!: number;

  @Field(() => [MergedVendorInput], {
    description: 'Suppliers that are the same one; their names stay as other names, at most 20 at once.',
  })
  merged!: MergedVendorInput[];
}

@InputType()
export class UndoVendorMergeInput {
  @Field(() => ID)
  vendorMergeId!: string;

  @Field(() => Int)
  version!: number;
}
