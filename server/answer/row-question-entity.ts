import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { ME, wall } from '../database/wall.ts';
import { DateTime } from '../scalars.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { AnswerSheet } from './entity.ts';

export enum QuestionSide {
  RUNNER = 'RUNNER',
  COORDINATOR = 'COORDINATOR',
}
registerEnumType(QuestionSide, {
  name: 'QuestionSide',
  description: 'Who asks about a row (質問元).',
  valuesConfig: {
    RUNNER: { description: 'The organisation that runs the round, about what was submitted (実施組織).' },
    COORDINATOR: { description: 'The coordinator, inside the ministry; the runner never sees it (取りまとめ担当).' },
  },
});

const FROM_RUNNER = `runner_id = ${ME} and side = 'RUNNER'`;

@ObjectType({
  description:
    'A question about one row of a ministry’s answers (行への質問, F-037). A returned row may be changed, and no other, until it has come back.',
})
@Entity({
  tableName: 'row_question',
  ...wall({
    readers: FROM_RUNNER,
    // The runner asks about what was submitted to it, and closes what was answered.
    writers: FROM_RUNNER,
    parents: {
      sheet_id: ['answer_sheet', 'same tenant', { and: 'parent.runner_id = row_question.runner_id' }],
      survey_feature_id: ['survey_feature', 'visible'],
    },
    granted: false,
  }),
})
export class RowQuestion extends VersionedEntity {
  @ManyToOne({ entity: () => AnswerSheet, ref: true, index: true })
  sheet!: Ref<AnswerSheet>;

  @ManyToOne({ entity: () => SurveyFeature, ref: true, index: true })
  surveyFeature!: Ref<SurveyFeature>;

  @Property({ type: 'uuid', index: true })
  runnerId!: string;

  @Field(() => QuestionSide)
  @Enum({ items: () => QuestionSide })
  side!: QuestionSide;

  @Field(() => String, { description: 'The question (質問).' })
  @Property({ type: 'text' })
  question!: string;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  askedAt!: Opt<Date>;

  @Field(() => String)
  @Property({ type: 'text' })
  askedByName!: string;

  /**
   * Account that looks after it: who asked, or has taken over from whoever did; null where it is not known. The other side
   * does not see the account, so it is no reference.
   */
  @Property({ type: 'uuid', index: true, nullable: true })
  askedById?: string | null;

  @Field(() => Boolean, { description: 'Whether the row was returned with it (差戻し), so that the answer itself may be changed.' })
  @Property({ type: 'boolean', default: false })
  returned: Opt<boolean> = false;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When a returned row came back, by handing in or submitting; null while it may be changed, and for rows not returned.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  cameBackAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'What the ministry says (回答); null while it has not.' })
  @Property({ type: 'text', nullable: true })
  reply?: string | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  repliedAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  repliedByName?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When whoever asked took note or took it back (確認済み); null while it stands.' })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  closedByName?: string | null;
}
