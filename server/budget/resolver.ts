import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { contractsByIds } from '../contract/loader.ts';
import { load } from '../database/load.ts';
import { PAGE_SIZE, type Page, pageType } from '../database/page.ts';
import { FeatureDecision } from '../decision/entity.ts';
import { effectiveDays } from '../decision/loader.ts';
import { retiringDecisionsOfContracts } from '../decision/loader.ts';
import { CalendarDate, today } from '../scalars.ts';
import { BudgetAxis, BudgetFilter, BudgetStanding, SetRequestCalendarInput } from './input.ts';
import { nextRequestLines } from './loader.ts';
import { budgetLinePage } from './query.ts';
import { savingsOf } from './saving.ts';
import { checkFiscalYear, setRequestCalendar } from './request-calendar.ts';
import { budgetRequest } from './service.ts';
import { BudgetLine, BudgetRequest, RequestDeadline, YearSaving } from './type.ts';

const BudgetLinePage = pageType(() => BudgetLine, 'BudgetLinePage');

@ArgsType()
class BudgetArgs {
  @Field(() => Int, { description: 'Fiscal year that the request is for, by the year of its April.' })
  fiscalYear!: number;

  @Field(() => BudgetStanding, {
    nullable: true,
    defaultValue: BudgetStanding.RENEWAL,
    description: 'Which contracts to look into; null for every contract once, by its own end.',
  })
  standing!: BudgetStanding | null;

  @Field(() => BudgetFilter, { nullable: true })
  filter!: BudgetFilter | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Day as of which contracts have ended or not; null for today.' })
  asOf!: string | null;
}

@ArgsType()
class BudgetRequestArgs extends BudgetArgs {
  @Field(() => BudgetAxis, { defaultValue: BudgetAxis.ORGANISATION })
  by!: BudgetAxis;
}

@ArgsType()
class BudgetLineArgs extends BudgetArgs {
  @Field(() => Int, { defaultValue: PAGE_SIZE })
  first!: number;

  @Field(() => String, { nullable: true })
  after!: string | null;
}

@Resolver(() => BudgetLine)
export class BudgetResolver {
  @Query(() => BudgetRequest, { description: 'What the budget request of a fiscal year has to hold, in sums (S-64 (7), F-055, F-063).' })
  budgetRequest(@Args(() => BudgetRequestArgs) args: BudgetRequestArgs, @Ctx() context: Context): Promise<BudgetRequest> {
    return budgetRequest(context, args);
  }

  @Query(() => BudgetLinePage, {
    description: 'The contracts behind the sums, the end that comes first before others (F-064).',
  })
  budgetLines(
    @Args(() => BudgetLineArgs) { fiscalYear, standing, filter, asOf, first, after }: BudgetLineArgs,
    @Ctx() { em }: Context,
  ): Promise<Page<BudgetLine>> {
    checkFiscalYear(fiscalYear);
    return budgetLinePage(em, { fiscalYear, asOf: asOf ?? today(), filter }, standing, first, after);
  }

  @Mutation(() => RequestDeadline, { description: 'Sets when the organisation requests the budget of a fiscal year.' })
  setRequestCalendar(
    @Arg('input', () => SetRequestCalendarInput) input: SetRequestCalendarInput,
    @Ctx() context: Context,
  ): Promise<RequestDeadline> {
    return setRequestCalendar(context, input);
  }

  @FieldResolver(() => Contract)
  contract(@Root() { id }: BudgetLine, @Ctx() context: Context): Promise<Contract> {
    return load(context, contractsByIds, id);
  }

  @FieldResolver(() => [FeatureDecision], {
    description: 'The open decisions that retire or shrink features of its systems, or wait for its end, whatever their day; latest first.',
  })
  decisions(@Root() { id }: BudgetLine, @Ctx() context: Context): Promise<FeatureDecision[]> {
    return load(context, retiringDecisionsOfContracts, id);
  }
}

/** Where a contract stands in the budget, of which its own room does not know. */
@Resolver(() => Contract)
export class ContractBudgetResolver {
  @FieldResolver(() => BudgetLine, {
    description: 'Where the contract stands towards the request that is prepared in the fiscal year under way, which is for the next one.',
  })
  budget(@Root() { id }: Contract, @Ctx() context: Context): Promise<BudgetLine> {
    return load(context, nextRequestLines, id);
  }
}

/** What a decision saves in which fiscal year, of which its own room does not know. */
@Resolver(() => FeatureDecision)
export class DecisionSavingsResolver {
  @FieldResolver(() => [YearSaving], {
    description:
      'The estimate by fiscal year, earliest first; the last one stands for all years after it. Empty without an estimate or a known day.',
  })
  async savings(@Root() decision: FeatureDecision, @Ctx() context: Context): Promise<YearSaving[]> {
    return savingsOf(decision, (await load(context, effectiveDays, decision.id)).day);
  }
}
