import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDate } from '../scalars.ts';
import { BudgetAxis, BudgetStanding } from './input.ts';

export enum BudgetFunding {
  UNKNOWN = 'UNKNOWN',
  NOT_FUNDED = 'NOT_FUNDED',
  SHORT = 'SHORT',
  FUNDED = 'FUNDED',
}
registerEnumType(BudgetFunding, {
  name: 'BudgetFunding',
  description: 'Whether the fiscal year of a renewal has the money for it (予算措置).',
  valuesConfig: {
    UNKNOWN: { description: 'Nothing is recorded of its budget, or it has something and the renewal costs nobody knows how much.' },
    NOT_FUNDED: { description: 'The budget has nothing for it, whatever it costs.' },
    SHORT: { description: 'The budget has less than the renewal costs in the year.' },
    FUNDED: { description: 'The budget has it.' },
  },
});

export enum BudgetDayState {
  NOT_NEEDED = 'NOT_NEEDED',
  UNKNOWN = 'UNKNOWN',
  AHEAD = 'AHEAD',
  PASSED = 'PASSED',
}
registerEnumType(BudgetDayState, {
  name: 'BudgetDayState',
  description: 'How a day stands by which something must be done for a contract.',
  valuesConfig: {
    NOT_NEEDED: { description: 'Nothing has to be done: by the kind of renewal, or because the end has passed.' },
    UNKNOWN: { description: 'Nobody knows the day (不明).' },
    AHEAD: { description: 'It is still to come.' },
    PASSED: { description: 'It has passed, and the end has not: it is too late.' },
  },
});

@ObjectType({
  description:
    'Sums over contracts, in whole yen. Amounts that are unknown are in no sum; how many there are is said beside. A contract of several systems counts once; what it costs is shared evenly among its systems, the odd yen going to the first of them.',
})
export class BudgetFigures {
  @Field(() => Int)
  contractCount!: number;

  @Field(() => Float, { description: 'Of a full year (平年度). A total is spread evenly over the months of its term, rounded down.' })
  fullYearYen!: number;

  @Field(() => Float, {
    description:
      'In the fiscal year of the renewal: the months from the one in which the renewal starts to March, of twelve, each contract rounded down. Of a contract without an end the whole year.',
  })
  inYearYen!: number;

  @Field(() => Int, { description: 'Contracts of which the full-year amount is unknown.' })
  unknownAmountCount!: number;

  @Field(() => Int, { description: 'Contracts of which the amount in the year is unknown.' })
  inYearUnknownCount!: number;

  @Field(() => Int, { description: 'Contracts whose recorded amounts stand on another line, see `BudgetLine.isElsewhere`.' })
  elsewhereCount!: number;

  @Field(() => Float, { description: 'Executed two fiscal years before the request (前々年度の執行額, PY), as far as recorded.' })
  executedYen!: number;

  @Field(() => Float, { description: 'Budgeted in the fiscal year before the request (現年度の予算額, CY), as far as recorded.' })
  budgetedYen!: number;

  @Field(() => Float, { description: 'Requested for the fiscal year of the request (要求額, BY), as far as recorded.' })
  requestedYen!: number;

  @Field(() => Float, {
    description:
      'Payable in the fiscal year of the request under multi-year obligations (歳出化額), as far as recorded; part of `inYearYen` of what is RUNNING, and of nothing else.',
  })
  obligationYen!: number;

  @Field(() => Float, {
    description: 'What the fiscal year of the renewal is known to lack for it (不足額, F-072), see `BudgetLine.shortfallYen`.',
  })
  shortfallYen!: number;

  @Field(() => Int, { description: 'Of `contractCount`, those of which nobody recorded what was paid two years before; in no sum.' })
  executedUnknownCount!: number;

  @Field(() => Int, {
    description: 'Of `contractCount`, those of which nobody recorded what the budget of the year before holds; in no sum.',
  })
  budgetedUnknownCount!: number;

  @Field(() => Int, { description: 'Contracts for which the request has no amount yet.' })
  notRequestedCount!: number;

  @Field(() => Int, { description: 'Contracts for which the fiscal year of their renewal has no money.' })
  notFundedCount!: number;

  @Field(() => Int, { description: 'Contracts for which it has too little.' })
  shortCount!: number;

  @Field(() => Int, { description: 'Contracts for which it has none or too little.' })
  unfundedCount!: number;

