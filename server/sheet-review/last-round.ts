import type { AnswerSheet, UsageLevel } from '../answer/entity.ts';
import { Submission } from '../answer/entity.ts';
import { previousRoundsOfSheets } from '../answer/previous-round.ts';
import { unpacked } from '../answer/submission.ts';
import type { Context } from '../context.ts';
import { load } from '../database/load.ts';
import type { SurveyFeature } from '../survey-round/entity.ts';
import { surveyFeaturesOfRounds } from '../survey-round/loader.ts';

/** What a ministry was asked and submitted last about the same system, rows that are no longer asked about included. */
export interface LastRound {
  submission: Submission;
  /** By the feature that stands behind the row; the level is null where it was left open. */
  rows: Map<string, { surveyFeature: SurveyFeature; level: UsageLevel | null }>;
}

/** The last round of the sheet's ministry about the same system; null when there is none. */
export async function lastRoundOf(context: Context, sheet: AnswerSheet): Promise<LastRound | null> {
  const previous = await load(context, previousRoundsOfSheets, sheet.id);
  if (!previous) return null;
  const { roundId } = previous;
  const submission = await context.em.findOneOrFail(Submission, { roundId, tenantId: sheet.tenantId, latest: true });
  const asked = await load(context, surveyFeaturesOfRounds, roundId);
  const rows = asked.map(
    surveyFeature => [surveyFeature.feature.id, { surveyFeature, level: unpacked(submission.levels[surveyFeature.position]) }] as const,
  );
  return { submission, rows: new Map(rows) };
}
