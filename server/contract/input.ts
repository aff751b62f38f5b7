import { Field, Float, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';
import { AmountBasis, BillingMetric, ContractKind, CostClass, EndKind, MaintenanceStyle, RenewalKind } from './terms.ts';

/** A class of cost to look for; contracts of which none is recorded can be looked for as well. */
export const CostClassSought = { DEVELOPMENT: CostClass.DEVELOPMENT, OPERATION: CostClass.OPERATION, UNKNOWN: 'UNKNOWN' } as const;
export type CostClassSought = (typeof CostClassSought)[keyof typeof CostClassSought];
registerEnumType(CostClassSought, {
  name: 'CostClassSought',
  description:
    'A class of cost (経費区分), or contracts of which none is recorded. A contract of both classes (BOTH) is found by either; of a budget, with the part of its amounts that the class pays.',
});

export enum EndSought {
  UNKNOWN = 'UNKNOWN',
  ENDED = 'ENDED',
  SOON = 'SOON',
  LATER = 'LATER',
  NONE = 'NONE',
}
registerEnumType(EndSought, {
  name: 'EndSought',
  description: 'Contracts by their end, as of today.',
  valuesConfig: {
    UNKNOWN: { description: 'The end is unknown.' },
    ENDED: { description: 'The last day in force has passed.' },
    SOON: { description: 'The last day in force is today or one of the next 90 days.' },
    LATER: { description: 'It lies further ahead.' },
    NONE: { description: 'No end was agreed.' },
  },
});

@InputType()
export class ContractFilter {
  @Field(() => String, { nullable: true, description: 'Part of number, title, product or supplier.' })
  search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose contracts.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Contracts for this system.' })
  systemId?: string | null;

  @Field(() => ContractKind, { nullable: true })
  kind?: ContractKind | null;

  @Field(() => CostClassSought, { nullable: true })
  costClass?: CostClassSought | null;

  @Field(() => EndSought, { nullable: true })
  end?: EndSought | null;
}

@InputType()
export class ContractYearInput {
  @Field(() => Int, { description: 'From 2000 to 2999, each once.' })
  fiscalYear!: number;

  @Field(() => Float, { nullable: true, description: 'Payable under the multi-year obligation; at most five years, together `amountYen`.' })
  obligationYen?: number | null;

  @Field(() => Float, { nullable: true })
  requestedYen?: number | null;

  @Field(() => Float, { nullable: true })
  budgetedYen?: number | null;

  @Field(() => Float, { nullable: true })
  executedYen?: number | null;

  @Field(() => Int, { nullable: true })
  callCount?: number | null;
}

@InputType()
export class CreateContractInput {
  @Field(() => String, { description: 'Number in the ledger (契約番号), unique within the organisation.' })
  number!: string;

  @Field(() => String)
  title!: string;

  @Field(() => ContractKind)
  kind!: ContractKind;

  @Field(() => MaintenanceStyle, { nullable: true, description: 'For maintenance alone.' })
  maintenanceStyle?: MaintenanceStyle | null;

  @Field(() => String, { nullable: true })
  productName?: string | null;

  @Field(() => String, { nullable: true })
  productVersion?: string | null;

  @Field(() => String, { nullable: true })
  productIdentifier?: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the supplier; one that is not known yet is added.' })
  vendorName?: string | null;

  @Field(() => String, { nullable: true, description: 'Its corporate number, by which names that differ become one supplier.' })
  vendorCorporateNumber?: string | null;

  @Field(() => [ID], { description: 'Systems that it is for; the whole list. Its cost is shared among them in this order.' })
  systemIds!: string[];

  @Field(() => CalendarDate, { nullable: true })
  startsOn?: string | null;

  @Field(() => EndKind)
  endKind!: EndKind;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day in force; must be given exactly when `endKind` is KNOWN.' })
  endsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  licenceEndsOn?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  supportEndsOn?: string | null;

  @Field(() => String, { nullable: true, description: 'Must be given together with `supportEndsOn`.' })
  supportEndSource?: string | null;

  @Field(() => CalendarDate, { nullable: true })
  stopsOn?: string | null;

  @Field(() => Float, { nullable: true, description: 'Whole yen, from 0 to 9,007,199,254,740,991.' })
  amountYen?: number | null;

  @Field(() => AmountBasis)
  amountBasis!: AmountBasis;

  @Field(() => CostClass, { nullable: true })
  costClass?: CostClass | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Whole yen of `amountYen`, as that is stated, which are 整備経費 (うち整備経費), from 0 to all of it. Must be given exactly when `costClass` is BOTH.',
  })
  developmentYen?: number | null;

  @Field(() => RenewalKind, { nullable: true })
  renewalKind?: RenewalKind | null;

  @Field(() => Int, { nullable: true, description: 'From 0 to 1,000.' })
  noticeDays?: number | null;

  @Field(() => Int, { nullable: true, description: 'From 0 to 1,000.' })
  leadTimeDays?: number | null;

  @Field(() => BillingMetric, { nullable: true })
  billingMetric?: BillingMetric | null;

  @Field(() => Int, { nullable: true })
  quantity?: number | null;

  @Field(() => Int, { nullable: true })
  usedQuantity?: number | null;

  @Field(() => Int, { nullable: true })
  yearlyCallCount?: number | null;

  @Field(() => [String], { description: 'Addresses beginning with https:// or http://, 20 at most.' })
  documentUrls!: string[];

  @Field(() => [ContractYearInput], { description: 'The whole list of fiscal years of which anything is known.' })
  years!: ContractYearInput[];
}

@InputType()
export class UpdateContractInput extends CreateContractInput {
  @Field(() => ID)
  contractId!: string;

  @Field(() => Int)
  version!: number;
}
