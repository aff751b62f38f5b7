import type { Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import type { DayOrder } from '../day-order.ts';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { CalendarDate } from '../scalars.ts';

@ObjectType({
  description:
    'One feature of a system (機能, S-10 a), under 大分類 and 中分類, with a code that never changes. Never deleted: a retired or moved one keeps its answers.',
})
@Entity({
  tableName: 'feature',
  ...wall({
    readers: 'system_id = any (array(select id from information_system))',
    parents: { system_id: ['information_system', 'same tenant'] },
  }),
})
@Unique({ properties: ['system', 'code'] })
@Unique({ properties: ['tenantId', 'id'] })
export class Feature extends VersionedEntity {
  @ManyToOne({ entity: () => InformationSystem, ref: true, index: true })
  system!: Ref<InformationSystem>;

  @Field(() => String, { description: 'Stable code (機能コード), unique within the system.' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String, { description: 'Name in Japanese (機能名).' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name in English; null when none was given.' })
  @Property({ type: 'text', nullable: true })
  nameEn?: string | null;

  @Field(() => String, { description: 'Major group (大分類).' })
  @Property({ type: 'text' })
  majorGroup!: string;

  @Field(() => String, { nullable: true, description: 'Middle group (中分類); null where the list has none.' })
  @Property({ type: 'text', nullable: true })
  middleGroup?: string | null;

  @Field(() => Int, { description: 'Place in the list, from 0.' })
  @Property({ type: 'integer' })
  position!: number;

  @Field(() => CalendarDate, { nullable: true, description: 'First day offered (提供開始日); null when unknown.' })
  @Property({ type: 'date', nullable: true })
  validFrom?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day offered (提供終了日); null while offered.' })
  @Property({ type: 'date', nullable: true })
  validTo?: string | null;
}

/** Days of a feature that come one after the other. */
export const FEATURE_DAYS: readonly DayOrder<'validFrom' | 'validTo'>[] = [
  {
    earlier: 'validFrom',
    later: 'validTo',
    names: { validFrom: { ja: '提供開始日', en: 'first day offered' }, validTo: { ja: '提供終了日', en: 'last day offered' } },
  },
];
