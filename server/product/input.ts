import { Field, InputType, Int } from 'type-graphql';

@InputType({ description: 'Says which product a name in the ledger of the viewer’s organisation is.' })
export class MapProductInput {
  @Field(() => String, { description: 'Name as the ledger has it (製品名); width, case and space make no difference.' })
  productName!: string;

  @Field(() => Int, { description: 'Version of what was said before; 0 when nothing was.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Identifier of the product (製品ID); null takes back what was said.' })
  slug?: string | null;
}
