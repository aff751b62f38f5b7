import type { Opt } from '@mikro-orm/core';
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { DateTime } from '../scalars.ts';

@ObjectType({
  description:
    'What an organisation said that a heading of its own ledger of contracts means (見出しの読み方). It holds for every file to come that has the heading.',
})
@Entity({ tableName: 'ledger_heading', ...wall({ granted: false, narrowing: 'select not acting_as_vendor()' }) })
@Unique({ properties: ['tenantId', 'folded'] })
export class LedgerHeading extends VersionedEntity {
  @Field(() => String, { description: 'As it stood in the file in which it was met.' })
  @Property({ type: 'text' })
  heading!: string;

  /** What it is found by, see `foldHeading`. */
  @Property({ type: 'text' })
  folded!: string;

  @Field(() => String, { nullable: true, description: 'Key of the field of the ledger (台帳の項目); null when the column is not read.' })
  @Property({ type: 'text', nullable: true })
  field?: string | null;

  @Field(() => DateTime, { description: 'When it was last said.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  mappedAt!: Opt<Date>;

  @Field(() => String, { description: 'Who said so.' })
  @Property({ type: 'text' })
  mappedByName!: string;
}
