import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { ME, wall } from '../database/wall.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { MonitoringItem } from '../monitoring-item/entity.ts';
import { MonitoringScope } from '../monitoring-item/terms.ts';
import { Threshold } from '../monitoring-item/type.ts';
import { DateTime } from '../scalars.ts';
import { AliasKind, MOST_AUTOMATION, MonitoringState, NotifyChannel, ToolKind } from './terms.ts';

/** Which products watch over a ministry, and in which version, is nothing that another supplier may read. */
const NO_SUPPLIER = 'select not acting_as_vendor()';

/** A supplier reads what is said of the systems that it is named for. */
const OWN_SYSTEMS = '(select not acting_as_vendor()) or system_id = any (array(select id from information_system))';

@ObjectType({ description: 'A tool with which an organisation operates its systems (運用管理ツール, S-55, F-020).' })
@Entity({ tableName: 'monitoring_tool', ...wall({ narrowing: NO_SUPPLIER }) })
@Index({
  name: 'monitoring_tool_product_unique',
  expression: (_columns, table, index) =>
    `create unique index ${index} on ${table.name} (tenant_id, product, product_version) nulls not distinct`,
})
export class MonitoringTool extends VersionedEntity {
  @Field(() => String, { description: 'Product (製品名).' })
  @Property({ type: 'text' })
  product!: string;

  @Field(() => String, { nullable: true, description: 'Version of the product (バージョン); null when unknown.' })
  @Property({ type: 'text', nullable: true })
  productVersion?: string | null;

  @Field(() => String, { nullable: true, description: 'Who sells or runs it (提供元); null when unknown.' })
  @Property({ type: 'text', nullable: true })
  vendorName?: string | null;

  @Field(() => ToolKind)
  @Enum({ items: () => ToolKind })
  kind!: ToolKind;
}

@ObjectType({
  description: 'What a system does about an item of the catalogue (監視の実施状況, S-02, F-017, F-021, F-024). No row means unknown.',
})
@Entity({
  tableName: 'system_monitoring',
  ...wall({
    narrowing: OWN_SYSTEMS,
    parents: {
      system_id: ['information_system', 'same tenant'],
      item_id: ['monitoring_item', 'visible', { and: `(parent.scope = 'COMMON' or parent.tenant_id = system_monitoring.tenant_id)` }],
      tool_id: ['monitoring_tool', 'same tenant', { or: 'system_monitoring.tool_id is null' }],
    },
  }),
})
@Unique({ properties: ['system', 'item'] })
@Check({ name: 'system_monitoring_reason_check', expression: `state <> 'NOT_APPLICABLE' or reason is not null` })
@Check({
  name: 'system_monitoring_escalation_check',
  expression: `(state <> 'MONITORED' and state <> 'PARTLY') or escalation_target is not null`,
})
@Check({
  name: 'system_monitoring_automation_check',
  expression: `automation_level >= 0 and automation_level <= ${MOST_AUTOMATION}`,
})
export class SystemMonitoring extends VersionedEntity {
  @ManyToOne({ entity: () => InformationSystem, ref: true })
  system!: Ref<InformationSystem>;

  @ManyToOne({ entity: () => MonitoringItem, ref: true, index: true })
  item!: Ref<MonitoringItem>;

  @Field(() => MonitoringState)
  @Enum({ items: () => MonitoringState })
  state!: MonitoringState;

  @Field(() => String, { nullable: true, description: 'Why the state is what it is (理由); always there for 対象外.' })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  @ManyToOne({ entity: () => MonitoringTool, ref: true, nullable: true, index: true })
  tool?: Ref<MonitoringTool> | null;

  @Field(() => String, { nullable: true, description: 'How it is watched (監視方法), for example an agent, or a person once a month.' })
  @Property({ type: 'text', nullable: true })
  method?: string | null;

  @Field(() => Int, { nullable: true, description: 'Seconds from one look to the next (監視間隔); null when unknown.' })
  @Property({ type: 'integer', nullable: true })
  intervalSeconds?: number | null;

  @Field(() => [Threshold], { description: 'Thresholds as the system has them (しきい値), in the unit of the item.' })
  @Property({ type: 'json' })
  thresholds!: Threshold[];

  @Field(() => String, { nullable: true, description: 'What the supplier calls it (事業者の項目名).' })
  @Property({ type: 'text', nullable: true })
  vendorLabel?: string | null;

  @Field(() => String, { nullable: true, description: 'Key by which the tool knows it (ツールのキー).' })
  @Property({ type: 'text', nullable: true })
  toolKey?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who is told (エスカレーション先): the system’s own, for common items too; always there where the item is watched.',
  })
  @Property({ type: 'text', nullable: true })
  escalationTarget?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Automation (自動化レベル, S-54): 0 a person looks, 1 measured and told automatically, 2 a fixed remedy runs by itself, 3 anomalies are judged and acted on by themselves; null when unknown.',
  })
  @Property({ type: 'integer', nullable: true })
  automationLevel?: number | null;

  @Field(() => [NotifyChannel], { description: 'How people are told (通知手段).' })
  @Property({ type: 'array', columnType: 'text[]' })
  notifyChannels!: NotifyChannel[];
}

@ObjectType({
  description:
    'What a vendor or a tool calls an item of the catalogue (別名, F-019). Mapped once by a person and remembered; of common items for all ministries.',
})
@Entity({
  tableName: 'monitoring_alias',
  ...wall({
    readers: `scope = 'COMMON' and ${ME} is not null`,
    narrowing: `scope = 'COMMON' or ${OWN_SYSTEMS}`,
    parents: {
      item_id: [
        'monitoring_item',
        'visible',
        {
          and: `parent.scope = monitoring_alias.scope and (parent.scope = 'COMMON' or parent.tenant_id = monitoring_alias.tenant_id)`,
        },
      ],
      system_id: ['information_system', 'same tenant', { or: 'monitoring_alias.system_id is null' }],
    },
  }),
})
@Index({
  name: 'monitoring_alias_text_unique',
  expression: (_columns, table, index) =>
    `create unique index ${index} on ${table.name} (tenant_id, system_id, kind, folded) nulls not distinct where withdrawn_at is null`,
})
@Index({ properties: ['kind', 'folded'] })
@Check({ name: 'monitoring_alias_system_check', expression: `(scope = 'COMMON') = (system_id is null)` })
export class MonitoringAlias extends VersionedEntity {
  @ManyToOne({ entity: () => MonitoringItem, ref: true, index: true })
  item!: Ref<MonitoringItem>;

  /** That of the item, which never changes. */
  @Enum({ items: () => MonitoringScope })
  scope!: MonitoringScope;

  /** That of the item; null for common ones. */
  @ManyToOne({ entity: () => InformationSystem, ref: true, nullable: true, index: true })
  system?: Ref<InformationSystem> | null;

  @Field(() => AliasKind)
  @Enum({ items: () => AliasKind })
  kind!: AliasKind;

  @Field(() => String, { description: 'As it was met.' })
  @Property({ type: 'text' })
  text!: string;

  /** What it is found by, see `foldTerm`. */
  @Property({ type: 'text' })
  folded!: string;

  @Field(() => DateTime, { description: 'When it was mapped.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  mappedAt!: Opt<Date>;

  @Property({ type: 'text' })
  mappedByName!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null while it holds.' })
  @Property({ type: 'timestamptz', nullable: true })
  withdrawnAt?: Date | null;

  @Property({ type: 'text', nullable: true })
  withdrawnByName?: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was taken back.' })
  @Property({ type: 'text', nullable: true })
  withdrawnReason?: string | null;
}
