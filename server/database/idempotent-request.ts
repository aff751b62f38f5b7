import type { Opt } from '@mikro-orm/core';
import { Entity, Property, Unique } from '@mikro-orm/decorators/legacy';
import { TenantEntity } from './tenant-entity.ts';
import { wall } from './wall.ts';

/** A mutation that was answered, by the key that the client gave it: the same key gives the same answer and no second effect. */
@Entity({ tableName: 'idempotent_request', ...wall({ granted: false }) })
@Unique({ properties: ['tenantId', 'accountId', 'key'] })
export class IdempotentRequest extends TenantEntity {
  @Property({ type: 'uuid', defaultRaw: 'current_account_id()' })
  accountId!: Opt<string>;

  /** SHA-256 of the key. */
  @Property({ type: 'text' })
  key!: string;

  /**
   * Hash of document, operation name and variables: a key must not be used for another request. Made with the key, which stands nowhere, because
   * variables may hold a password and whoever reads the table could try one after another.
   */
  @Property({ type: 'text' })
  requestHash!: string;

  @Property({ type: 'text', nullable: true })
  response?: string | null;

  @Property({ type: 'timestamptz', defaultRaw: 'now()', index: true })
  at!: Opt<Date>;
}
