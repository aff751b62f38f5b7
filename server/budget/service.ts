import type { Context } from '../context.ts';
import { today } from '../scalars.ts';
import type { BudgetAxis, BudgetFilter, BudgetStanding } from './input.ts';
import { budgetSums } from './query.ts';
import { checkFiscalYear, deadlineOf } from './request-calendar.ts';
import { requestWindow } from './renewal.ts';
import type { BudgetRequest } from './type.ts';

export interface BudgetRequestWish {
  fiscalYear: number;
  by: BudgetAxis;
  standing: BudgetStanding | null;
  filter: BudgetFilter | null;
  asOf: string | null;
}

/** @throws InvalidInputError on a fiscal year that there cannot be */
export async function budgetRequest(
  context: Pick<Context, 'em' | 'viewer'>,
  { fiscalYear, by, standing, filter, asOf: given }: BudgetRequestWish,
): Promise<BudgetRequest> {
  checkFiscalYear(fiscalYear);
  const asOf = given ?? today();
  const { from, to } = requestWindow(fiscalYear);
  const sums = await budgetSums(context.em, { fiscalYear, asOf, filter }, by, standing);
  return {
    fiscalYear,
    asOf,
    deadline: await deadlineOf(context, fiscalYear, filter?.organisationId),
    endsFrom: from,
    endsTo: to,
    by,
    standing,
    ...sums,
  };
}
