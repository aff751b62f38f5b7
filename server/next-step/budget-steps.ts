import { Role } from '../access/role.ts';
import { BudgetAxis, BudgetStanding } from '../budget/input.ts';
import { budgetRequest } from '../budget/service.ts';
import { type Context, signedIn } from '../context.ts';
import { fiscalYearOf, today } from '../scalars.ts';
import { step } from './step.ts';
import { type NextStep, NextStepKind } from './type.ts';

/**
 * What the next budget request asks of a budget officer, due on the next internal cut-off or the deadline of the request, which may
 * have passed; and renewals that the fiscal year under way has no money for. Two statements.
 */
export async function budgetSteps(context: Context): Promise<NextStep[]> {
  const { roles, organisationId } = signedIn(context);
  if (!roles.includes(Role.BUDGET_OFFICER)) return [];
  const fiscalYear = fiscalYearOf(today()) + 1;
  const { deadline, standings } = await budgetRequest(context, {
    fiscalYear,
    by: BudgetAxis.KIND,
    standing: BudgetStanding.RENEWAL,
    filter: { organisationId },
    asOf: null,
  });
  const figuresOf = (wanted: BudgetStanding) => standings.find(({ standing }) => standing === wanted)!.figures;
  const contractCount = standings.reduce((sum, { figures }) => sum + figures.contractCount, 0);
  const unknown = figuresOf(BudgetStanding.UNKNOWN_END);
  const renewals = figuresOf(BudgetStanding.RENEWAL);
  const current = figuresOf(BudgetStanding.CURRENT_YEAR);
  const request = {
    subjectId: organisationId,
    name: `${fiscalYear}年度予算`,
    nameEn: `Budget of FY${fiscalYear}`,
    dueOn: deadline.cutoffs.find(({ on }) => on >= today())?.on ?? deadline.cutoffs.at(-1)?.on ?? deadline.dueOn,
  };
  const unfunded = current.notFundedCount + current.shortCount;
  return [
    ...(unknown.contractCount
      ? [step({ ...request, kind: NextStepKind.FIND_CONTRACT_ENDS, count: unknown.contractCount, totalCount: contractCount })]
      : []),
    ...(renewals.notRequestedCount
      ? [step({ ...request, kind: NextStepKind.REQUEST_RENEWALS, count: renewals.notRequestedCount, totalCount: renewals.contractCount })]
      : []),
    ...(unfunded
      ? [
          step({
            kind: NextStepKind.FUND_RENEWALS,
            subjectId: organisationId,
            name: `${fiscalYear - 1}年度予算`,
            nameEn: `Budget of FY${fiscalYear - 1}`,
            count: unfunded,
            totalCount: current.contractCount,
            dueOn: `${fiscalYear}-03-31`,
          }),
        ]
      : []),
  ];
}