  @Field(() => Int, { description: 'Contracts of which nobody recorded whether it has any.' })
  fundingUnknownCount!: number;

  @Field(() => Int, { description: 'Contracts of which nobody knows how much is missing; in no sum.' })
  shortfallUnknownCount!: number;

  @Field(() => Int, { description: 'Contracts in force of which the last day to give notice has passed.' })
  noticeMissedCount!: number;

  @Field(() => Int, { description: 'Contracts in force of which the day to begin a new procurement has passed.' })
  procurementLateCount!: number;

  @Field(() => Int, { description: 'Contracts in force that end within 90 days.' })
  endingSoonCount!: number;

  @Field(() => Int, { description: 'Contracts that may not need renewal, see `BudgetLine.isCarried`.' })
  carriedCount!: number;

  @Field(() => Int, { description: 'All others.' })
  neededCount!: number;

  @Field(() => Int, {
    description: 'Other contracts for whose systems an open decision retires or shrinks a feature, see `BudgetLine.decisions`.',
  })
  decidedCount!: number;

  @Field(() => Float, { description: 'What those of `carriedCount` cost in a full year; part of `fullYearYen`.' })
  carriedYen!: number;

  @Field(() => Float, { description: 'What they cost in the year; part of `inYearYen`.' })
  carriedInYearYen!: number;

  @Field(() => Int, { description: 'Those of `carriedCount` of which the full-year amount is unknown.' })
  carriedUnknownCount!: number;

  @Field(() => Int, { description: 'Those of which the amount in the year is.' })
  carriedInYearUnknownCount!: number;
}

@ObjectType()
export class BudgetStandingFigures {
  @Field(() => BudgetStanding)
  standing!: BudgetStanding;

  @Field(() => BudgetFigures)
  figures!: BudgetFigures;
}

@ObjectType({ description: 'One part of the contracts of a standing.' })
export class BudgetGroup {
  @Field(() => String, {
    nullable: true,
    description: 'Id of the organisation or system, value of the enum, or number of the quarter; null where there is none.',
  })
  key!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the organisation or system; null for other groups, and for a system that is not the viewer’s to see.',
  })
  name!: string | null;

  @Field(() => String, { nullable: true })
  nameEn!: string | null;

  @Field(() => BudgetFigures)
  figures!: BudgetFigures;
}

@ObjectType({ description: 'A day by which a step towards the budget request is done within the organisation (省内締切).' })
export class RequestCutoff {
  @Field(() => String, { description: 'The step in the words of the organisation, such as 課から局へ提出.' })
  name!: string;

  @Field(() => CalendarDate)
  on!: string;
}

@ObjectType({ description: 'When a budget is to be requested (要求期限, F-056).' })
export class RequestDeadline {
  @Field(() => ID, { description: 'Whose days they are: those of the ministry that the request is narrowed to, else the viewer’s own.' })
  organisationId!: string;

  @Field(() => Int, { description: 'Of the days that were set; 0 where the usual ones hold.' })
  version!: number;

  @Field(() => CalendarDate, {
    description: 'Day by which the Minister of Finance has the request: 31 August before, unless another one was set.',
  })
  dueOn!: string;

  @Field(() => [RequestCutoff], { description: 'Internal cut-offs (省内締切), earliest first; empty when none was set.' })
  cutoffs!: RequestCutoff[];
}

@ObjectType({ description: 'What the budget request of a fiscal year has to hold (概算要求).' })
export class BudgetRequest {
  @Field(() => Int)
  fiscalYear!: number;

  @Field(() => CalendarDate, { description: 'Day as of which contracts have ended or not.' })
  asOf!: string;

  @Field(() => RequestDeadline)
  deadline!: RequestDeadline;

  @Field(() => CalendarDate, { description: 'First last day in force whose renewal the fiscal year pays.' })
  endsFrom!: string;

  @Field(() => CalendarDate, { description: 'The last such day.' })
  endsTo!: string;

  @Field(() => Int, { description: 'Contracts in force that end within 90 days of `asOf`, that day included, whatever their standing.' })
  endingSoonCount!: number;

  @Field(() => [BudgetStandingFigures], {
    description: 'Every standing once, unknown ends first. Together they are all contracts of the filter.',
  })
  standings!: BudgetStandingFigures[];

  @Field(() => [BudgetStandingFigures], {
    description: 'RUNNING and LICENCE_END: what else the year has to pay or decide, of contracts that are in `standings` too.',
  })
  besides!: BudgetStandingFigures[];

