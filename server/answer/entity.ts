import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { ME, wall } from '../database/wall.ts';
import { DateTime } from '../scalars.ts';
import { SHARED_ROUNDS, SurveyFeature, SurveyRound } from '../survey-round/entity.ts';

export enum UsageLevel {
  FULLY_USED = 'FULLY_USED',
  USED_WITH_OTHER_MEANS = 'USED_WITH_OTHER_MEANS',
  NOT_USED = 'NOT_USED',
}
registerEnumType(UsageLevel, {
  name: 'UsageLevel',
  description: 'How far a ministry uses a feature (利用状況, S-10). Exactly three; no answer is none of them.',
  valuesConfig: {
    FULLY_USED: { description: '業務を全て遂行: the work is done with the feature alone.' },
    USED_WITH_OTHER_MEANS: { description: '他の手段も併用: other means are used besides.' },
    NOT_USED: { description: '全く利用していない: not used at all.' },
  },
});

export enum CarryOver {
  UNCONFIRMED = 'UNCONFIRMED',
  CONFIRMED = 'CONFIRMED',
}
registerEnumType(CarryOver, {
  name: 'CarryOver',
  description: 'An answer that was taken over from the ministry’s last round (前回から引継ぎ), by whether somebody has looked at it since.',
  valuesConfig: {
    UNCONFIRMED: { description: '未確認: taken over, and nobody has said yet that it still holds.' },
    CONFIRMED: { description: '確認済み: somebody has said that it still holds.' },
  },
});

export enum AnswerSheetState {
  NOT_OPENED = 'NOT_OPENED',
  IN_PROGRESS = 'IN_PROGRESS',
  HANDED_IN = 'HANDED_IN',
  SUBMITTED = 'SUBMITTED',
  RETURNED = 'RETURNED',
}
registerEnumType(AnswerSheetState, {
  name: 'AnswerSheetState',
  description:
    'Where a ministry stands: not opened 未着手, in progress 回答中, handed in to the coordinator 確認待ち, submitted 提出済み, returned 差戻し.',
});

@ObjectType({
  description:
    'The answers of one ministry to one round (回答票). The runner of the round sees state and counts; the answers are the ministry’s own until submitted.',
})
@Entity({
  tableName: 'answer_sheet',
  ...wall({
    readers: `runner_id = ${ME} or round_id = ${SHARED_ROUNDS}`,
    // The runner lays out the sheets when the round opens, returns them, and registers files that a ministry sent back.
    writers: `runner_id = ${ME}`,
    // Only the organisation that runs the round is its runner.
    parents: { round_id: ['survey_round', 'visible', { and: 'parent.tenant_id = answer_sheet.runner_id' }] },
  }),
})
@Unique({ properties: ['round', 'tenantId'] })
@Unique({ properties: ['tenantId', 'id'] })
export class AnswerSheet extends VersionedEntity {
  @ManyToOne({ entity: () => SurveyRound, ref: true, index: true })
  round!: Ref<SurveyRound>;

  @Property({ type: 'uuid', index: true })
  runnerId!: string;

  @Field(() => AnswerSheetState)
  @Enum({ items: () => AnswerSheetState })
  state: Opt<AnswerSheetState> = AnswerSheetState.NOT_OPENED;

  @Field(() => Int, { description: 'Features with a level, drafts included.' })
  @Property({ type: 'integer', default: 0 })
  answeredCount: Opt<number> = 0;

  @Field(() => DateTime, { nullable: true, description: 'When somebody of the ministry first opened it.' })
  @Property({ type: 'timestamptz', nullable: true })
  openedAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  handedInAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  handedInByName?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Of the latest submission.' })
  @Property({ type: 'timestamptz', nullable: true })
  submittedAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why the runner returned what was submitted (差戻し); null once it is submitted again, and where nothing was returned.',
  })
  @Property({ type: 'text', nullable: true })
  returnedReason?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the coordinator gave it back to the respondents, inside the ministry; null once it is handed in again. The runner is not told.',
  })
  @Property({ type: 'text', nullable: true })
  sentBackReason?: string | null;
}

@ObjectType({ description: 'One ministry’s answer for one feature, as it stands now (回答). A draft until submitted.' })
@Entity({
  tableName: 'answer',
  ...wall({ parents: { sheet_id: ['answer_sheet', 'same tenant'], survey_feature_id: ['survey_feature', 'visible'] }, granted: false }),
})
@Unique({ properties: ['sheet', 'surveyFeature'] })
export class Answer extends VersionedEntity {
  @ManyToOne({ entity: () => AnswerSheet, ref: true, index: true })
  sheet!: Ref<AnswerSheet>;

  @ManyToOne({ entity: () => SurveyFeature, ref: true, index: true })
  surveyFeature!: Ref<SurveyFeature>;

  @Field(() => UsageLevel, { nullable: true, description: 'Null when the level was taken back.' })
  @Enum({ items: () => UsageLevel, nullable: true })
  level?: UsageLevel | null;

