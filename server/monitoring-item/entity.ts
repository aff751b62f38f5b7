import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { TenantEntity } from '../database/tenant-entity.ts';
import { IS_OPERATOR, LOGINS, ME, wall } from '../database/wall.ts';
import { InformationSystem, SystemClass, SystemProfile } from '../information-system/entity.ts';
import { CalendarDate, DateTime } from '../scalars.ts';
import { MonitoringLayer, MonitoringScope, WatchTarget } from './terms.ts';
import { Threshold } from './type.ts';

/** A supplier reads the common catalogue and the items of its own systems. */
const OWN_SYSTEMS = 'system_id = any (array(select id from information_system))';

/** What an item says, now or in one of its versions. */
@ObjectType()
abstract class ItemContent extends TenantEntity {
  @Field(() => MonitoringLayer)
  @Enum({ items: () => MonitoringLayer })
  layer!: MonitoringLayer;

  @Field(() => WatchTarget)
  @Enum({ items: () => WatchTarget })
  watchTarget!: WatchTarget;

  @Field(() => String, { description: 'Name in Japanese (監視項目名).' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name in English; null when none was given, which a common item always has.' })
  @Property({ type: 'text', nullable: true })
  nameEn?: string | null;

  @Field(() => String, { description: 'Why it matters, in Japanese (監視する理由).' })
  @Property({ type: 'text' })
  purpose!: string;

  @Field(() => String, { nullable: true, description: 'Why it matters, in English.' })
  @Property({ type: 'text', nullable: true })
  purposeEn?: string | null;

  @Field(() => String, {
    description: 'What is measured (測定するもの), in words without a language, for example `system.cpu.utilization`.',
  })
  @Property({ type: 'text' })
  metric!: string;

  @Field(() => String, { description: 'Unit in the symbols of UCUM (単位): `%`, `s`, `GiBy`, `bit/s`, `{request}/min`, `1`.' })
  @Property({ type: 'text' })
  unit!: string;

  @Field(() => Int, { description: 'Recommended seconds from one look to the next (推奨監視間隔).' })
  @Property({ type: 'integer' })
  intervalSeconds!: number;

  @Field(() => [Threshold], { description: 'Recommended thresholds (推奨しきい値); empty when each system finds its own.' })
  @Property({ type: 'json' })
  thresholds!: Threshold[];

  @Field(() => [SystemProfile], { description: 'Systems of these profiles are to watch it (対象プロファイル).' })
  @Property({ type: 'array', columnType: 'text[]' })
  profiles!: SystemProfile[];

  @Field(() => [SystemClass], { description: 'Systems of these classes are to watch it (対象システム区分).' })
  @Property({ type: 'array', columnType: 'text[]' })
  systemClasses!: SystemClass[];
}

/** Common items are the operator's to write, and everybody's to read. */
function catalogue(): ReturnType<typeof wall> {
  const { policies = [], ...options } = wall({
    readers: `scope = 'COMMON' and ${ME} is not null`,
    narrowing: `scope = 'COMMON' or (select not acting_as_vendor()) or ${OWN_SYSTEMS}`,
    parents: { system_id: ['information_system', 'same tenant', { or: 'monitoring_item.system_id is null' }] },
  });
  const check = `scope <> 'COMMON' or ${IS_OPERATOR}`;
  const only = { type: 'restrictive' as const, roles: [LOGINS.app] };
  return {
    ...options,
    policies: [
      ...policies,
      { ...only, name: 'operator_insert', command: 'insert', check },
      { ...only, name: 'operator_update', command: 'update', using: check, check },
    ],
  };
}

@ObjectType({
  description:
    'An item of the one monitoring catalogue (監視項目, S-02, F-016, F-022), whatever tools call it. Common items are read by all who are signed in; items of one system belong to its provider.',
})
@Entity({ tableName: 'monitoring_item', ...catalogue() })
@Index({
  name: 'monitoring_item_code_unique',
  expression: (_columns, table, index) => `create unique index ${index} on ${table.name} (tenant_id, system_id, code) nulls not distinct`,
})
@Check({ name: 'monitoring_item_system_check', expression: `(scope = 'COMMON') = (system_id is null)` })
@Check({ name: 'monitoring_item_interval_check', expression: 'interval_seconds > 0' })
export class MonitoringItem extends ItemContent {
  @Field(() => Int, { description: 'Grows with each change; a save names the version it started from.' })
  @Property({ type: 'integer', version: true, default: 1 })
  version!: Opt<number>;

  @Field(() => String, { description: 'Stable identifier (監視項目コード), for example `RES-CPU-HIGH`.' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => MonitoringScope)
  @Enum({ items: () => MonitoringScope })
  scope!: MonitoringScope;

  /** Of an item that is one system's own; null for common ones. */
  @ManyToOne({ entity: () => InformationSystem, ref: true, nullable: true, index: true })
  system?: Ref<InformationSystem> | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Day from which it applies to no system any more (廃止日); null while it does.',
  })
  @Property({ type: 'date', nullable: true })
  retiredOn?: string | null;

  /** Fingerprint of the item as the portal shipped it when it was last taken over; null for items that people made. */
  @Property({ type: 'text', nullable: true })
  shippedDigest?: string | null;
}

@ObjectType({ description: 'What an item of the catalogue said in one of its versions (監視項目の版). Kept for ever.' })
@Entity({
  tableName: 'monitoring_item_version',
  ...wall({
    readers: 'item_id = any (array(select id from monitoring_item))',
    narrowing: '(select not acting_as_vendor()) or item_id = any (array(select id from monitoring_item))',
    parents: { item_id: ['monitoring_item', 'same tenant'] },
  }),
})
@Unique({ properties: ['item', 'number'] })
export class MonitoringItemVersion extends ItemContent {
  @ManyToOne({ entity: () => MonitoringItem, ref: true })
  item!: Ref<MonitoringItem>;

  @Field(() => Int, { description: 'Version of the item.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => DateTime, { description: 'Since when it said so.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  changedAt!: Opt<Date>;

  @Property({ type: 'text' })
  changedByName!: string;
}
