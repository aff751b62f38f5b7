import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { GRANTED, ME, wall } from '../database/wall.ts';
import { Feature } from '../feature/entity.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { CalendarDate, DateTime } from '../scalars.ts';

export enum SurveyRoundState {
  DRAFT = 'DRAFT',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  PUBLISHED = 'PUBLISHED',
}
registerEnumType(SurveyRoundState, {
  name: 'SurveyRoundState',
  description: 'Draft 準備中 → open 回答受付中 → closed 締切 → published 公表済み.',
});

export enum AnswerSharing {
  OWN_ROW = 'OWN_ROW',
  SHARES = 'SHARES',
  ALL_ROWS = 'ALL_ROWS',
}
registerEnumType(AnswerSharing, {
  name: 'AnswerSharing',
  description: 'What the asked ministries see of each other after publication (公表範囲).',
  valuesConfig: {
    OWN_ROW: { description: 'Each its own row alone (自府省の回答のみ).' },
    SHARES: { description: 'Besides, the shares of each level per feature, without names (府省名なしの割合). Needs three submissions.' },
    ALL_ROWS: { description: 'All rows with names (全府省の回答). Comments stay with the runner.' },
  },
});

/** Rounds that were published with all rows to the asked ministries, of which the viewer's is one. */
export const SHARED_ROUNDS = `any (array(select id from survey_round where state = 'PUBLISHED' and sharing = 'ALL_ROWS' and ${ME} = any (target_ids)))`;

@ObjectType({
  description:
    'One survey of the use of a system’s features (利用状況調査, S-10, S-68). Belongs to the organisation that runs it; visible to the asked ministries once it is open.',
})
@Entity({
  tableName: 'survey_round',
  ...wall({
    readers: `state <> 'DRAFT' and ${ME} = any (target_ids)`,
    // Whoever may read a ministry's answers must see what it was asked.
    grantedReaders: `state <> 'DRAFT' and target_ids && ${GRANTED}`,
    parents: {
      system_id: ['information_system', 'visible'],
      responsible_id: ['account', 'visible', { or: 'survey_round.responsible_id is null' }],
    },
  }),
})
@Unique({ properties: ['tenantId', 'id'] })
@Check({ name: 'survey_round_days_check', expression: 'due_on >= opens_on' })
export class SurveyRound extends VersionedEntity {
  @ManyToOne({ entity: () => InformationSystem, ref: true, index: true })
  system!: Ref<InformationSystem>;

  @Field(() => String, { description: 'Title (調査名).' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What respondents should know (説明).' })
  @Property({ type: 'text', nullable: true })
  explanation?: string | null;

  @Field(() => Int, { description: 'Fiscal year (年度), named by the calendar year in which it begins on 1 April.' })
  @Property({ type: 'integer', index: true })
  fiscalYear!: number;

  @Field(() => SurveyRoundState)
  @Enum({ items: () => SurveyRoundState })
  state: Opt<SurveyRoundState> = SurveyRoundState.DRAFT;

  @Field(() => CalendarDate, { description: 'Day from which answers are asked for (回答開始日).' })
  @Property({ type: 'date' })
  opensOn!: string;

  @Field(() => CalendarDate, { description: 'Last day for answers (回答期限), until 24:00 in Asia/Tokyo.' })
  @Property({ type: 'date' })
  dueOn!: string;

  @Field(() => AnswerSharing, { nullable: true, description: 'Chosen at publication; null before.' })
  @Enum({ items: () => AnswerSharing, nullable: true })
  sharing?: AnswerSharing | null;

  /** The asked organisations. What each of them answers is its own answer sheet. */
  @Property({ type: 'array', columnType: 'uuid[]' })
  targetIds!: string[];

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  openedAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  publishedAt?: Date | null;

  /** Who is in charge of the round in the organisation that runs it; whoever prepared it until somebody takes over. */
  @ManyToOne({ entity: () => Account, ref: true, nullable: true, index: true, defaultRaw: 'current_account_id()' })
  responsible?: Opt<Ref<Account>> | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Opt<Date>;
}

@ObjectType({
  description: 'A feature as it stood when the round was opened (固定された機能一覧). Later ones are added at the end and marked.',
})
@Entity({
  tableName: 'survey_feature',
  ...wall({
    readers: 'round_id = any (array(select id from survey_round))',
    parents: { round_id: ['survey_round', 'same tenant'], feature_id: ['feature', 'visible'] },
  }),
})
@Unique({ properties: ['round', 'position'] })
@Unique({ properties: ['round', 'feature'] })
export class SurveyFeature extends TenantEntity {
  @ManyToOne({ entity: () => SurveyRound, ref: true, index: true })
  round!: Ref<SurveyRound>;

  @ManyToOne({ entity: () => Feature, ref: true, index: true })
  feature!: Ref<Feature>;

  @Field(() => Int, { description: 'Place in the frozen list, from 0. Never changes; packed levels count by it.' })
  @Property({ type: 'integer' })
  position!: number;

  @Field(() => String, { description: 'Code (機能コード).' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String, { description: 'Name in Japanese (機能名).' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  nameEn?: string | null;

  @Field(() => String, { description: 'Major group (大分類).' })
  @Property({ type: 'text' })
  majorGroup!: string;

  @Field(() => String, { nullable: true, description: 'Middle group (中分類).' })
  @Property({ type: 'text', nullable: true })
  middleGroup?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was added to an open round; null for the list frozen at opening.' })
  @Property({ type: 'timestamptz', nullable: true })
  addedAt?: Date | null;
}

@ObjectType({ description: 'One change of state of a round (調査の履歴).' })
@Entity({
  tableName: 'survey_round_event',
  ...wall({ readers: 'round_id = any (array(select id from survey_round))', parents: { round_id: ['survey_round', 'same tenant'] } }),
})
export class SurveyRoundEvent extends TenantEntity {
  @ManyToOne({ entity: () => SurveyRound, ref: true, index: true })
  round!: Ref<SurveyRound>;

  @Field(() => SurveyRoundState, { description: 'State entered, or kept when features or ministries were added.' })
  @Enum({ items: () => SurveyRoundState })
  state!: SurveyRoundState;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  at!: Opt<Date>;

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;
}
