import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { registerEnumType } from 'type-graphql';
import { Account } from '../account/entity.ts';
import { VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { AlertKind } from './kind.ts';

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
