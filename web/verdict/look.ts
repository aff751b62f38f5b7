import type { Look } from '../survey-round/level.ts';
import type { Evidence } from './verdict.ts';

/** How the answer of a ministry is drawn. */
export function lookOf({ asked, level }: Pick<Evidence, 'asked' | 'level'>): Look {
  return level ?? (asked ? 'UNANSWERED' : 'NOT_ASSIGNED');
}
