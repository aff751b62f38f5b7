interface YearSaving {
  fiscalYear: number;
  yen: number;
}

/**
 * What several decisions save together, by fiscal year in whole yen. As in each of them the last year stands for all that follow, so a
 * decision goes on saving in years that only another one names.
 */
export function sumOfSavings(decisions: readonly (readonly YearSaving[])[]): YearSaving[] {
  const years = [...new Set(decisions.flat().map(({ fiscalYear }) => fiscalYear))].toSorted((one, other) => one - other);
  const inYear = (savings: readonly YearSaving[], year: number): number =>
    savings.findLast(({ fiscalYear }) => fiscalYear <= year)?.yen ?? 0;
  return years.map(fiscalYear => ({ fiscalYear, yen: decisions.reduce((sum, savings) => sum + inYear(savings, fiscalYear), 0) }));
}
