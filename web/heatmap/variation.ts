import { LEVELS } from '../survey-round/level.ts';
import type { Tally } from './tally.ts';

/**
 * How far the ministries that answered differ (ばらつき): the entropy of the three levels over its highest, from 0 where all
 * answered the same to 1 where each level was given equally often; null where nobody answered.
 *
 * Unanswered takes no part, so the number means little without how many answered of how many.
 */
export function variation(counts: Tally): number | null {
  const given = LEVELS.map(level => counts[level]);
  const total = given.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const entropy = given.reduce((sum, count) => (count === 0 ? sum : sum - (count / total) * Math.log(count / total)), 0);
  return entropy / Math.log(LEVELS.length);
}
