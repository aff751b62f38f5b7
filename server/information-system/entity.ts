import type { Opt, Ref } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Account } from '../account/entity.ts';
import type { DayOrder } from '../day-order.ts';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { GRANTED, ME, wall } from '../database/wall.ts';
import { CalendarDate } from '../scalars.ts';

export enum SystemClass {
  DIGITAL_AGENCY = 'DIGITAL_AGENCY',
  JOINT_PROJECT = 'JOINT_PROJECT',
  MINISTRY = 'MINISTRY',
}
registerEnumType(SystemClass, {
  name: 'SystemClass',
  description: 'Who develops the system (システム区分).',
  valuesConfig: {
    DIGITAL_AGENCY: { description: '①デジタル庁システム' },
    JOINT_PROJECT: { description: '②デジタル庁・各府省共同プロジェクト型システム' },
    MINISTRY: { description: '③各府省システム' },
  },
});

export enum SystemProfile {
  I = 'I',
  II = 'II',
  III = 'III',
  IV = 'IV',
}
registerEnumType(SystemProfile, {
  name: 'SystemProfile',
  description: 'System profile (システムプロファイル, S-58): impact of a failure, I small social effect … IV life and huge economic loss.',
});

export enum LifecycleState {
  PLANNED = 'PLANNED',
  IN_OPERATION = 'IN_OPERATION',
  BEING_REPLACED = 'BEING_REPLACED',
  RETIRED = 'RETIRED',
}
registerEnumType(LifecycleState, {
  name: 'LifecycleState',
  description: 'Where a system stands (ライフサイクル): planned 計画中, in operation 運用中, being replaced 更改中, retired 廃止.',
});

export enum SystemContactKind {
  PJMO = 'PJMO',
  OPERATING_DIVISION = 'OPERATING_DIVISION',
  COORDINATING_DIVISION = 'COORDINATING_DIVISION',
  IT_DIVISION = 'IT_DIVISION',
  SECURITY_OFFICER = 'SECURITY_OFFICER',
  VENDOR = 'VENDOR',
}
registerEnumType(SystemContactKind, {
  name: 'SystemContactKind',
  description: 'Part that a unit or person plays for a system (体制, S-57).',
  valuesConfig: {
    PJMO: { description: 'Project management office (プロジェクト推進組織).' },
    OPERATING_DIVISION: { description: 'Staff who do the work with the system (業務実施部門).' },
    COORDINATING_DIVISION: { description: 'Coordinates the operating divisions (業務統括部門).' },
    IT_DIVISION: { description: 'IT unit in the PJMO (情報システム部門).' },
    SECURITY_OFFICER: { description: 'Information security officer (情報システムセキュリティ責任者).' },
    VENDOR: { description: 'Supplier (事業者).' },
  },
});

export enum OwnerState {
  NONE = 'NONE',
  LEFT = 'LEFT',
  IN_PLACE = 'IN_PLACE',
}
registerEnumType(OwnerState, {
  name: 'OwnerState',
  description: 'Whether somebody answers for a system: nobody named 未登録, the person has left 担当者不在, or in place.',
});

@ObjectType({
  description:
    'An information system (情報システム). Belongs to the organisation that provides it; visible to it, to the organisations that use it or are asked about it, and to cross-ministry roles.',
})
@Entity({
  tableName: 'information_system',
  ...wall({
    // Arrays on the row itself: a policy that asked another table would meet that table's policy asking back.
    readers: `${ME} = any (user_ids) or ${ME} = any (asked_ids)`,
    grantedReaders: `user_ids && ${GRANTED} or asked_ids && ${GRANTED}`,
    // A supplier sees the systems it is named for and no other.
    narrowing: '(select not acting_as_vendor()) or (select current_account_id()) = any (vendor_account_ids)',
    parents: { owner_id: ['account', 'same tenant', { or: 'information_system.owner_id is null' }] },
  }),
})
@Unique({ properties: ['tenantId', 'code'] })
@Unique({ properties: ['tenantId', 'id'] })
export class InformationSystem extends VersionedEntity {
  @Field(() => String, { description: 'Identifier in the ledger (情報システムID), unique within the provider.' })
  @Property({ type: 'text' })
  code!: string;

