import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { ShippedItemState, ThresholdComparison, ThresholdSeverity } from './terms.ts';

const FOR_SECONDS = { nullable: true, description: 'How long it must hold before anybody is told; null for at once.' } as const;

/** Stored as JSON with what it belongs to: nothing refers to one, and they come and go as a list. */
@ObjectType({ description: 'A value that is not to be passed (しきい値), in the unit of the item.' })
@InputType('ThresholdInput')
export class Threshold {
  @Field(() => ThresholdComparison)
  comparison!: ThresholdComparison;

  @Field(() => Float)
  value!: number;

  @Field(() => ThresholdSeverity)
  severity!: ThresholdSeverity;

  @Field(() => Int, FOR_SECONDS)
  forSeconds?: number | null;
}

@ObjectType({ description: 'What the common set that ships with the portal has to offer for one code.' })
export class ShippedItemOffer {
  @Field(() => String)
  code!: string;

  @Field(() => String, { description: 'Name in Japanese, as shipped.' })
  name!: string;

  @Field(() => String, { description: 'Name in English, as shipped.' })
  nameEn!: string;

  @Field(() => ShippedItemState)
  state!: ShippedItemState;

  @Field(() => [String], { description: 'Fields in which the set differs from the item here; empty for a missing one.' })
  fields!: string[];
}

@ObjectType({ description: 'The common set that ships with the portal (標準の監視項目), beside what the catalogue has.' })
export class CommonSet {
  @Field(() => Int, { description: 'Items that the set has.' })
  itemCount!: number;

  @Field(() => [ShippedItemOffer], { description: 'What it would add or change, in the order of the set.' })
  offers!: ShippedItemOffer[];
}

@ObjectType({ description: 'What installing the common set did.' })
export class CommonSetInstallation {
  @Field(() => Int)
  addedCount!: number;

  @Field(() => Int, { description: 'Items that took a newer version, or were put back as shipped.' })
  changedCount!: number;

  @Field(() => Int, { description: 'Items that were changed here and were left as they are.' })
  keptCount!: number;
}
