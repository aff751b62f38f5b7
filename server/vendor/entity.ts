import type { Opt } from '@mikro-orm/core';
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';

@ObjectType({
  description:
    'A supplier with whom an organisation has contracts (事業者). One corporate number is one supplier, under whatever names ledgers have it.',
})
@Entity({
  tableName: 'vendor',
  // Whom else a ministry buys from is none of a supplier's business.
  ...wall({ narrowing: 'select not acting_as_vendor()' }),
})
@Unique({ properties: ['tenantId', 'corporateNumber'] })
export class Vendor extends VersionedEntity {
  @Field(() => String, { description: 'Name (事業者名), as it was first recorded or as a person has chosen it.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Corporate number (法人番号); null when it is not known.' })
  @Property({ type: 'text', nullable: true })
  corporateNumber?: string | null;

  @Field(() => [String], { description: 'Other names under which ledgers have it (表記ゆれ), in the order in which they came up.' })
  @Property({ type: 'array', columnType: 'text[]', default: [] })
  otherNames: Opt<string[]> = [];
}
