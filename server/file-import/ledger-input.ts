import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class LedgerHeadingInput {
  @Field(() => String, { description: 'Heading as it stands in the file.' })
  heading!: string;

  @Field(() => String, { nullable: true, description: 'Key of the field that it is read as; null when it is not to be read.' })
  field?: string | null;

  @Field(() => Int, { description: 'Version of what was remembered of it; 0 when nothing was.' })
  version!: number;
}

@InputType()
export class SaveLedgerHeadingsInput {
  @Field(() => ID, { description: 'Ledger that was uploaded.' })
  fileId!: string;

  @Field(() => [LedgerHeadingInput], { description: 'Headings of which something is said; the others stay as they are.' })
  headings!: LedgerHeadingInput[];
}
