import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/core';
import { ME, wall } from '../database/wall.ts';
import { SHARED_ROUNDS, SurveyRound } from '../survey-round/entity.ts';

/** Who runs the round keeps its results; nobody else can lay down a heatmap in its place. */
const OF_OWN_ROUND = { round_id: ['survey_round', 'same tenant'] } as const;

/**
 * The heatmap of a closed round, kept as it was: nothing in it changes any more, so it is not computed again. It holds answers
 * of many ministries, so a grant of the runner does not open it: whoever may read some of them has their part computed.
 */
@Entity({ tableName: 'survey_snapshot', ...wall({ readers: `round_id = ${SHARED_ROUNDS}`, parents: OF_OWN_ROUND, granted: false }) })
export class SurveySnapshot {
  @ManyToOne({ entity: () => SurveyRound, ref: true, primary: true })
  round!: Ref<SurveyRound>;

  @Property({ type: 'uuid', defaultRaw: 'current_tenant_id()', index: true })
  tenantId!: Opt<string>;

  /** The grid as the API answers it, JSON text. */
  @Property({ type: 'text' })
  grid!: string;

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  takenAt!: Opt<Date>;
}

/** Shares of each level per feature without names, written at publication for the ministries that were asked. */
@Entity({
  tableName: 'survey_share',
  ...wall({
    parents: OF_OWN_ROUND,
    readers: `round_id = any (array(select id from survey_round where state = 'PUBLISHED' and sharing in ('SHARES', 'ALL_ROWS') and ${ME} = any (target_ids)))`,
  }),
})
export class SurveyShare {
  @ManyToOne({ entity: () => SurveyRound, ref: true, primary: true })
  round!: Ref<SurveyRound>;

  @Property({ type: 'uuid', defaultRaw: 'current_tenant_id()', index: true })
  tenantId!: Opt<string>;

  /** JSON text: per feature position [fully used, with other means, not used]. */
  @Property({ type: 'text' })
  shares!: string;
}
