import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { BelongingKind } from '../account/belongings.ts';
import { Account } from '../account/entity.ts';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { CalendarDate, DateTime } from '../scalars.ts';

export enum HandoverState {
  PENDING = 'PENDING',
  ACKNOWLEDGED = 'ACKNOWLEDGED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(HandoverState, {
  name: 'HandoverState',
  description: 'Pending until the successor has acknowledged every item 受領待ち, acknowledged 受領済み, or withdrawn 取りやめ.',
});

@ObjectType({
  description:
    'A hand-over from a person who leaves to a successor (引継ぎ, S-12, S-71): a list that the successor acknowledges item by item. The organisation’s own affair.',
})
@Entity({
  tableName: 'handover',
  ...wall({ granted: false, parents: { from_id: ['account', 'same tenant'], to_id: ['account', 'same tenant'] } }),
})
export class Handover extends VersionedEntity {
  @ManyToOne({ entity: () => Account, ref: true, index: true })
  from!: Ref<Account>;

  @ManyToOne({ entity: () => Account, ref: true, index: true })
  to!: Ref<Account>;

  @Field(() => CalendarDate, { description: 'Last day of the person in the post (異動日).' })
  @Property({ type: 'date' })
  leavesOn!: string;

  @Field(() => String, { nullable: true, description: 'What the successor should know besides (引継ぎ事項).' })
  @Property({ type: 'text', nullable: true })
  note?: string | null;

  @Field(() => Int, { description: 'Items that the successor has not acknowledged yet.' })
  @Property({ type: 'integer' })
  openCount!: number;

  @Field(() => String)
  @Property({ type: 'text' })
  startedByName!: string;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  startedAt!: Opt<Date>;

  @Field(() => DateTime, { nullable: true, description: 'When the last item was acknowledged.' })
  @Property({ type: 'timestamptz', nullable: true })
  acknowledgedAt?: Date | null;

  @Field(() => DateTime, { nullable: true })
  @Property({ type: 'timestamptz', nullable: true })
  withdrawnAt?: Date | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  withdrawnReason?: string | null;
}

@ObjectType({ description: 'One thing that is handed over, as it was called then. It passes to the successor when acknowledged.' })
@Entity({ tableName: 'handover_item', ...wall({ granted: false, parents: { handover_id: ['handover', 'same tenant'] } }) })
@Unique({ properties: ['handover', 'kind', 'subjectId'] })
export class HandoverItem extends TenantEntity {
  @ManyToOne({ entity: () => Handover, ref: true, index: true })
  handover!: Ref<Handover>;

  // Text without a check, so that a room can add a kind of its own without touching this table.
  @Field(() => BelongingKind)
  @Property({ type: 'text' })
  kind!: BelongingKind;

  @Field(() => String, {
    description:
      'Id of what it is about, by its kind; of a contact, an owner or a confirmation the system, of a sheet, its parts or questions the round.',
  })
  @Property({ type: 'uuid' })
  subjectId!: string;

  @Property({ type: 'text' })
  label!: string;

  @Property({ type: 'date', nullable: true })
  dueOn?: string | null;

  @Property({ type: 'integer' })
  position!: number;

  @Field(() => DateTime, { nullable: true, description: 'When the successor acknowledged it.' })
  @Property({ type: 'timestamptz', nullable: true })
  acknowledgedAt?: Date | null;
}
