import { BigIntType, type Opt, type Ref } from '@mikro-orm/core';
import { Check, Entity, Enum, ManyToOne, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { DayOrder } from '../day-order.ts';
import { TenantEntity, VersionedEntity } from '../database/tenant-entity.ts';
import { wall } from '../database/wall.ts';
import { InformationSystem } from '../information-system/entity.ts';
import { CalendarDate } from '../scalars.ts';
import { Vendor } from '../vendor/entity.ts';
import { AmountBasis, BillingMetric, ContractKind, CostClass, EndKind, MaintenanceStyle, RenewalKind } from './terms.ts';

/** What a ministry pays to whom is nothing that a supplier may read. */
const NO_SUPPLIER = 'select not acting_as_vendor()';

@ObjectType({
  description:
    'A licence, maintenance, operation or cloud contract of an organisation (契約, F-054). Four dates stand apart and are never merged: the last day of the contract, of the licence, of the supplier’s support, and the day on which the organisation itself plans to stop.',
})
@Entity({
  tableName: 'contract',
  ...wall({ narrowing: NO_SUPPLIER, parents: { vendor_id: ['vendor', 'same tenant', { or: 'contract.vendor_id is null' }] } }),
})
@Unique({ properties: ['tenantId', 'number'] })
@Check({ name: 'contract_end_check', expression: `(end_kind = 'KNOWN') = (ends_on is not null)` })
@Check({ name: 'contract_days_check', expression: `ends_on >= starts_on` })
@Check({
  name: 'contract_extended_amount_check',
  expression: `amount_basis in ('PER_YEAR', 'TOTAL') or amount_yen * quantity::numeric <= 9007199254740991`,
})
@Check({ name: 'contract_amount_check', expression: `amount_yen >= 0 and amount_yen <= 9007199254740991` })
@Check({
  name: 'contract_development_check',
  expression: `(cost_class is not null and cost_class = 'BOTH') = (development_yen is not null) and (development_yen is null or amount_yen is not null and development_yen >= 0 and development_yen <= amount_yen)`,
})
@Check({ name: 'contract_support_check', expression: `(support_ends_on is null) = (support_end_source is null)` })
export class Contract extends VersionedEntity {
  @Field(() => String, { description: 'Number in the ledger (契約番号), unique within the organisation.' })
  @Property({ type: 'text' })
  number!: string;

  @Field(() => String, { description: 'What the contract is about (件名).' })
  @Property({ type: 'text' })
  title!: string;

  @Field(() => ContractKind)
  @Enum({ items: () => ContractKind })
  kind!: ContractKind;

  @Field(() => MaintenanceStyle, { nullable: true, description: 'Of maintenance; null when unknown, and for everything else.' })
  @Enum({ items: () => MaintenanceStyle, nullable: true })
  maintenanceStyle?: MaintenanceStyle | null;

  @Field(() => String, { nullable: true, description: 'Product (製品名).' })
  @Property({ type: 'text', nullable: true })
  productName?: string | null;

  @Property({ type: 'text', nullable: true })
  productVersion?: string | null;

  @Property({ type: 'text', nullable: true })
  productIdentifier?: string | null;

  @ManyToOne({ entity: () => Vendor, ref: true, nullable: true, index: true })
  vendor?: Ref<Vendor> | null;

  @Field(() => CalendarDate, { nullable: true, description: 'First day in force (開始日); null when unknown.' })
  @Property({ type: 'date', nullable: true })
  startsOn?: string | null;

  @Field(() => EndKind)
  @Enum({ items: () => EndKind })
  endKind!: EndKind;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day in force (終了日); given exactly when `endKind` is KNOWN.' })
  @Property({ type: 'date', nullable: true, index: true })
  endsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day on which the licence may be used (ライセンス終了日).' })
  @Property({ type: 'date', nullable: true })
  licenceEndsOn?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Last day of the supplier’s support (サポート終了日), as a person recorded it with a source.',
  })
  @Property({ type: 'date', nullable: true })
  supportEndsOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Where `supportEndsOn` is taken from (根拠); given together with it.' })
  @Property({ type: 'text', nullable: true })
  supportEndSource?: string | null;

  /** Who recorded that end and its source as they are; noted by the database. Null where nobody did, or before that was noted. */
  @Property({ type: 'text', nullable: true })
  supportEndByName?: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  supportEndAt?: Date | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Last day on which the organisation itself plans to need it (利用停止予定日).',
  })
  @Property({ type: 'date', nullable: true })
  stopsOn?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Whole yen (金額) of what `amountBasis` says; null when unknown. `extendedAmountYen` has that of all.',
  })
  @Property({ type: new BigIntType('number'), nullable: true })
  amountYen?: number | null;

  @Field(() => AmountBasis)
  @Enum({ items: () => AmountBasis })
  amountBasis!: AmountBasis;

  @Field(() => CostClass, { nullable: true, description: 'Null when unknown.' })
  @Enum({ items: () => CostClass, nullable: true })
  costClass?: CostClass | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Whole yen of `amountYen`, as that is stated, which are 整備経費 (うち整備経費); the rest is 運用等経費. Given exactly when `costClass` is BOTH. Every other amount of the contract is split in the same ratio, 整備経費 rounded down to the yen.',
  })
  @Property({ type: new BigIntType('number'), nullable: true })
  developmentYen?: number | null;

  @Field(() => RenewalKind, { nullable: true, description: 'Null when unknown.' })
  @Enum({ items: () => RenewalKind, nullable: true })
  renewalKind?: RenewalKind | null;

  @Field(() => Int, { nullable: true, description: 'Days before the end by which notice must be given (通知期限日数).' })
  @Property({ type: 'integer', nullable: true })
  noticeDays?: number | null;

  @Field(() => Int, { nullable: true, description: 'Days that a new procurement takes (調達に要する日数).' })
  @Property({ type: 'integer', nullable: true })
  leadTimeDays?: number | null;

  @Field(() => BillingMetric, { nullable: true })
  @Enum({ items: () => BillingMetric, nullable: true })
  billingMetric?: BillingMetric | null;

  @Field(() => Int, { nullable: true, description: 'How many are paid for (契約数量).' })
  @Property({ type: 'integer', nullable: true })
  quantity?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many are used (使用数量).' })
  @Property({ type: 'integer', nullable: true })
  usedQuantity?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Calls of maintenance in a year (年間呼出回数), as the ledger has it without naming the year.',
  })
  @Property({ type: 'integer', nullable: true })
  yearlyCallCount?: number | null;

  @Property({ type: 'array', columnType: 'text[]', default: [] })
  documentUrls: Opt<string[]> = [];
}

