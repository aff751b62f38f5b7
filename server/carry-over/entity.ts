import type { Opt, Ref } from '@mikro-orm/core';
import { Check, Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { CalendarDate, DateTime } from '../scalars.ts';

@ObjectType({
  description:
    'Something that waits for a time that may not be known yet, such as a patch that goes with the next change of the OS (継続調査事項, S-12). It hangs on a person, passes with a hand-over, and stands before everybody of the organisation until somebody says what became of it.',
})
@Entity({
  tableName: 'carry_over_item',
  ...wall({
    granted: false,
    narrowing: 'select not acting_as_vendor()',
    parents: {
      owner_id: ['account', 'same tenant'],
      system_id: ['information_system', 'visible', { or: 'carry_over_item.system_id is null' }],
    },
  }),
})
@Check({ name: 'carry_over_item_closing_check', expression: `(closed_at is null) = (result is null)` })
export class CarryOverItem extends VersionedEntity {
  @ManyToOne({ entity: () => Account, ref: true, index: true })
  owner!: Ref<Account>;

  @ManyToOne({ entity: () => InformationSystem, ref: true, nullable: true, index: true })
  system?: Ref<InformationSystem> | null;

  @Field(() => String, { description: 'What is to be done, and when its time has come.' })
  @Property({ type: 'text' })
  text!: string;

  @Field(() => CalendarDate, { nullable: true, description: 'Day by which it is to be done; null while that is not known (日付未定).' })
  @Property({ type: 'date', nullable: true })
  dueOn?: string | null;

  @Field(() => String)
  @Property({ type: 'text' })
  recordedByName!: string;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  recordedAt!: Opt<Date>;

  @Field(() => String, { nullable: true, description: 'What became of it (結果); null while it is open.' })
  @Property({ type: 'text', nullable: true })
  result?: string | null;

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  closedByName?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Null while it is open.' })
  @Property({ type: 'timestamptz', nullable: true })
  closedAt?: Date | null;
}
