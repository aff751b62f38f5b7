import { ArrayType, type Opt, type Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { registerEnumType } from 'type-graphql';
import { Role } from '../access/role.ts';
import { Account } from '../account/entity.ts';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { AlertKind, MOST_LEAD_DAYS, MOST_LEAD_TIMES } from './kind.ts';

registerEnumType(AlertKind, {
  name: 'AlertKind',
  description:
    'A date that people are told of (F-058 to F-061): a contract whose end nobody knows 終了日不明, the last day to give notice 解約・更新の通知期限, the day to begin a procurement 調達開始, the last day of a contract 契約終了, of a licence ライセンス終了, of the supplier’s support サポート終了, the organisation’s own stop 利用停止予定, the internal cut-off 省内締切 and the deadline 要求期限 of a budget request.',
});

/**
 * Who takes care of a date: the person who acknowledged it, or to whom it was handed over. It belongs to the day itself, so a date that
 * changes is nobody's again and all are told. One for each date; who had it before is in the audit record.
 */
@Entity({
  tableName: 'alert_acknowledgement',
  ...wall({
    parents: { holder_id: ['account', 'visible', { or: 'alert_acknowledgement.holder_id is null' }] },
    granted: false,
  }),
})
@Unique({ properties: ['tenantId', 'kind', 'subjectId', 'anchorOn'] })
export class AlertAcknowledgement extends VersionedEntity {
  @Enum({ items: () => AlertKind })
  kind!: AlertKind;

  /** The contract; of a budget request the organisation. */
  @Property({ type: 'uuid' })
  subjectId!: string;

  /** The day itself; of an unknown end the first of the month. */
  @Property({ type: 'date' })
  anchorOn!: string;

  /** Null once it was taken back. */
  @ManyToOne({ entity: () => Account, ref: true, nullable: true, index: true })
  holder?: Ref<Account> | null;

  /** Whether somebody else gave it to the holder. */
  @Property({ type: 'boolean' })
  handedOver!: boolean;

  @Property({ type: 'text', nullable: true })
  note?: string | null;

  /** Who acknowledged it, handed it over or took it back. */
  @Property({ type: 'text' })
  byName!: string;

  @Property({ type: 'timestamptz' })
  actedAt!: Opt<Date>;
}

/** Lead times that were in force until a day; null for those of the portal, none while nobody was told. */
export interface FormerLeadTimes {
  leadDays: number[] | null;
  until: string;
}

/**
 * When an organisation tells whom of one kind of date. Without a row the portal's own rule holds. It stays when the organisation goes
 * back to that, since what was told under other lead times must not be told again.
 */
@Entity({ tableName: 'alert_rule', ...wall({ granted: false }) })
@Unique({ properties: ['tenantId', 'kind'] })
@Check({
  name: 'alert_rule_lead_days_check',
  expression: `cardinality(lead_days) >= 1 and cardinality(lead_days) <= ${MOST_LEAD_TIMES} and 0 <= all (lead_days) and ${MOST_LEAD_DAYS} >= all (lead_days)`,
})
@Check({ name: 'alert_rule_silent_check', expression: 'is_silent = (silent_reason is not null)' })
@Check({ name: 'alert_rule_told_check', expression: 'is_silent or tells_owners or cardinality(roles) > 0' })
export class AlertRule extends VersionedEntity {
  @Enum({ items: () => AlertKind })
  kind!: AlertKind;

  /** Most first; null for those of the portal, which differ by the kind of contract. */
  @Property({ type: new ArrayType(Number), columnType: 'int[]', nullable: true })
  leadDays?: number[] | null;

  @Enum({ items: () => Role, array: true })
  roles!: Role[];

  /** Whether the owners of the systems that the contract is for are told too. */
  @Property({ type: 'boolean' })
  tellsOwners!: boolean;

  /** Whether nobody is told of this kind. */
  @Property({ type: 'boolean' })
  isSilent!: boolean;

  /** Why nobody is told. */
  @Property({ type: 'text', nullable: true })
  silentReason?: string | null;

  /** Latest first. */
  @Property({ type: 'json' })
  former!: FormerLeadTimes[];

  @Property({ type: 'text' })
  changedByName!: string;

  @Property({ type: 'timestamptz' })
  changedAt!: Date;
}
