import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SurveyFeature } from '../survey-round/entity.ts';
import { DateTime } from '../scalars.ts';
import { Answer, AnswerSheet, AnswerSheetState } from './entity.ts';

export enum FindingKind {
  UNANSWERED = 'UNANSWERED',
  OTHER_MEANS_MISSING = 'OTHER_MEANS_MISSING',
  OTHER_MEANS_NOT_EXPECTED = 'OTHER_MEANS_NOT_EXPECTED',
}
registerEnumType(FindingKind, {
  name: 'FindingKind',
  description: 'What somebody should look at before submitting (確認事項, F-031).',
  valuesConfig: {
    UNANSWERED: { description: '未回答: no level.' },
    OTHER_MEANS_MISSING: { description: '他の手段も併用 was chosen, but the other means has no name.' },
    OTHER_MEANS_NOT_EXPECTED: { description: 'Other means are named, but another level was chosen: the answer contradicts itself.' },
  },
});

@ObjectType()
export class AnswerFinding {
  @Field(() => FindingKind)
  kind!: FindingKind;

  @Field(() => SurveyFeature)
  feature!: SurveyFeature;
}

@ObjectType({ description: 'An answer as it was saved, and the sheet with its new counts.' })
export class SavedAnswer {
  @Field(() => Answer)
  answer!: Answer;

  @Field(() => AnswerSheet)
  sheet!: AnswerSheet;
}

@ObjectType({
  description: 'A ministry asked in a round, and where it stands (進捗). Counts only; the answers are its own until submitted.',
})
export class SurveyTarget {
  @Field(() => ID)
  id!: string;

  @Field(() => AnswerSheetState)
  state!: AnswerSheetState;

  @Field(() => Int, { description: 'Features with a level, drafts included.' })
  answeredCount!: number;

  @Field(() => DateTime, { nullable: true, description: 'When somebody of the ministry first opened its sheet; null: never.' })
  openedAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  handedInAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Of the latest submission.' })
  submittedAt?: Date | null;

  @Field(() => String, { nullable: true })
  returnedReason?: string | null;
}