  @Field(() => String, { description: 'Name in Japanese (情報システム名).' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Name in English; null when none was given.' })
  @Property({ type: 'text', nullable: true })
  nameEn?: string | null;

  @Field(() => String, { nullable: true, description: 'What the system is for (概要).' })
  @Property({ type: 'text', nullable: true })
  description?: string | null;

  @Field(() => SystemClass, { nullable: true, description: 'Null when unknown.' })
  @Enum({ items: () => SystemClass, nullable: true })
  systemClass?: SystemClass | null;

  @Field(() => SystemProfile, { nullable: true, description: 'Null when unknown.' })
  @Enum({ items: () => SystemProfile, nullable: true })
  profile?: SystemProfile | null;

  @Field(() => LifecycleState)
  @Enum({ items: () => LifecycleState })
  lifecycleState!: LifecycleState;

  @Field(() => CalendarDate, { nullable: true, description: 'Day the project was decided (計画決定日).' })
  @Property({ type: 'date', nullable: true })
  plannedOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'First day of operation (運用開始日).' })
  @Property({ type: 'date', nullable: true })
  operationStartsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Planned day of the next replacement (更改予定日).' })
  @Property({ type: 'date', nullable: true })
  replacementOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Our own planned last day of operation (廃止予定日), not the vendor’s.' })
  @Property({ type: 'date', nullable: true })
  retiresOn?: string | null;

  /** The one person who answers for the record (責任者), always of the provider's own people. Contacts say who does the work. */
  @ManyToOne({ entity: () => Account, ref: true, nullable: true, index: true })
  owner?: Ref<Account> | null;

  /** Since when the owner's account is out of use with nobody in the owner's place; null otherwise. */
  @Property({ type: 'timestamptz', nullable: true })
  ownerlessSince?: Date | null;

  /** Organisations that use it. Using is another relation than providing. */
  @Property({ type: 'array', columnType: 'uuid[]', default: [] })
  userIds: Opt<string[]> = [];

  /** Organisations that were asked about it in a survey, users or not. */
  @Property({ type: 'array', columnType: 'uuid[]', default: [] })
  askedIds: Opt<string[]> = [];

  /** Accounts among its contacts, which suppliers are let in by. */
  @Property({ type: 'array', columnType: 'uuid[]', default: [] })
  vendorAccountIds: Opt<string[]> = [];

  @Property({ type: 'timestamptz', defaultRaw: 'now()' })
  createdAt!: Opt<Date>;
}

type SystemDay = 'plannedOn' | 'operationStartsOn' | 'replacementOn' | 'retiresOn';

const DAY_NAMES: DayOrder<SystemDay>['names'] = {
  plannedOn: { ja: '計画決定日', en: 'day of the decision' },
  operationStartsOn: { ja: '運用開始日', en: 'start of operation' },
  replacementOn: { ja: '更改予定日', en: 'day of the replacement' },
  retiresOn: { ja: '廃止予定日', en: 'last day of operation' },
};

/** Days of a system that come one after the other. It may be replaced before, on or after the day it retires. */
export const SYSTEM_DAYS: readonly DayOrder<SystemDay>[] = (
  [
    ['plannedOn', 'operationStartsOn'],
    ['plannedOn', 'retiresOn'],
    ['operationStartsOn', 'replacementOn'],
    ['operationStartsOn', 'retiresOn'],
  ] as const
).map(([earlier, later]) => ({ earlier, later, names: DAY_NAMES }));

@ObjectType({ description: 'A unit or person with a part to play for a system (体制表の一行).' })
@Entity({
  tableName: 'system_contact',
  ...wall({
    readers: 'system_id = any (array(select id from information_system))',
    parents: {
      system_id: ['information_system', 'same tenant'],
      account_id: ['account', 'visible', { or: 'system_contact.account_id is null' }],
    },
  }),
})
export class SystemContact extends TenantEntity {
  @ManyToOne({ entity: () => InformationSystem, ref: true, index: true })
  system!: Ref<InformationSystem>;

  @Field(() => SystemContactKind)
  @Enum({ items: () => SystemContactKind })
  kind!: SystemContactKind;

  @Field(() => String, { description: 'Division or company (部署・会社名).' })
  @Property({ type: 'text' })
  unit!: string;

  @Field(() => String, { nullable: true, description: 'Name of the person (氏名).' })
  @Property({ type: 'text', nullable: true })
  personName?: string | null;

  @Field(() => String, { nullable: true, description: 'Mail address (メールアドレス).' })
  @Property({ type: 'text', nullable: true })
  email?: string | null;

  @ManyToOne({ entity: () => Account, ref: true, nullable: true, index: true })
  account?: Ref<Account> | null;

  @Property({ type: 'integer' })
  position!: number;
}
