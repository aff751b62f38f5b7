import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SurveyFeature } from '../survey-round/entity.ts';
import { DateTime } from '../scalars.ts';
import { Answer, AnswerSheet, AnswerSheetState, UsageLevel } from './entity.ts';

export enum FindingKind {
  UNANSWERED = 'UNANSWERED',
  OTHER_MEANS_MISSING = 'OTHER_MEANS_MISSING',
  OTHER_MEANS_NOT_EXPECTED = 'OTHER_MEANS_NOT_EXPECTED',
  CARRY_OVER_UNCONFIRMED = 'CARRY_OVER_UNCONFIRMED',
  NOT_USED_BUT_LOGGED = 'NOT_USED_BUT_LOGGED',
  USED_BUT_NOT_LOGGED = 'USED_BUT_NOT_LOGGED',
}
registerEnumType(FindingKind, {
  name: 'FindingKind',
  description: 'What somebody should look at before submitting (確認事項, F-031).',
  valuesConfig: {
    UNANSWERED: { description: '未回答: no level.' },
    OTHER_MEANS_MISSING: { description: '他の手段も併用 was chosen, but the other means has no name.' },
    OTHER_MEANS_NOT_EXPECTED: { description: 'Other means are named, but another level was chosen: the answer contradicts itself.' },
    CARRY_OVER_UNCONFIRMED: { description: 'Taken over from the last round, and nobody has said yet that it still holds.' },
    NOT_USED_BUT_LOGGED: { description: '「全く利用していない」, but the log counts uses, and no reason is given (R4).' },
    USED_BUT_NOT_LOGGED: {
      description: '「業務を全て遂行」, but the log counts no use over a window that it tells of completely, and no reason is given (R4).',
    },
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

@ObjectType({ description: 'An answer that was not saved, because somebody had changed it meanwhile.' })
export class AnswerConflict {
  @Field(() => SurveyFeature)
  feature!: SurveyFeature;

  @Field(() => Answer, { nullable: true, description: 'What stands there now; null when there is no answer.' })
  answer!: Answer | null;
}

@ObjectType({ description: 'What became of many answers saved at once: each is in one of the two lists.' })
export class SavedAnswers {
  @Field(() => [Answer], { description: 'Saved, in the order in which they were given.' })
  answers!: Answer[];

  @Field(() => [AnswerConflict], { description: 'Left as they were, in the order in which they were given.' })
  conflicts!: AnswerConflict[];

  @Field(() => AnswerSheet)
  sheet!: AnswerSheet;
}

@ObjectType({ description: 'What the ministry submitted for a feature in its last round.' })
export class PreviousAnswer {
  @Field(() => ID, { description: 'Id of the feature in the present round.' })
  featureId!: string;

  @Field(() => UsageLevel)
  level!: UsageLevel;

  @Field(() => String, { nullable: true })
  otherMeans!: string | null;

  @Field(() => String, { nullable: true })
  comment!: string | null;
}

@ObjectType({ description: 'The latest earlier round about the same system in which the ministry submitted (前回).' })
export class PreviousRound {
  @Field(() => ID)
  roundId!: string;

  @Field(() => String)
  title!: string;

  @Field(() => Int)
  fiscalYear!: number;

  @Field(() => DateTime, { description: 'Of the ministry’s latest submission there.' })
  submittedAt!: Date;

  @Field(() => [PreviousAnswer], {
    description:
      'By feature, in the order of the present round: what is new or was open then has none, what was retired since is left out.',
  })
  answers!: PreviousAnswer[];
}

@ObjectType({ description: 'How often the ministry itself used a feature within the window, as the logs of the system count it.' })
export class OwnUsage {
  @Field(() => ID, { description: 'Id of the feature in the round.' })
  featureId!: string;

  @Field(() => Float, {
    description: 'Uses (利用件数) in the months of which the logs tell; 0 where they name the feature but not the ministry.',
  })
  count!: number;

  @Field(() => Int, { nullable: true, description: 'Most people in one month; null where unknown.' })
  peakUserCount!: number | null;
}

@ObjectType({
  description:
    'What the usage logs of the system tell of the ministry’s own use (F-030), over the window by which its answers are judged (R6).',
})
export class SheetUsage {
  @Field(() => String, { description: 'First month of the window, YYYY-MM.' })
  windowFrom!: string;

  @Field(() => String, { description: 'Last month of the window, YYYY-MM.' })
  windowTo!: string;

  @Field(() => Int, { description: 'Months of the window.' })
  monthCount!: number;

  @Field(() => Int, {
    description: 'Of these, months of which the logs tell; with fewer than all, a count of 0 does not show that there was no use.',
  })
  toldCount!: number;

  @Field(() => [OwnUsage], {
    description: 'In the order of the round: a feature that no log names has none, and none has where the logs tell of no month.',
  })
  features!: OwnUsage[];
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

  @Field(() => String, {
    nullable: true,
    description: 'Why the runner returned what was submitted; what is said inside the ministry is not told.',
  })
  returnedReason?: string | null;
}
