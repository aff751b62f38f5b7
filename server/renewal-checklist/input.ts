import { Field, ID, InputType, Int } from 'type-graphql';
import { ChecklistResult } from './entity.ts';
import { ChecklistPointCode } from './template.ts';

@InputType()
export class MarkChecklistPointInput {
  @Field(() => ID)
  contractId!: string;

  @Field(() => Int, { description: 'Fiscal year that the renewal falls in, from 2000 to 2999.' })
  fiscalYear!: number;

  @Field(() => ChecklistPointCode)
  code!: ChecklistPointCode;

  @Field(() => ChecklistResult, { nullable: true, description: 'Null takes the mark back: the point is open again.' })
  result?: ChecklistResult | null;

  @Field(() => String, { nullable: true, description: 'At most 1,000 characters; the reason where the point is not needed.' })
  note?: string | null;

  @Field(() => Int, { description: 'Version of the point that the person saw; 0 while nobody has marked it.' })
  version!: number;
}
