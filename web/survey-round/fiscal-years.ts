import { fiscalYearOf } from '../ui/format.ts';

/** Fiscal years to choose from, latest first: the next one, for which one plans, back to five years ago. */
export function yearsAround(today: string): number[] {
  const current = fiscalYearOf(today);
  return Array.from({ length: 7 }, (_, index) => current + 1 - index);
}
