import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, OneToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { DateTime } from '../scalars.ts';
import { SurveyRound } from '../survey-round/entity.ts';
import { DEFAULT_WINDOW_MONTHS } from '../usage-log/window.ts';

/** What holds for a round until its manager says otherwise. The guidebook sets no figures, so every one of them can be seen and changed. */
export const DEFAULT_RULE = { responseFloorPercent: 80, shrinkPercent: 50, windowMonths: DEFAULT_WINDOW_MONTHS } as const;
export const MOST_WINDOW_MONTHS = 36;

@ObjectType({
  description:
    'Thresholds by which the features of one round are judged (判定のしきい値). In version 0, with the defaults, until the manager changes them; each change is recorded.',
})
@Entity({
  tableName: 'verdict_rule',
  ...wall({
    // Whoever sees a verdict must be able to work it out.
    readers: 'round_id = any (array(select id from survey_round))',
    parents: { round_id: ['survey_round', 'same tenant'] },
  }),
})
@Check({
  name: 'verdict_rule_bounds_check',
  expression: `response_floor_percent >= 0 and response_floor_percent <= 100 and shrink_percent >= 1 and shrink_percent <= 100 and window_months >= 1 and window_months <= ${MOST_WINDOW_MONTHS}`,
})
export class VerdictRule extends VersionedEntity {
  @OneToOne({ entity: () => SurveyRound, ref: true, unique: true })
  round!: Ref<SurveyRound>;

  @Field(() => Int, {
    description:
      'Of the asked ministries, per cent from 0 to 100 that must have answered before anything is a candidate (R5, 回収率の下限).',
  })
  @Property({ type: 'integer', default: DEFAULT_RULE.responseFloorPercent })
  responseFloorPercent: Opt<number> = DEFAULT_RULE.responseFloorPercent;

  @Field(() => Int, {
    description: 'Of the answers, per cent from 1 to 100 that must say "not used" for a feature to be shrunk (縮小候補とする未利用の割合).',
  })
  @Property({ type: 'integer', default: DEFAULT_RULE.shrinkPercent })
  shrinkPercent: Opt<number> = DEFAULT_RULE.shrinkPercent;

  @Field(() => Int, {
    description: 'Months of logs that are looked at, 1 to 36 (R6, 観測期間). Below 12 a yearly procedure can be missed, and is shown so.',
  })
  @Property({ type: 'integer', default: DEFAULT_RULE.windowMonths })
  windowMonths: Opt<number> = DEFAULT_RULE.windowMonths;

  @Field(() => String, {
    nullable: true,
    description:
      'Last month of the window, YYYY-MM; null for the latest that the logs tell of, and for a closed round not after it closed.',
  })
  @Property({ type: 'text', nullable: true })
  windowEndsIn?: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was changed last.' })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: 'Who changed it last.' })
  @Property({ type: 'text', nullable: true })
  changedByName?: string | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  changedAt?: Date | null;
}
