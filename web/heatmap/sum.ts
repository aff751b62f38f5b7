import { LEVELS } from '../survey-round/level.ts';
import type { Look } from '../survey-round/level.ts';
import type { GridFeature } from './survey-grid.ts';
import { EDGE_LOOKS, percentages, tallyOf } from './tally.ts';
import type { Tally } from './tally.ts';

/** The cells of one look among several. */
interface LevelSum {
  look: Look;
  /** In whole per cents of all that were asked for; null for those that were not. */
  share: number | null;
  /** In the order of the lines, then of the columns. */
  cells: { feature: GridFeature; place: number }[];
}

/** What cells taken together hold, by look: every look that can be asked for, and not assigned where there is any. */
export function sumOfCells(features: readonly GridFeature[], places: readonly number[]): { counts: Tally; levels: LevelSum[] } {
  const counts = tallyOf(features, places);
  // As the cell itself says it, whose parts these are.
  const shares = percentages([...LEVELS.map(level => counts[level]), counts.UNANSWERED]);
  const cellsOf = (look: Look) =>
    features.flatMap(feature => places.filter(place => feature.looks[place] === look).map(place => ({ feature, place })));
  const levels: LevelSum[] = EDGE_LOOKS.map((look, index) => ({ look, share: shares[index]!, cells: cellsOf(look) }));
  if (counts.NOT_ASSIGNED) levels.push({ look: 'NOT_ASSIGNED', share: null, cells: cellsOf('NOT_ASSIGNED') });
  return { counts, levels };
}
