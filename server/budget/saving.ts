import type { EntityManager } from '@mikro-orm/postgresql';
import { CONTRACT_OPPORTUNITIES, FeatureDecision } from '../decision/entity.ts';
import { effectiveDays } from '../decision/loader.ts';
import { daysAfter } from '../scalars.ts';
import { inYearYen, renewalOf } from './renewal.ts';
import type { YearSaving } from './type.ts';

/**
 * What a decision saves by fiscal year: the rest of the year in which it begins to, and where that is not whole the year after it, which
 * stands for all that follow. What waits for an end saves from the day after it, as that is when the renewal would start (R7).
 */
function savingsFrom(firstDay: string, yearlyYen: number): YearSaving[] {
  const { fiscalYear, months } = renewalOf(daysAfter(firstDay, -1));
  const first = { fiscalYear, months, yen: inYearYen(yearlyYen, months) };
  return months === 12 ? [first] : [first, { fiscalYear: fiscalYear + 1, months: 12, yen: yearlyYen }];
}

/** The savings of each decision; none without an estimate or a known day. */
export async function savingsOfDecisions(em: EntityManager, ids: readonly string[]): Promise<YearSaving[][]> {
  const decisions = new Map((await em.find(FeatureDecision, { id: { $in: [...ids] } })).map(one => [one.id, one]));
  const days = await effectiveDays(em, ids);
  return ids.map((id, place) => {
    const { savingYen, opportunity } = decisions.get(id)!;
    const { day } = days[place]!;
    if (savingYen == null || !day) return [];
    return savingsFrom(CONTRACT_OPPORTUNITIES.includes(opportunity) ? daysAfter(day, 1) : day, savingYen);
  });
}
