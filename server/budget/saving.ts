import { type FeatureDecision, firstDayOf } from '../decision/entity.ts';
import { dayBefore } from '../scalars.ts';
import { inYearYen, renewalOf } from './renewal.ts';
import type { YearSaving } from './type.ts';

/**
 * What a decision saves by fiscal year: the rest of the year in which it begins to, and where that is not whole the year after it, which
 * stands for all that follow. What waits for an end saves from the day after it, as that is when the renewal would start (R7).
 */
function savingsFrom(firstDay: string, yearlyYen: number): YearSaving[] {
  const { fiscalYear, months } = renewalOf(dayBefore(firstDay));
  const first = { fiscalYear, months, yen: inYearYen(yearlyYen, months) };
  return months === 12 ? [first] : [first, { fiscalYear: fiscalYear + 1, months: 12, yen: yearlyYen }];
}

/** The savings of a decision that takes effect on a day; none without an estimate or a known day. */
export function savingsOf({ savingYen, opportunity }: FeatureDecision, day: string | null): YearSaving[] {
  if (savingYen == null || !day) return [];
  return savingsFrom(firstDayOf(opportunity, day), savingYen);
}
