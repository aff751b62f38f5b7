import type { ResultOf } from '../graphql.ts';
import type { AnswerPage } from './sheet.graphql.ts';

type SheetUsage = NonNullable<ResultOf<typeof AnswerPage>['answerSheet']['usage']>;

/** What the logs of a system tell of a ministry's own use. */
export interface LoggedUsage {
  /** Months of the window, and those of them of which the logs tell. */
  monthCount: number;
  toldCount: number;
  /** By feature; one that no log names is not there. */
  features: ReadonlyMap<string, { count: number; peakUserCount: number | null }>;
}

/** The same by feature; undefined where the system has no logs. */
export function loggedUsage(usage: SheetUsage | null): LoggedUsage | undefined {
  if (!usage) return undefined;
  const { monthCount, toldCount, features } = usage;
  return { monthCount, toldCount, features: new Map(features.map(feature => [feature.featureId, feature])) };
}
