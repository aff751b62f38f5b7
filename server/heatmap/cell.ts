import type { EntityManager } from '@mikro-orm/postgresql';
import { AnswerSheet, Submission, SubmittedAnswer } from '../answer/entity.ts';
import { unpacked } from '../answer/submission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { findOrganisation } from '../organisation/service.ts';
import { SurveyFeature } from '../survey-round/entity.ts';
import { findSurveyRound } from '../survey-round/service.ts';
import { checkDay, momentAfter, seesWhole } from './as-of.ts';
import type { CellSubmission, HeatmapCell } from './type.ts';

/**
 * What stands behind one cell, now or at the end of a day.
 *
 * @throws NotFoundError when the round has no such feature, or the viewer sees no such ministry in it
 * @throws InvalidInputError on `asOf` when the viewer sees nothing of that day
 */
export async function heatmapCell(
  context: Context,
  roundId: string,
  featureId: string,
  organisationId: string,
  asOf?: string | null,
): Promise<HeatmapCell> {
  const { em, viewer } = context;
  const feature = await em.findOne(SurveyFeature, { id: featureId, round: roundId });
  if (!feature) throw new NotFoundError('SurveyFeature', featureId);
  const sheet = await em.findOne(AnswerSheet, { round: roundId, tenantId: organisationId });
  if (!sheet) throw new NotFoundError('AnswerSheet', organisationId);
  const round = await findSurveyRound(context, roundId);
  if (asOf) checkDay(context, round, asOf);
  const submissions = await historyOf(em, sheet, feature);
  const standing = submissions.find(({ submittedAt }) => !asOf || submittedAt < momentAfter(asOf));
  const itsOwn = organisationId === viewer?.organisationId || viewer?.grantedOrganisationIds.includes(organisationId) === true;
  const named = itsOwn || seesWhole(context, round);
  return {
    feature,
    organisation: await findOrganisation(context, organisationId),
    level: standing?.level ?? null,
    otherMeans: standing?.otherMeans ?? null,
    comment: standing?.comment ?? null,
    carryOver: standing?.carryOver ?? null,
    answeredByName: standing?.answeredByName ?? null,
    answeredAt: standing?.answeredAt ?? null,
    submittedByName: (named && standing?.submittedByName) || null,
    submittedAt: standing?.submittedAt ?? null,
    openRowReason: (named && standing?.openRowReason) || null,
    history: named ? submissions : [],
  };
}

/** What each submission says about a feature, latest first. Texts are empty where the wall keeps the answers. */
async function historyOf(
  em: EntityManager,
  sheet: AnswerSheet,
  feature: SurveyFeature,
): Promise<(CellSubmission & Pick<HeatmapCell, 'openRowReason' | 'carryOver'>)[]> {
  const submissions = await em.find(Submission, { sheet }, { orderBy: { number: 'desc' } });
  const answers = await em.find(SubmittedAnswer, { submission: { $in: submissions.map(({ id }) => id) }, surveyFeature: feature });
  const bySubmission = new Map(answers.map(answer => [answer.submission.id, answer]));
  return submissions.map(submission => {
    const { id, number, levels, submittedAt, submittedByName, onBehalf, returnedAt, returnedReason, openRowReason } = submission;
    const answer = bySubmission.get(id);
    return {
      number,
      submittedAt,
      submittedByName,
      onBehalf,
      level: unpacked(levels[feature.position]),
      otherMeans: answer?.otherMeans ?? null,
      comment: answer?.comment ?? null,
      logNote: answer?.logNote ?? null,
      answeredByName: answer?.answeredByName ?? null,
      answeredAt: answer?.answeredAt ?? null,
      returnedAt: returnedAt ?? null,
      returnedReason: returnedReason ?? null,
      openRowReason: openRowReason ?? null,
      carryOver: answer?.carryOver ?? null,
    };
  });
}