type ContractDay = 'startsOn' | 'endsOn' | 'licenceEndsOn';

const DAY_NAMES: DayOrder<ContractDay>['names'] = {
  startsOn: { ja: '開始日', en: 'first day' },
  endsOn: { ja: '終了日', en: 'last day' },
  licenceEndsOn: { ja: 'ライセンス終了日', en: 'last day of the licence' },
};

/** Days of a contract that come one after the other. Support may have ended before it began. */
export const CONTRACT_DAYS: readonly DayOrder<ContractDay>[] = [
  { earlier: 'startsOn', later: 'endsOn', names: DAY_NAMES },
  { earlier: 'startsOn', later: 'licenceEndsOn', names: DAY_NAMES },
];

/** One system that a contract is for. What a contract of several systems costs is shared among them in this order. */
@Entity({
  tableName: 'contract_system',
  ...wall({
    narrowing: NO_SUPPLIER,
    parents: { contract_id: ['contract', 'same tenant'], system_id: ['information_system', 'visible'] },
  }),
})
@Unique({ properties: ['contract', 'system'] })
export class ContractSystem extends TenantEntity {
  @ManyToOne({ entity: () => Contract, ref: true })
  contract!: Ref<Contract>;

  @ManyToOne({ entity: () => InformationSystem, ref: true, index: true })
  system!: Ref<InformationSystem>;

  /** From 0. */
  @Property({ type: 'integer' })
  position!: number;
}

@ObjectType({
  description:
    'What a contract costs in one fiscal year (年度別の額, F-063, F-066): the part of a multi-year obligation (国庫債務負担行為), and what was requested, budgeted and executed. Whole yen; null when unknown, which is not 0.',
})
@Entity({ tableName: 'contract_year', ...wall({ narrowing: NO_SUPPLIER, parents: { contract_id: ['contract', 'same tenant'] } }) })
@Unique({ properties: ['contract', 'fiscalYear'] })
export class ContractYear extends TenantEntity {
  @ManyToOne({ entity: () => Contract, ref: true })
  contract!: Ref<Contract>;

  @Field(() => Int, { description: 'Fiscal year from April, by the year of its April.' })
  @Property({ type: 'integer' })
  fiscalYear!: number;

  @Field(() => Float, { nullable: true, description: 'Payable in the year under the multi-year obligation (歳出化額).' })
  @Property({ type: new BigIntType('number'), nullable: true })
  obligationYen?: number | null;

  @Field(() => Float, { nullable: true, description: 'Requested (要求額).' })
  @Property({ type: new BigIntType('number'), nullable: true })
  requestedYen?: number | null;

  @Field(() => Float, { nullable: true, description: 'In the budget of the year (予算額); 0 says that nothing was put in.' })
  @Property({ type: new BigIntType('number'), nullable: true })
  budgetedYen?: number | null;

  @Field(() => Float, { nullable: true, description: 'Paid (執行額).' })
  @Property({ type: new BigIntType('number'), nullable: true })
  executedYen?: number | null;

  @Field(() => Int, { nullable: true, description: 'Calls of maintenance (呼出回数).' })
  @Property({ type: 'integer', nullable: true })
  callCount?: number | null;
}
