import type { SurveyFeature } from '../survey-round/entity.ts';
import { type Answer, CarryOver, UsageLevel } from './entity.ts';
import { type AnswerFinding, FindingKind } from './type.ts';

/** What somebody should look at before a sheet is submitted, in the order of the features. */
export function findingsOf(features: readonly SurveyFeature[], answers: readonly Answer[]): AnswerFinding[] {
  const byFeature = new Map(answers.map(answer => [answer.surveyFeature.id, answer]));
  return features.flatMap(feature => kindsOf(byFeature.get(feature.id)).map(kind => ({ kind, feature })));
}

function kindsOf(answer: Answer | undefined): FindingKind[] {
  if (!answer?.level) return [FindingKind.UNANSWERED];
  const alongside = answer.level === UsageLevel.USED_WITH_OTHER_MEANS;
  return [
    ...(alongside && !answer.otherMeans ? [FindingKind.OTHER_MEANS_MISSING] : []),
    ...(!alongside && answer.otherMeans ? [FindingKind.OTHER_MEANS_NOT_EXPECTED] : []),
    ...(answer.carryOver === CarryOver.UNCONFIRMED ? [FindingKind.CARRY_OVER_UNCONFIRMED] : []),
  ];
}
