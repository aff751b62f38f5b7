import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'A product as lines of the ledger of the viewer’s organisation name it.' })
export class LedgerNameInput {
  @Field(() => String, { description: 'Name as the ledger has it (製品名); width, case and space make no difference.' })
  productName!: string;

  @Field(() => String, { nullable: true, description: 'Version as the ledger has it (バージョン); null when it has none.' })
  productVersion?: string | null;

  @Field(() => Int, { description: 'Version of what was said of the name before; 0 when nothing was.' })
  version!: number;
}

@InputType({
  description: 'Says which product names in the ledger of the viewer’s organisation are. Without any of it what was said is taken back.',
})
export class MapProductsInput {
  @Field(() => [LedgerNameInput], { description: 'From 1 to 100.' })
  lines!: LedgerNameInput[];

  @Field(() => String, { nullable: true, description: 'Identifier of the product (製品ID), for every version of the names.' })
  slug?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cycle (バージョン系列) that the versions of these lines are of; null to go by the versions themselves.',
  })
  cycle?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'That no list has the product (一覧にない製品).' })
  notListed!: boolean;
}
