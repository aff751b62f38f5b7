import { Field, Int, ObjectType } from 'type-graphql';
import { Contract } from '../contract/entity.ts';
import { Vendor } from '../vendor/entity.ts';

@ObjectType({
  description: 'Suppliers whose names differ in nothing but how they are written, so that they are probably one (名寄せの候補).',
})
export class VendorGroup {
  @Field(() => [Vendor], { description: 'The one with most contracts first.' })
  vendors!: Vendor[];
}

@ObjectType({ description: 'Everything that probably is to be merged (名寄せの候補), those with most contracts first.' })
export class VendorDuplicates {
  @Field(() => [VendorGroup], { description: 'The first 20 of them.' })
  groups!: VendorGroup[];

  @Field(() => Int)
  totalCount!: number;
}

@ObjectType({ description: 'What a merge of suppliers would do (名寄せの確認). Nothing has been written.' })
export class VendorMergePreview {
  @Field(() => Vendor, { description: 'Supplier that stays.' })
  kept!: Vendor;

  @Field(() => String, { nullable: true, description: 'Its corporate number afterwards; null when none is known.' })
  corporateNumber!: string | null;

  @Field(() => [String], { description: 'Its other names afterwards, under which the next import finds it.' })
  otherNames!: string[];

  @Field(() => Int, { description: 'Contracts that it gets.' })
  movedCount!: number;

  @Field(() => [Contract], { description: 'The first 100 of them, by number.' })
  moved!: Contract[];
}
