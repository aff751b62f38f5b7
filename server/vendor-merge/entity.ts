import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { DateTime } from '../scalars.ts';
import { Vendor } from '../vendor/entity.ts';

@ObjectType({
  description:
    'That two suppliers in the ledger are one (名寄せ), with everything that is needed to take it back: the name, the number and the contracts of the one that is gone.',
})
@Entity({
  tableName: 'vendor_merge',
  ...wall({ granted: false, narrowing: 'select not acting_as_vendor()', parents: { kept_id: ['vendor', 'same tenant'] } }),
})
export class VendorMerge extends VersionedEntity {
  @ManyToOne({ entity: () => Vendor, ref: true, index: true })
  kept!: Ref<Vendor>;

  /** Of the supplier that is gone; nothing refers to it any more. */
  @Property({ type: 'uuid' })
  mergedVendorId!: string;

  @Field(() => String, { description: 'Name of the supplier that was merged into the other one.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its corporate number; null when it was not known.' })
  @Property({ type: 'text', nullable: true })
  corporateNumber?: string | null;

  @Property({ type: 'array', columnType: 'text[]', default: [] })
  otherNames: Opt<string[]> = [];

  @Property({ type: 'array', columnType: 'uuid[]', default: [] })
  contractIds: Opt<string[]> = [];

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'clock_timestamp()' })
  mergedAt!: Opt<Date>;

  @Field(() => String)
  @Property({ type: 'text' })
  mergedByName!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was taken back; null while it holds.' })
  @Property({ type: 'timestamptz', nullable: true })
  undoneAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Who took it back; null while it holds.' })
  @Property({ type: 'text', nullable: true })
  undoneByName?: string | null;
}
