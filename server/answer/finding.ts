import type { SurveyFeature } from '../survey-round/entity.ts';
import { type Answer, UsageLevel } from './entity.ts';
import { type AnswerFinding, FindingKind } from './type.ts';

/** What somebody should look at before a sheet is submitted, in the order of the features. */
export function findingsOf(features: readonly SurveyFeature[], answers: readonly Answer[]): AnswerFinding[] {
  const byFeature = new Map(answers.map(answer => [answer.surveyFeature.id, answer]));
  return features.flatMap(feature => {
    const kind = findingOf(byFeature.get(feature.id));
    return kind ? [{ kind, feature }] : [];
  });
}

function findingOf(answer: Answer | undefined): FindingKind | undefined {
  if (!answer?.level) return FindingKind.UNANSWERED;
  const alongside = answer.level === UsageLevel.USED_WITH_OTHER_MEANS;
  if (alongside && !answer.otherMeans) return FindingKind.OTHER_MEANS_MISSING;
  return !alongside && answer.otherMeans ? FindingKind.OTHER_MEANS_NOT_EXPECTED : undefined;
}
