import { BigIntType, type Opt, type Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { Contract } from '../contract/entity.ts';
import { ContractKind } from '../contract/terms.ts';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { Feature } from '../feature/entity.ts';
import { CalendarDate, DateTime, daysAfter } from '../scalars.ts';
import { SurveyRound } from '../survey-round/entity.ts';
import type { FrozenEvidence } from './type.ts';

export enum DecisionKind {
  RETIRE = 'RETIRE',
  SHRINK = 'SHRINK',
  IMPROVE = 'IMPROVE',
  KEEP = 'KEEP',
}
registerEnumType(DecisionKind, {
  name: 'DecisionKind',
  description: 'What is to become of a feature (S-68): retire 廃止, shrink 縮小, improve 改善, keep 継続.',
});

export enum ImprovementKind {
  MAINTENANCE = 'MAINTENANCE',
  MODIFICATION = 'MODIFICATION',
}
registerEnumType(ImprovementKind, {
  name: 'ImprovementKind',
  description: 'What an improvement is paid as (S-52).',
  valuesConfig: {
    MAINTENANCE: { description: '保守: back to the behaviour that was designed.' },
    MODIFICATION: { description: '機能改修: a function is changed or added.' },
  },
});

export enum DecisionState {
  PROPOSED = 'PROPOSED',
  AGREED = 'AGREED',
  SCHEDULED = 'SCHEDULED',
  DONE = 'DONE',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(DecisionState, {
  name: 'DecisionState',
  description: 'Proposed 提案 → agreed 合意 → scheduled 予定 → done 実施済み; or withdrawn 取下げ.',
});

export enum Opportunity {
  NEXT_RENEWAL = 'NEXT_RENEWAL',
  CONTRACT_END = 'CONTRACT_END',
  LICENCE_END = 'LICENCE_END',
  HARDWARE_REPLACEMENT = 'HARDWARE_REPLACEMENT',
  CONTRACT_RENEWAL = 'CONTRACT_RENEWAL',
  DAY = 'DAY',
}
registerEnumType(Opportunity, {
  name: 'Opportunity',
  description: 'At what the decision takes effect (実施の機会, S-70).',
  valuesConfig: {
    NEXT_RENEWAL: { description: '次期更改: the planned replacement of the system. The day follows it, and is unknown while that is.' },
    CONTRACT_END: {
      description: '契約終了: the last day of a contract of the system. The day follows it, and is unknown while that is.',
    },
    LICENCE_END: {
      description:
        'ライセンス終了: the last day of the licence of a contract of the system. The day follows it, and is unknown while that is.',
    },
    HARDWARE_REPLACEMENT: {
      description:
        'ハードウェア更改: the last day of the hardware that a contract of the system is for (a lease 賃貸借, maintenance of hardware ハードウェア保守, or その他 such as a purchase). It is the day on which the organisation plans to stop (利用停止予定日), else the end of the supplier’s support as the contract has it (サポート終了日), else the end of the contract (終了日). The day follows them, and is unknown while all three are.',
    },
    CONTRACT_RENEWAL: {
      description:
        '契約更新: the first day of the next renewal of a contract of the system, which is the day after its end (終了日の翌日). The day follows it, and is unknown while the end is, or while nobody has said whether the contract is renewed.',
    },
    DAY: { description: '日付指定: a day of its own, with the reason for it.' },
  },
});

export enum DayState {
  KNOWN = 'KNOWN',
  UNKNOWN = 'UNKNOWN',
  NO_END = 'NO_END',
  NO_RENEWAL = 'NO_RENEWAL',
  HIDDEN = 'HIDDEN',
}
registerEnumType(DayState, {
  name: 'DayState',
  description: 'Why a decision has a day on which it takes effect, or none.',
  valuesConfig: {
    KNOWN: { description: 'It has one.' },
    UNKNOWN: { description: 'Nobody has recorded the day that it follows.' },
    NO_END: { description: 'It waits for the end of a contract for which no end was agreed (期間の定めなし), so it never comes.' },
    NO_RENEWAL: { description: 'It waits for the renewal of a contract that is not renewed any more (更新なし), so it never comes.' },
    HIDDEN: { description: 'What it follows is not the viewer’s to see, so the viewer cannot know.' },
  },
});

/** Opportunities whose day is the last one of something, so that it is gone from the day after. */
const LAST_DAYS: readonly Opportunity[] = [Opportunity.CONTRACT_END, Opportunity.LICENCE_END, Opportunity.HARDWARE_REPLACEMENT];

/** The first day on which a decision tells that takes effect on a day. */
export const firstDayOf = (opportunity: Opportunity, day: string): string => (LAST_DAYS.includes(opportunity) ? daysAfter(day, 1) : day);

/** Opportunities that lie in a contract, which the decision names. */
export const CONTRACT_OPPORTUNITIES: readonly Opportunity[] = [...LAST_DAYS, Opportunity.CONTRACT_RENEWAL];

/** Kinds of contracts that may be for hardware; what was purchased has no kind of its own. */
export const HARDWARE_KINDS: readonly ContractKind[] = [ContractKind.LEASE, ContractKind.HARDWARE_MAINTENANCE, ContractKind.OTHER];

/** States in which a decision is still to be acted on. */
export const OPEN_STATES: readonly DecisionState[] = [DecisionState.PROPOSED, DecisionState.AGREED, DecisionState.SCHEDULED];

@ObjectType({
  description:
    'A decision about one feature (決定, S-10, S-68, S-70), with the evidence as it was when it was proposed. A feature has one open decision at a time.',
})
@Entity({
  tableName: 'feature_decision',
  ...wall({
    parents: {
      feature_id: ['feature', 'same tenant'],
      round_id: ['survey_round', 'visible'],
      contract_id: ['contract', 'same tenant', { or: 'feature_decision.contract_id is null' }],
    },
  }),
})
@Index({
  name: 'feature_decision_open_unique',
  expression: (_columns, table, index) =>
    `create unique index ${index} on ${table.name} (feature_id) where state <> 'DONE' and state <> 'WITHDRAWN'`,
})
@Check({ name: 'feature_decision_improvement_given_check', expression: `(kind = 'IMPROVE') = (improvement is not null)` })
@Check({ name: 'feature_decision_day_check', expression: `(opportunity = 'DAY') = (day is not null and day_reason is not null)` })
@Check({
  name: 'feature_decision_contract_check',
  expression: `(opportunity in ('CONTRACT_END', 'LICENCE_END', 'HARDWARE_REPLACEMENT', 'CONTRACT_RENEWAL')) = (contract_id is not null)`,
})
@Check({ name: 'feature_decision_saving_check', expression: `(saving_yen is null) = (saving_basis is null)` })
export class FeatureDecision extends VersionedEntity {
  @ManyToOne({ entity: () => Feature, ref: true, index: true })
  feature!: Ref<Feature>;

  @ManyToOne({ entity: () => SurveyRound, ref: true, index: true })
  round!: Ref<SurveyRound>;

  @Field(() => DecisionKind)
  @Enum({ items: () => DecisionKind })
  kind!: DecisionKind;

  @Field(() => ImprovementKind, { nullable: true, description: 'Of an improvement; null for every other kind.' })
  @Enum({ items: () => ImprovementKind, nullable: true })
  improvement?: ImprovementKind | null;

  @Field(() => DecisionState)
  @Enum({ items: () => DecisionState })
  state: Opt<DecisionState> = DecisionState.PROPOSED;

  @Field(() => String, { description: 'Why (理由).' })
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => Opportunity)
  @Enum({ items: () => Opportunity })
  opportunity!: Opportunity;

  /** Whose end or renewal it waits for. */
  @ManyToOne({ entity: () => Contract, ref: true, nullable: true, index: true, deleteRule: 'restrict' })
  contract?: Ref<Contract> | null;

  @Field(() => CalendarDate, { nullable: true, description: 'The day of its own; null where it follows another one.' })
  @Property({ type: 'date', nullable: true })
  day?: string | null;

  @Field(() => String, { nullable: true, description: 'Why that day.' })
  @Property({ type: 'text', nullable: true })
  dayReason?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Estimated saving in whole yen a year (削減見込額・年額). An estimate; null when none was made.',
  })
  @Property({ type: new BigIntType('number'), nullable: true })
  savingYen?: number | null;

  @Field(() => String, { nullable: true, description: 'What the estimate rests on (見積りの根拠).' })
  @Property({ type: 'text', nullable: true })
  savingBasis?: string | null;

  /** Verdict, thresholds and every ministry's answer and log as they were; never written again. */
  @Property({ type: 'json' })
  evidence!: FrozenEvidence;

  @Field(() => String)
  @Property({ type: 'text' })
  proposedByName!: string;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  proposedAt!: Opt<Date>;
}

@ObjectType({ description: 'One step of a decision, or a comment on it (経緯). Kept for ever.' })
@Entity({
  tableName: 'feature_decision_event',
  ...wall({ parents: { decision_id: ['feature_decision', 'same tenant'] } }),
})
export class FeatureDecisionEvent extends TenantEntity {
  @ManyToOne({ entity: () => FeatureDecision, ref: true, index: true })
  decision!: Ref<FeatureDecision>;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  at!: Opt<Date>;

  @Field(() => String)
  @Property({ type: 'text' })
  byName!: string;

  @Field(() => DecisionState, { nullable: true, description: 'State entered; null for a comment or a change of the terms.' })
  @Enum({ items: () => DecisionState, nullable: true })
  state?: DecisionState | null;

  @Field(() => String, { description: 'Reason or comment.' })
  @Property({ type: 'text' })
  text!: string;
}
