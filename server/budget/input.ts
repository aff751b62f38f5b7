import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { CostClassSought } from '../contract/input.ts';
import { ContractKind } from '../contract/terms.ts';
import { CalendarDate } from '../scalars.ts';
import { BudgetMark } from './mark.ts';

export enum BudgetStanding {
  UNKNOWN_END = 'UNKNOWN_END',
  RENEWAL = 'RENEWAL',
  CURRENT_YEAR = 'CURRENT_YEAR',
  ENDED = 'ENDED',
  OTHER_YEAR = 'OTHER_YEAR',
  NO_END = 'NO_END',
  RUNNING = 'RUNNING',
  LICENCE_END = 'LICENCE_END',
  PAYABLE = 'PAYABLE',
}
registerEnumType(BudgetStanding, {
  name: 'BudgetStanding',
  description:
    'Where a contract stands towards the request of a fiscal year. By its own end each contract stands in exactly one of the first six; RUNNING and LICENCE_END say what else the year has to pay or decide.',
  valuesConfig: {
    UNKNOWN_END: { description: 'Its end is unknown (終了日不明), so nobody can say which year pays.' },
    RENEWAL: { description: 'Its renewal falls in the fiscal year of the request (R7).' },
    CURRENT_YEAR: { description: 'It is in force, and its renewal falls in the fiscal year that is under way (F-072).' },
    ENDED: { description: 'Its last day has passed (終了済み).' },
    OTHER_YEAR: { description: 'Its renewal falls in another fiscal year.' },
    NO_END: { description: 'No end was agreed (期間の定めなし).' },
    RUNNING: {
      description:
        'It runs in the fiscal year of the request, which pays for that (既存契約の後年度負担, F-066): its part of the multi-year obligation, or where none is recorded and it costs so much a year, the months in which it runs. Of one that is renewed within the year the months before its renewal, so that nothing is counted with both.',
    },
    LICENCE_END: {
      description:
        'Its licence ends while the contract runs on, on a day after which the fiscal year of the request pays, or on a day that nobody knows (ライセンス期限の到来). What comes after it is to be decided; nobody knows what it costs.',
    },
    PAYABLE: { description: 'RENEWAL and RUNNING together: what the fiscal year pays. A contract counts once for each.' },
  },
});

export enum BudgetAxis {
  ORGANISATION = 'ORGANISATION',
  SYSTEM = 'SYSTEM',
  KIND = 'KIND',
  COST_CLASS = 'COST_CLASS',
  QUARTER = 'QUARTER',
}
registerEnumType(BudgetAxis, {
  name: 'BudgetAxis',
  description: 'What the contracts of a request are grouped by: ministry, system, kind, class of cost, or quarter of the fiscal year.',
});

@InputType()
export class BudgetFilter {
  @Field(() => ID, { nullable: true, description: 'Whose contracts.' })
  organisationId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Contracts for this system, with its share of what they cost.' })
  systemId?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True for contracts that name no system.' })
  withoutSystem?: boolean | null;

  @Field(() => ContractKind, { nullable: true })
  kind?: ContractKind | null;

  @Field(() => CostClassSought, { nullable: true })
  costClass?: CostClassSought | null;

  @Field(() => Int, { nullable: true, description: 'Quarter from which the line is to be paid, 1 from April to 4.' })
  quarter?: number | null;

  @Field(() => BudgetMark, { nullable: true, description: 'Only what has this mark.' })
  mark?: BudgetMark | null;
}

@InputType()
export class RequestCutoffInput {
  @Field(() => String, { description: 'The step, at most 50 characters.' })
  name!: string;

  @Field(() => CalendarDate)
  on!: string;
}

@InputType()
export class SetRequestCalendarInput {
  @Field(() => Int)
  fiscalYear!: number;

  @Field(() => Int, { description: '0 while the year has its usual days.' })
  version!: number;

  @Field(() => CalendarDate, { description: 'Day by which the Minister of Finance has the request.' })
  dueOn!: string;

  @Field(() => [RequestCutoffInput], {
    description: 'Internal cut-offs in any order, at most 10, none after `dueOn`, each name once. They replace those that were set.',
  })
  cutoffs!: RequestCutoffInput[];
}
