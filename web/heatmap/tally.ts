import { LEVELS, LOOKS } from '../survey-round/level.ts';
import type { Look } from '../survey-round/level.ts';

/** The looks that are counted at the edges of a heatmap: all that were asked for. */
export const EDGE_LOOKS = LOOKS.filter(look => look !== 'NOT_ASSIGNED');

/** How many cells have each look. */
export type Tally = Record<Look, number>;

/** Counts the looks of some cells. */
export function tally(looks: Iterable<Look>): Tally {
  const counts = Object.fromEntries(LOOKS.map(look => [look, 0])) as Tally;
  for (const look of looks) counts[look]++;
  return counts;
}

/** Counts the looks of some lines in some columns. */
export function tallyOf(lines: readonly { looks: readonly Look[] }[], places: readonly number[]): Tally {
  const counts = tally([]);
  for (const { looks } of lines) for (const place of places) counts[looks[place]!]++;
  return counts;
}

/** What several counts make together. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const counts = tally([]);
  for (const each of tallies) for (const look of LOOKS) counts[look] += each[look];
  return counts;
}

/** Cells that carry one of the three levels. */
function answeredCount(counts: Tally): number {
  return sum(LEVELS.map(level => counts[level]));
}

/** Answered cells among those that were asked for, from 0 to 1; null where nothing was asked. */
export function responseRatio(counts: Tally): number | null {
  const answered = answeredCount(counts);
  const asked = answered + counts.UNANSWERED;
  return asked === 0 ? null : answered / asked;
}

/**
 * Whole per cents that add up to 100, each as near to its share as that allows.
 *
 * A part that exists never shows as 0, nor one short of everything as 100: the reader would take it for none, or for all.
 * Parts that add up to nothing give zeros.
 */
export function percentages(parts: readonly number[]): number[] {
  const total = sum(parts);
  if (total === 0) return parts.map(() => 0);
  const exact = parts.map(part => (part / total) * 100);
  const whole = exact.map(share => (share > 0 ? Math.max(1, Math.floor(share)) : 0));
  for (let missing = 100 - sum(whole); missing !== 0; missing -= Math.sign(missing)) {
    const step = Math.sign(missing);
    const lag = exact.map((share, index) => (share > 0 && whole[index]! + step > 0 ? (share - whole[index]!) * step : -Infinity));
    const furthest = lag.indexOf(Math.max(...lag));
    whole[furthest]! += step;
  }
  return whole;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
