import type { ResultOf } from '../graphql.ts';
import type { Level } from '../survey-round/level.ts';
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

/** What the log says against an answer (R4); a zero counts only over a window that the logs tell of completely. */
export function contradictionOf(featureId: string, level: Level | null, usage: LoggedUsage | undefined): Contradiction | null {
  const count = usage?.features.get(featureId)?.count;
  if (count === undefined) return null;
  if (level === 'NOT_USED' && count > 0) return 'NOT_USED_BUT_LOGGED';
  return level === 'FULLY_USED' && count === 0 && usage?.toldCount === usage?.monthCount ? 'USED_BUT_NOT_LOGGED' : null;
}
export type Contradiction = 'NOT_USED_BUT_LOGGED' | 'USED_BUT_NOT_LOGGED';

/** The same by feature; undefined where the system has no logs. */
export function loggedUsage(usage: SheetUsage | null): LoggedUsage | undefined {
  if (!usage) return undefined;
  const { monthCount, toldCount, features } = usage;
  return { monthCount, toldCount, features: new Map(features.map(feature => [feature.featureId, feature])) };
}
