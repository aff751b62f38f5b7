import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../scalars.ts';
import { ChecklistResult } from './entity.ts';
import { ChecklistPointCode } from './template.ts';

@ObjectType({ description: 'One point that an operation contract should settle (作業項目).' })
export class RenewalChecklistPoint {
  @Field(() => ChecklistPointCode)
  code!: ChecklistPointCode;

  @Field(() => String, { description: 'Major class in Japanese (大分類).' })
  major!: string;

  @Field(() => String)
  majorEn!: string;

  @Field(() => String, { description: 'Middle class in Japanese (中分類).' })
  middle!: string;

  @Field(() => String)
  middleEn!: string;

  @Field(() => String, { description: 'The point in Japanese.' })
  text!: string;

  @Field(() => String)
  textEn!: string;

  @Field(() => Boolean, { description: 'Only where the contract needs it; never counted as open.' })
  optional!: boolean;

  @Field(() => ChecklistResult, { nullable: true, description: 'Null while the point is open.' })
  result!: ChecklistResult | null;

  @Field(() => String)
  note!: string;

  @Field(() => String, { nullable: true, description: 'Who marked it last.' })
  markedByName!: string | null;

  @Field(() => DateTime, { nullable: true })
  markedAt!: Date | null;

  @Field(() => Int, { description: '0 while nobody has marked it.' })
  version!: number;
}

@ObjectType({
  description: 'What operation contracts tend to forget, gone through before a contract is renewed (忘れ物チェックリスト, 参考9-1, S-20).',
})
export class RenewalChecklist {
  @Field(() => Int, { description: 'Fiscal year that the renewal falls in; the one to be requested next where the end is unknown.' })
  fiscalYear!: number;

  @Field(() => Int, { description: 'Points that a renewal has to settle; those that are optional are left out.' })
  requiredCount!: number;

  @Field(() => Int, { description: 'Of `requiredCount`, those that nobody has marked.' })
  openCount!: number;

  @Field(() => [RenewalChecklistPoint])
  points!: RenewalChecklistPoint[];
}
