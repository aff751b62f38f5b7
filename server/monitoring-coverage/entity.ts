import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { MonitoringTool } from '../monitoring/entity.ts';
import { DateTime } from '../scalars.ts';

@ObjectType({
  description:
    'A plan to watch the systems of an organisation with one tool (監視ツールの統一計画, 事例9-2, F-020). What it saves is read from the ledger each time, so it shows how far the plan has come.',
})
@Entity({
  tableName: 'unification_plan',
  ...wall({ narrowing: 'select not acting_as_vendor()', parents: { target_tool_id: ['monitoring_tool', 'same tenant'] } }),
})
export class UnificationPlan extends VersionedEntity {
  @Field(() => String, { description: 'Name of the plan (計画名).' })
  @Property({ type: 'text' })
  name!: string;

  @ManyToOne({ entity: () => MonitoringTool, ref: true, index: true })
  targetTool!: Ref<MonitoringTool>;

  @Field(() => String, { nullable: true, description: 'What else there is to know (備考).' })
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  @Field(() => String, { description: 'Who made it.' })
  @Property({ type: 'text' })
  madeByName!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  madeAt!: Opt<Date>;
}