  @Field(() => String, { nullable: true, description: 'Name of the other means (併用している他の手段).' })
  @Property({ type: 'text', nullable: true })
  otherMeans?: string | null;

  @Field(() => String, { nullable: true, description: 'Remark (備考).' })
  @Property({ type: 'text', nullable: true })
  comment?: string | null;

  @Field(() => String, { nullable: true, description: 'Why it holds although the log says otherwise (ログとの相違の理由, R4).' })
  @Property({ type: 'text', nullable: true })
  logNote?: string | null;

  @Field(() => CarryOver, { nullable: true, description: 'Whether it is taken over from the last round; null when it was given anew.' })
  @Enum({ items: () => CarryOver, nullable: true })
  carryOver?: CarryOver | null;

  @Field(() => String, { description: 'Who gave or last changed it.' })
  @Property({ type: 'text' })
  answeredByName!: string;

  @Field(() => String, { nullable: true, description: 'Division of that person then (所属部署); null when none is known.' })
  @Property({ type: 'text', nullable: true })
  answeredByDepartment?: string | null;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz' })
  answeredAt!: Date;
}

@ObjectType({ description: 'What a ministry handed over at one moment (提出). Kept unchanged; a corrected one is added after it.' })
@Entity({
  tableName: 'submission',
  ...wall({
    readers: `runner_id = ${ME} or round_id = ${SHARED_ROUNDS}`,
    // The runner registers files that a ministry sent back, marked so …
    inserters: `runner_id = ${ME} and on_behalf`,
    // … and notes on a submission that it was returned; a column grant keeps the answers themselves out of reach.
    writers: `runner_id = ${ME}`,
    parents: {
      sheet_id: [
        'answer_sheet',
        'same tenant',
        { and: 'parent.runner_id = submission.runner_id and parent.round_id = submission.round_id' },
      ],
    },
  }),
})
@Unique({ properties: ['sheet', 'number'] })
export class Submission extends TenantEntity {
  @ManyToOne({ entity: () => AnswerSheet, ref: true, index: true })
  sheet!: Ref<AnswerSheet>;

  @Property({ type: 'uuid', index: true })
  roundId!: string;

  @Property({ type: 'uuid', index: true })
  runnerId!: string;

  @Field(() => Int, { description: 'Counts from 1 within the sheet.' })
  @Property({ type: 'integer' })
  number!: number;

  /** Whether it is the latest of its sheet: the one that heatmaps show. */
  @Property({ type: 'boolean', default: true })
  latest: Opt<boolean> = true;

  /** One character per feature position: 0 fully used, 1 other means, 2 not used, . open. Agrees with the submitted answers. */
  @Property({ type: 'text' })
  levels!: string;

  @Property({ type: 'integer' })
  fullyUsedCount!: number;

  @Property({ type: 'integer' })
  usedWithOtherMeansCount!: number;

  @Property({ type: 'integer' })
  notUsedCount!: number;

  @Field(() => Int, { description: 'Features that the round listed at that moment.' })
  @Property({ type: 'integer' })
  featureCount!: number;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  submittedAt!: Opt<Date>;

  @Field(() => String)
  @Property({ type: 'text' })
  submittedByName!: string;

  @Field(() => Boolean, { description: 'True when the runner registered a file that the ministry sent back (代理登録).' })
  @Property({ type: 'boolean', default: false })
  onBehalf: Opt<boolean> = false;

  @Field(() => String, { nullable: true, description: 'Why rows were left open; null when none was.' })
  @Property({ type: 'text', nullable: true })
  openRowReason?: string | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  returnedAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  returnedReason?: string | null;
}

/** One answer as it was submitted, with who gave it then. */
@Entity({
  tableName: 'submitted_answer',
  ...wall({
    readers: `runner_id = ${ME}`,
    inserters: `runner_id = ${ME}`,
    parents: {
      submission_id: ['submission', 'same tenant', { and: 'parent.runner_id = submitted_answer.runner_id' }],
      survey_feature_id: ['survey_feature', 'visible'],
    },
  }),
})
@Unique({ properties: ['submission', 'surveyFeature'] })
export class SubmittedAnswer extends TenantEntity {
  @ManyToOne({ entity: () => Submission, ref: true, index: true })
  submission!: Ref<Submission>;

  @ManyToOne({ entity: () => SurveyFeature, ref: true, index: true })
  surveyFeature!: Ref<SurveyFeature>;

  @Property({ type: 'uuid' })
  runnerId!: string;

  @Enum({ items: () => UsageLevel })
  level!: UsageLevel;

  @Property({ type: 'text', nullable: true })
  otherMeans?: string | null;

  @Property({ type: 'text', nullable: true })
  comment?: string | null;

  @Property({ type: 'text', nullable: true })
  logNote?: string | null;

  @Enum({ items: () => CarryOver, nullable: true })
  carryOver?: CarryOver | null;

  @Property({ type: 'text' })
  answeredByName!: string;

  @Property({ type: 'timestamptz' })
  answeredAt!: Date;
}