  @Field(() => BudgetFigures, { description: 'RENEWAL and RUNNING together: what the fiscal year pays, no yen of it twice.' })
  payable!: BudgetFigures;

  @Field(() => BudgetStanding, { nullable: true, description: 'What `groups` are of; null for every contract once.' })
  standing!: BudgetStanding | null;

  @Field(() => BudgetFigures, { description: 'The figures of `standing`, which the groups and lines add up to.' })
  total!: BudgetFigures;

  @Field(() => BudgetAxis, { description: 'What `groups` are by.' })
  by!: BudgetAxis;

  @Field(() => [BudgetGroup], {
    description: 'Together they are the figures of the standing. Largest full-year amount first; quarters in order.',
  })
  groups!: BudgetGroup[];
}

@ObjectType({
  description:
    'A contract in the request of a fiscal year; one that runs in it, or whose licence ends in it, has further lines for that. Amounts are shares where the filter names a system.',
})
export class BudgetLine {
  @Field(() => ID, { description: 'Id of the contract.' })
  id!: string;

  @Field(() => BudgetStanding)
  standing!: BudgetStanding;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'First day of the renewal, of LICENCE_END that of the licence; null without a known end.',
  })
  renewalStartsOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'Fiscal year that pays the renewal of the contract.' })
  renewalFiscalYear!: number | null;

  @Field(() => Int, { nullable: true, description: 'Quarter from which the line is to be paid, 1 from April.' })
  quarter!: number | null;

  @Field(() => Int, { nullable: true, description: 'Months that the fiscal year pays.' })
  months!: number | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day to give notice, by the days of the contract.' })
  noticeOn!: string | null;

  @Field(() => BudgetDayState, { description: 'Of `noticeOn`. Notice is needed unless the contract ends by itself.' })
  noticeState!: BudgetDayState;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'Day to begin a new procurement, by the lead time of the contract; of LICENCE_END before the end of the licence.',
  })
  procurementOn!: string | null;

  @Field(() => BudgetDayState, { description: 'Of `procurementOn`. There is something to procure unless the contract goes on by itself.' })
  procurementState!: BudgetDayState;

  @Field(() => Boolean, {
    description:
      'Whether the amounts that were recorded for a fiscal year, and of RUNNING the full-year amount, stand on another line of the contract, so that nothing counts twice. Here they are null, and not unknown.',
  })
  isElsewhere!: boolean;

  @Field(() => Float, { nullable: true, description: 'See BudgetFigures; null when unknown.' })
  fullYearYen!: number | null;

  @Field(() => Float, { nullable: true })
  inYearYen!: number | null;

  @Field(() => Float, { nullable: true })
  executedYen!: number | null;

  @Field(() => Float, { nullable: true })
  budgetedYen!: number | null;

  @Field(() => Float, { nullable: true })
  requestedYen!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Part of the obligation that the year pays, of RUNNING alone; null where none is recorded.',
  })
  obligationYen!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'What the renewal costs in its fiscal year beyond what the budget of that year has for it; null when unknown, and when nothing is missing.',
  })
  shortfallYen!: number | null;

  @Field(() => BudgetFunding)
  funding!: BudgetFunding;

  @Field(() => Boolean, {
    description:
      'Whether the renewal may not be needed (廃止・縮小に伴う更新不要の可能性): by the day on which it would start, one of the systems is retired, the organisation has stopped to use it, or an open decision retires or shrinks something at its end or at that of its licence (S-70). Of a contract without a known end: by the end of the fiscal year of the request. It stays in every sum until somebody takes it out.',
  })
  isCarried!: boolean;

  @Field(() => CalendarDate, {
    nullable: true,
    description: 'First day within the fiscal year of the renewal on which one of these happens, where none happens before.',
  })
  shortenedOn!: string | null;
}

@ObjectType({ description: 'What a decision is estimated to save in one fiscal year (削減見込額).' })
export class YearSaving {
  @Field(() => Int, { description: 'Fiscal year from April, by the year of its April.' })
  fiscalYear!: number;

  @Field(() => Int, { description: 'Months of the year in which it saves; a started month counts whole.' })
  months!: number;

  @Field(() => Float, { description: 'Whole yen, rounded down: the estimate for a year, of which these months. An estimate.' })
  yen!: number;
}
