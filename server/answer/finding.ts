import type { SurveyFeature } from '../survey-round/entity.ts';
import { type Answer, CarryOver, UsageLevel } from './entity.ts';
import { type AnswerFinding, FindingKind, type SheetUsage } from './type.ts';

/** What somebody should look at before a sheet is submitted, in the order of the features; `usage` is null without logs. */
export function findingsOf(features: readonly SurveyFeature[], answers: readonly Answer[], usage: SheetUsage | null): AnswerFinding[] {
  const byFeature = new Map(answers.map(answer => [answer.surveyFeature.id, answer]));
  const uses = new Map(usage?.features.map(({ featureId, count }) => [featureId, count]));
  // A zero counts only over a window that the logs tell of completely (R6).
  const whole = usage?.toldCount === usage?.monthCount;
  return features.flatMap(feature => {
    const answer = byFeature.get(feature.id);
    return [...kindsOf(answer), ...contradictionOf(answer, uses.get(feature.id), whole)].map(kind => ({ kind, feature }));
  });
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

/** What the log says against an answer (R4); whoever has given a reason has looked at it. */
function contradictionOf(answer: Answer | undefined, count: number | undefined, whole: boolean): FindingKind[] {
  if (count === undefined || answer?.logNote) return [];
  if (answer?.level === UsageLevel.NOT_USED && count > 0) return [FindingKind.NOT_USED_BUT_LOGGED];
  if (answer?.level === UsageLevel.FULLY_USED && count === 0 && whole) return [FindingKind.USED_BUT_NOT_LOGGED];
  return [];
}
