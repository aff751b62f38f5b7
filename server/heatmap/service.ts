import type { EntityManager } from '@mikro-orm/postgresql';
import { UsageLevel } from '../answer/entity.ts';
import { unpacked } from '../answer/submission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { checkDay, momentAfter } from './as-of.ts';
import { SurveyShare } from './entity.ts';
import { surveyGrid, surveyGridAt } from './query.ts';
import type { SurveyHeatmap, SurveySummary } from './type.ts';

/** A grid as it travels: features by position, organisations with their packed levels. */
interface Grid {
  features: [id: string, ...rest: (string | null)[]][];
  organisations: [id: string, name: string, nameEn: string, shortName: string, state: string, levels: string | null][];
}

/**
 * The heatmap of a round: computed while it is open, as it was kept once it is closed, or as it stood at the end of a day.
 *
 * @throws NotFoundError when the viewer sees no such round
 * @throws InvalidInputError on `asOf` when the viewer sees nothing of that day
 */
export async function surveyHeatmap(
  context: Pick<Context, 'em' | 'viewer'>,
  roundId: string,
  asOf?: string | null,
): Promise<Pick<SurveyHeatmap, 'roundId' | 'grid' | 'asOf' | 'asOfDay'>> {
  const { em } = context;
  if (asOf) {
    const before = momentAfter(asOf);
    checkDay(context, await findSurveyRound(context, roundId), asOf);
    return {
      roundId,
      grid: await surveyGridAt(em, roundId, before),
      asOf: new Date(Math.min(before.getTime(), Date.now())),
      asOfDay: asOf,
    };
  }
  const found = await surveyGrid(em, roundId);
  if (!found) throw new NotFoundError('SurveyRound', roundId);
  return { roundId, grid: found.grid, asOf: new Date(found.asOf ?? Date.now()), asOfDay: null };
}

export async function sharesOf(em: EntityManager, roundId: string): Promise<string | null> {
  return (await em.findOne(SurveyShare, { round: roundId }))?.shares ?? null;
}

/** Per feature position how many ministries gave each level: [fully used, with other means, not used]. */
export function countsByFeature(gridText: string): [number, number, number][] {
  const { features, organisations } = JSON.parse(gridText) as Grid;
  return features.map((_, position) => {
    const given = organisations.map(([, , , , , levels]) => unpacked(levels?.[position]));
    const count = (level: UsageLevel): number => given.filter(one => one === level).length;
    return [count(UsageLevel.FULLY_USED), count(UsageLevel.USED_WITH_OTHER_MEANS), count(UsageLevel.NOT_USED)];
  });
}

/** Counts and lists over the grid, as the viewer sees it. */
export async function summaryOf({ em }: Context, gridText: string): Promise<SurveySummary> {
  const { features, organisations } = JSON.parse(gridText) as Grid;
  const counts = countsByFeature(gridText);
  const total = (place: 0 | 1 | 2): number => counts.reduce((sum, count) => sum + count[place], 0);
  const answered = total(0) + total(1) + total(2);
  const found = new Map((await em.find(SurveyFeature, { id: { $in: features.map(([id]) => id) } })).map(feature => [feature.id, feature]));
  const where = (holds: (count: [number, number, number]) => boolean): SurveyFeature[] =>
    features.flatMap(([id], position) => (holds(counts[position]!) ? [found.get(id)!] : []));
  return {
    fullyUsedCount: total(0),
    usedWithOtherMeansCount: total(1),
    notUsedCount: total(2),
    unansweredCount: features.length * organisations.length - answered,
    submittedCount: organisations.filter(([, , , , , levels]) => levels !== null).length,
    targetCount: organisations.length,
    unusedFeatures: where(([full, other, not]) => full + other === 0 && not > 0),
    singleUserFeatures: where(([full, other]) => full + other === 1),
    otherMeansFeatures: where(([, other]) => other > 0),
  };
}
