import type { Opt } from '@mikro-orm/core';
import { Check, Entity, Enum, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { DateTime } from '../scalars.ts';

/** Kinds of records that are confirmed. A new kind adds itself here and to the wall of `Attestation`. */
export enum AttestationSubject {
  INFORMATION_SYSTEM = 'INFORMATION_SYSTEM',
  /** What a system does about each item of the monitoring catalogue; the record is the system. */
  SYSTEM_MONITORING = 'SYSTEM_MONITORING',
}

export enum AttestationState {
  NEVER = 'NEVER',
  DUE = 'DUE',
  CONFIRMED = 'CONFIRMED',
}
registerEnumType(AttestationState, {
  name: 'AttestationState',
  description:
    'Whether a record has been said to be right (記載内容の確認): never 未確認, longer ago than allowed 要確認, or confirmed 確認済み.',
});

/** Months for which a confirmation holds until the organisation says otherwise. */
export const DEFAULT_MONTHS = 6;
export const MOST_MONTHS = 36;

@ObjectType({
  description: 'One confirmation that a record was right as it stood (記載内容の確認). Kept for ever; the latest one counts.',
})
@Entity({
  tableName: 'attestation',
  ...wall({
    readers: `subject = 'INFORMATION_SYSTEM' and subject_id = any (array(select id from information_system))`,
    parents: { subject_id: ['information_system', 'same tenant'] },
  }),
})
@Index({ properties: ['subjectId', 'confirmedAt'] })
export class Attestation extends TenantEntity {
  @Enum({ items: () => AttestationSubject })
  subject!: AttestationSubject;

  @Property({ type: 'uuid' })
  subjectId!: string;

  @Field(() => DateTime, { description: 'When it was confirmed.' })
  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  confirmedAt!: Opt<Date>;

  @Property({ type: 'uuid', defaultRaw: 'current_account_id()' })
  confirmedById!: Opt<string>;

  @Field(() => String, { description: 'Who confirmed it.' })
  @Property({ type: 'text' })
  confirmedByName!: string;

  /** The record as it was confirmed, field by field as text; tells later what has changed since. */
  @Property({ type: 'json' })
  content!: Record<string, string | null>;
}

@ObjectType({ description: 'For how long a confirmation holds in an organisation (確認の有効期間).' })
@Entity({
  tableName: 'attestation_rule',
  // Whoever sees a system must be able to tell whether its confirmation still holds.
  ...wall({ readers: 'tenant_id = any (array(select tenant_id from information_system))' }),
})
@Unique({ properties: ['tenantId'] })
@Check({ name: 'attestation_rule_months_check', expression: `months >= 1 and months <= ${MOST_MONTHS}` })
export class AttestationRule extends VersionedEntity {
  @Field(() => Int, { description: 'Months from 1 to 36; 6 until the organisation says otherwise.' })
  @Property({ type: 'integer', default: DEFAULT_MONTHS })
  months: Opt<number> = DEFAULT_MONTHS;
}
