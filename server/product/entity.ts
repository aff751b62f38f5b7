import type { Opt } from '@mikro-orm/core';
import { Check, Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { IS_OPERATOR, LOGINS, ME, wall } from '../database/wall.ts';
import { CalendarDate } from '../scalars.ts';
import type { SnapshotCycle } from './snapshot.ts';

/** Open to all who are signed in, like the directory; the operator of the portal alone brings it in, for all. */
function reference(): ReturnType<typeof wall> {
  const { policies = [], ...options } = wall({ readers: `${ME} is not null` });
  const only = { type: 'restrictive' as const, roles: [LOGINS.app] };
  return {
    ...options,
    policies: [
      ...policies,
      { ...only, name: 'operator_insert', command: 'insert', check: IS_OPERATOR },
      { ...only, name: 'operator_update', command: 'update', using: IS_OPERATOR, check: IS_OPERATOR },
      { ...only, name: 'operator_delete', command: 'delete', using: IS_OPERATOR },
    ],
  };
}

@ObjectType({
  description:
    'A snapshot of product life cycles as it was brought in from a file (F-071). The one brought in last is in force. Days of it are shown with its day and its source: people collect them, and a person may overrule them.',
})
@Entity({ tableName: 'life_cycle_snapshot', ...reference() })
export class LifeCycleSnapshot extends TenantEntity {
  @Field(() => CalendarDate, { description: 'Day up to which the source had been kept (基準日).' })
  @Property({ type: 'date' })
  asOf!: string;

  @Field(() => String, { description: 'Name of the source (出典).' })
  @Property({ type: 'text' })
  sourceName!: string;

  @Field(() => String, { description: 'Where the source is kept, without a protocol.' })
  @Property({ type: 'text' })
  sourceAddress!: string;

  @Field(() => String, { description: 'State of the source, for example a commit.' })
  @Property({ type: 'text' })
  sourceRevision!: string;

  @Field(() => String, { description: 'Licence of the data (利用条件).' })
  @Property({ type: 'text' })
  licence!: string;

  @Field(() => Int)
  @Property({ type: 'integer' })
  productCount!: number;

  @Field(() => Int)
  @Property({ type: 'integer' })
  cycleCount!: number;

  @Field(() => Date)
  @Property({ type: 'timestamptz', defaultRaw: 'clock_timestamp()', index: true })
  importedAt!: Opt<Date>;

  /** Null where nobody kept it. */
  @Property({ type: 'text', nullable: true })
  importedByName?: string | null;
}

@ObjectType({ description: 'A product whose releases have a life cycle, as the snapshot in force has it.' })
@Entity({ tableName: 'product', ...reference() })
@Index({ properties: ['title'] })
export class Product extends TenantEntity {
  @Field(() => String, { description: 'Identifier in the source (製品ID), for example `postgresql`.' })
  @Property({ type: 'text' })
  @Unique()
  slug!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  title!: string;

  @Field(() => String, { description: 'Kind of product, as the source groups them; empty when it does not.' })
  @Property({ type: 'text' })
  category!: string;

  /** Everything that it is known by, folded. */
  @Property({ type: 'array', columnType: 'text[]' })
  names!: string[];

  /** In the order of the source. They come and go with the product, and nothing refers to one, so they are no rows of their own. */
  @Property({ type: 'json' })
  cycles!: SnapshotCycle[];

  /** Tells whether another snapshot says anything else. */
  @Property({ type: 'text' })
  digest!: string;
}

@ObjectType({ description: 'What a person of the organisation said: products of this name in the ledger are this one.' })
@Entity({ tableName: 'product_mapping', ...wall({ narrowing: 'select not acting_as_vendor()' }) })
@Unique({ properties: ['tenantId', 'name'] })
@Check({ name: 'product_mapping_not_listed_check', expression: 'not (not_listed and product_slug is not null)' })
export class ProductMapping extends VersionedEntity {
  /** Folded. */
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Identifier of the product; null when it was taken back.' })
  @Property({ type: 'text', nullable: true })
  productSlug?: string | null;

  /** Number of the cycle by folded version, where a person said that too. */
  @Property({ type: 'json', defaultRaw: `'{}'` })
  cycles: Opt<Record<string, string>> = {};

  @Field(() => Boolean, { description: 'Whether no list has the product, so that there is nothing to match it with (一覧にない製品).' })
  @Property({ type: 'boolean', default: false })
  notListed: Opt<boolean> = false;
}
