import type { Opt } from '@mikro-orm/core';
import { Entity, Enum, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Role } from '../access/role.ts';
import { TenantEntity } from '../database/tenant-entity.ts';
import { ME, wall } from '../database/wall.ts';
import { DateTime, PackedJson } from '../scalars.ts';

@ObjectType({
  description:
    'One change of one row (監査記録, S-63, S-43): when, who, as which role, what, before and after, and why where a reason was given. Written by the database in the transaction of the change.',
})
@Entity({ tableName: 'audit_entry', ...appendedByDatabase(wall({ readers: `subject_tenant_id = ${ME}`, granted: false })) })
@Index({ properties: ['tenantId', 'at'] })
@Index({ properties: ['subjectTenantId', 'at'] })
export class AuditEntry {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid', defaultRaw: 'gen_random_uuid()' })
  id!: Opt<string>;

  /** Organisation that the actor acted for. */
  @Property({ type: 'uuid' })
  tenantId!: string;

  /** Organisation whose row it is. */
  @Property({ type: 'uuid' })
  subjectTenantId!: string;

  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'clock_timestamp()' })
  at!: Opt<Date>;

  @Property({ type: 'uuid', nullable: true })
  accountId?: string | null;

  @Field(() => String, { description: 'Name of the person at that moment.' })
  @Property({ type: 'text' })
  actorName!: string;

  @Field(() => [Role])
  @Enum({ items: () => Role, array: true })
  actorRoles!: Role[];

  @Field(() => String, { description: 'What the person did: the name of the mutation, then created, changed or deleted.' })
  @Property({ type: 'text' })
  action!: string;

  @Field(() => String, { description: 'Kind of row (対象), for example answer or survey_round.' })
  @Property({ type: 'text' })
  subject!: string;

  @Field(() => ID, { nullable: true })
  @Property({ type: 'uuid', nullable: true })
  subjectId?: string | null;

  @Field(() => String, { nullable: true, description: 'Why (理由); always there where a decision is changed.' })
  @Property({ type: 'text', nullable: true })
  reason?: string | null;

  @Field(() => PackedJson, { nullable: true, description: 'The row before as a JSON object of columns; null when it was created.' })
  @Property({ type: 'json', nullable: true })
  before?: object | null;

  @Field(() => PackedJson, { nullable: true, description: 'The row after as a JSON object of columns; null when it was deleted.' })
  @Property({ type: 'json', nullable: true })
  after?: object | null;

  @Field(() => String, { nullable: true, description: 'Identifies the request in the log of the server.' })
  @Property({ type: 'text', nullable: true })
  requestId?: string | null;
}

/** The trigger that records changes runs as the owner of the table; no login may insert by itself, for want of the right. */
function appendedByDatabase(walled: ReturnType<typeof wall>): ReturnType<typeof wall> {
  return { ...walled, policies: [...walled.policies!, { name: 'audit_append', command: 'insert', check: 'true' }] };
}

@ObjectType({ description: 'One reading through the cross-ministry door (横断閲覧の記録): who read what, and when.' })
@Entity({ tableName: 'access_record', ...wall({ readers: `${ME} = any (organisation_ids)`, granted: false }) })
@Index({ properties: ['tenantId', 'at'] })
export class AccessRecord extends TenantEntity {
  @Field(() => DateTime)
  @Property({ type: 'timestamptz', defaultRaw: 'clock_timestamp()' })
  at!: Opt<Date>;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Field(() => String)
  @Property({ type: 'text' })
  actorName!: string;

  @Field(() => String, { description: 'Queries that were read.' })
  @Property({ type: 'text' })
  fields!: string;

  @Property({ type: 'array', columnType: 'uuid[]' })
  organisationIds!: string[];

  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  requestId?: string | null;
}
