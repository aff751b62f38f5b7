import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { UsageLevel } from '../answer/entity.ts';
import { DateTime } from '../scalars.ts';
import { SurveyFeature, SurveyRound } from '../survey-round/entity.ts';

/** How far some rows of a sheet are. */
@ObjectType()
class ReviewCounts {
  @Field(() => Int)
  featureCount!: number;

  @Field(() => Int, { description: 'Rows with a level.' })
  answeredCount!: number;

  @Field(() => Int, { description: 'Rows without a level (未回答).' })
  openCount!: number;

  @Field(() => Int, { description: 'Answered rows that somebody should look at: a finding, or a question without reply (要確認).' })
  unconfirmedCount!: number;
}

@ObjectType({ description: 'How far the rows of one major group are (大分類).' })
export class ReviewGroup extends ReviewCounts {
  @Field(() => String)
  majorGroup!: string;
}

@ObjectType({ description: 'Rows that people of one division answered, whoever was asked to (部署).' })
export class ReviewDepartment {
  @Field(() => String, { nullable: true, description: 'Null: the division of who answered is not known.' })
  department!: string | null;

  @Field(() => Int)
  answeredCount!: number;
}

export enum AnswerChangeKind {
  CHANGED = 'CHANGED',
  NEW = 'NEW',
  GONE = 'GONE',
}
registerEnumType(AnswerChangeKind, {
  name: 'AnswerChangeKind',
  description: 'How a row differs from the last round.',
  valuesConfig: {
    CHANGED: { description: 'Another level than last time (変更).' },
    NEW: { description: 'The feature was not asked about last time (新規).' },
    GONE: { description: 'The feature is no longer asked about (対象外).' },
  },
});

@ObjectType({ description: 'A row that differs from the last round.' })
export class AnswerChange {
  @Field(() => AnswerChangeKind)
  kind!: AnswerChangeKind;

  @Field(() => SurveyFeature, { description: 'As this round lists it; as the last one did where it is gone.' })
  feature!: SurveyFeature;

  @Field(() => UsageLevel, { nullable: true, description: 'Level of last time; null: left open, or not asked.' })
  before!: UsageLevel | null;

  @Field(() => UsageLevel, { nullable: true, description: 'Level of now; null: open, or not asked.' })
  after!: UsageLevel | null;
}

@ObjectType({ description: 'What a coordinator looks at before submitting (取りまとめ). A draft like the answers: the ministry’s own.' })
export class SheetReview {
  @Field(() => [ReviewGroup], { description: 'In the order of the features.' })
  groups!: ReviewGroup[];

  @Field(() => [ReviewDepartment], { description: 'Most answers first.' })
  departments!: ReviewDepartment[];

  @Field(() => [SurveyFeature], { description: 'Rows that nobody is asked for by a delegation, in the order of the features.' })
  undelegated!: SurveyFeature[];

  @Field(() => SurveyRound, {
    nullable: true,
    description: 'Latest earlier round about the system in which the ministry submitted; null when there is none to compare with.',
  })
  lastRound!: SurveyRound | null;

  @Field(() => DateTime, { nullable: true, description: 'When the ministry submitted in that round.' })
  lastSubmittedAt!: Date | null;

  @Field(() => [AnswerChange], { description: 'Rows that differ from that round: in the order of the features, gone ones last.' })
  changes!: AnswerChange[];
}
