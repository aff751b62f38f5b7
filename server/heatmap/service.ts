import type { EntityManager } from '@mikro-orm/postgresql';
import { AnswerSheet, Submission, SubmittedAnswer, UsageLevel } from '../answer/entity.ts';
import { unpacked } from '../answer/submission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { findOrganisation } from '../organisation/service.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { SurveyShare } from './entity.ts';
import { surveyGrid } from './query.ts';
import type { HeatmapCell, SurveySummary } from './type.ts';

/** A grid as it travels: features by position, organisations with their packed levels. */
interface Grid {
  features: [id: string, ...rest: (string | null)[]][];
  organisations: [id: string, name: string, nameEn: string, shortName: string, state: string, levels: string | null][];
}

/**
 * The heatmap of a round: computed while it is open, as it was kept once it is closed.
 *
 * @throws NotFoundError when the viewer sees no such round
 */
export async function surveyHeatmap({ em }: Pick<Context, 'em'>, roundId: string): Promise<{ roundId: string; grid: string; asOf: Date }> {
  const found = await surveyGrid(em, roundId);
  if (!found) throw new NotFoundError('SurveyRound', roundId);
  return { roundId, grid: found.grid, asOf: new Date(found.asOf ?? Date.now()) };
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

/**
 * What stands behind one cell.
 *
 * @throws NotFoundError when the round has no such feature, or the viewer sees no such ministry in it
 */
export async function heatmapCell(context: Context, roundId: string, featureId: string, organisationId: string): Promise<HeatmapCell> {
  const { em } = context;
  const feature = await em.findOne(SurveyFeature, { id: featureId, round: roundId });
  if (!feature) throw new NotFoundError('SurveyFeature', featureId);
  const sheet = await em.findOne(AnswerSheet, { round: roundId, tenantId: organisationId });
  if (!sheet) throw new NotFoundError('AnswerSheet', organisationId);
  const submission = await em.findOne(Submission, { sheet, latest: true });
  const answer = submission ? await em.findOne(SubmittedAnswer, { submission, surveyFeature: feature }) : null;
  const own = {
    otherMeans: answer?.otherMeans ?? null,
    comment: answer?.comment ?? null,
    carryOver: answer?.carryOver ?? null,
    answeredByName: answer?.answeredByName ?? null,
    answeredAt: answer?.answeredAt ?? null,
  };
  return {
    feature,
    organisation: await findOrganisation(context, organisationId),
    level: unpacked(submission?.levels[feature.position]),
    ...own,
    submittedByName: submission?.submittedByName ?? null,
    submittedAt: submission?.submittedAt ?? null,
    openRowReason: submission?.openRowReason ?? null,
  };
}
