import type { Opt } from '@mikro-orm/core';
import { PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';

/** Base of every entity that a tenant owns. The database fills in key and tenant. */
@ObjectType()
export abstract class TenantEntity {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid', defaultRaw: 'gen_random_uuid()' })
  id!: Opt<string>;

  @Property({ type: 'uuid', defaultRaw: 'current_tenant_id()', index: true })
  tenantId!: Opt<string>;
}

/** Base of a tenant's entity that people change: the version tells a late writer that somebody was faster. */
@ObjectType()
export abstract class VersionedEntity extends TenantEntity {
  @Field(() => Int, { description: 'Grows with each change; a save names the version it started from.' })
  @Property({ type: 'integer', version: true, default: 1 })
  version!: Opt<number>;
}
