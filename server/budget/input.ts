import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { CostClassSought } from '../contract/input.ts';
import { ContractKind } from '../contract/terms.ts';
import { CalendarDate } from '../scalars.ts';

export enum BudgetStanding {
  UNKNOWN_END = 'UNKNOWN_END',
  RENEWAL = 'RENEWAL',
  CURRENT_YEAR = 'CURRENT_YEAR',
  ENDED = 'ENDED',
  OTHER_YEAR = 'OTHER_YEAR',
  NO_END = 'NO_END',
}
registerEnumType(BudgetStanding, {
  name: 'BudgetStanding',
  description: 'Where a contract stands towards the request of a fiscal year. Each contract has exactly one standing.',
  valuesConfig: {
    UNKNOWN_END: { description: 'Its end is unknown (終了日不明), so nobody can say which year pays.' },
    RENEWAL: { description: 'Its renewal falls in the fiscal year of the request (R7).' },
    CURRENT_YEAR: { description: 'It is in force, and its renewal falls in the fiscal year that is under way (F-072).' },
    ENDED: { description: 'Its last day has passed (終了済み).' },
    OTHER_YEAR: { description: 'Its renewal falls in another fiscal year.' },
    NO_END: { description: 'No end was agreed (期間の定めなし).' },
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

  @Field(() => Int, { nullable: true, description: 'Quarter in which the renewal starts, 1 from April to 4.' })
  quarter?: number | null;
}

@InputType()
export class SetRequestCalendarInput {
  @Field(() => Int)
  fiscalYear!: number;

  @Field(() => Int, { description: '0 while the year has its usual days.' })
  version!: number;

  @Field(() => CalendarDate, { description: 'Day by which the Minister of Finance has the request.' })
  dueOn!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Day by which the organisation’s own budget office wants it, no later than `dueOn`.',
  })
  cutoffOn?: string | null;
}
