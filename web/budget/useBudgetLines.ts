import type { ResultOf } from '../graphql.ts';
import { usePages } from '../ui/usePages.ts';
import { BudgetLines } from './budget.graphql.ts';
import type { useBudgetView } from './useBudgetView.ts';

export type Line = ResultOf<typeof BudgetLines>['budgetLines']['items'][number];

/** The lines behind what the page of a request shows, page by page. */
export const useBudgetLines = (fiscalYear: () => number, view: ReturnType<typeof useBudgetView>) =>
  usePages({
    query: BudgetLines,
    variables: () => ({ fiscalYear: fiscalYear(), standing: view.standing.value, filter: view.filter.value, asOf: view.asOf.value }),
    pageOf: data => data.budgetLines,
  });
