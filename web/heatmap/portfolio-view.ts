import type { SystemClass, SystemProfile } from '../information-system/useSystemTerms.ts';
import { LEVELS } from '../survey-round/level.ts';
import type { LevelLine } from './portfolio-lines.ts';
import type { PortfolioGrid } from './portfolio-grid.ts';
import { inFigureOrder, orderOf } from './survey-order.ts';
import { tally } from './tally.ts';
import type { Tally } from './tally.ts';

/** What the systems of a year can be grouped by. */
export const SYSTEM_GROUPINGS = ['CLASS', 'PROFILE'] as const;
export type SystemGrouping = (typeof SYSTEM_GROUPINGS)[number];

/** How a view of a year is ordered, as the address has it; what stands for its absence is the order of the list, without groups. */
export const LENS_ORDER = {
  /** Order of the rows, see `orderOf`. */
  sort: '',
  /** Order of the columns. */
  csort: '',
  /** What the systems are grouped by. */
  group: '',
  /** Groups that are folded. */
  fold: '',
};
export type LensOrder = typeof LENS_ORDER;

/** A line of the system × ministry heatmap: one system, or the heading of a group over all of its systems. */
export type PortfolioLine =
  | { kind: 'system'; id: string; systems: [number] }
  | { kind: 'group'; id: string; key: SystemClass | SystemProfile | null; open: boolean; systems: number[] };

/** Lines and columns in their order, by their places in the grid. */
export interface SeenPortfolio {
  grouping: SystemGrouping | undefined;
  lines: PortfolioLine[];
  columns: readonly number[];
}

/** Counts the features of some systems in some ministries; what was asked for and not submitted is unanswered. */
export function portfolioTally({ cell }: PortfolioGrid, systems: readonly number[], columns: readonly number[]): Tally {
  const counts = tally([]);
  for (const system of systems)
    for (const column of columns) {
      const found = cell(system, column);
      if (found.kind === 'NOT_SUBMITTED') counts.UNANSWERED += found.total;
      if (found.kind !== 'SUBMITTED') continue;
      for (const level of LEVELS) counts[level] += found.shares[level];
      counts.UNANSWERED += found.shares.unanswered;
    }
  return counts;
}

/** The systems and ministries of a year as a view orders and groups them. */
export function seePortfolio(grid: PortfolioGrid, { sort, csort, group, fold }: LensOrder): SeenPortfolio {
  const [systems, places] = [[...grid.systems.keys()], [...grid.organisations.keys()]];
  const rows = inFigureOrder(systems, system => portfolioTally(grid, [system], places), orderOf(sort));
  const columns = inFigureOrder(places, place => portfolioTally(grid, systems, [place]), orderOf(csort));
  const lineOf = (system: number): PortfolioLine => ({ kind: 'system', id: grid.systems[system]!.roundId, systems: [system] });
  const grouping = SYSTEM_GROUPINGS.find(each => each === group);
  if (!grouping) return { grouping, lines: rows.map(lineOf), columns };

  const folded = new Set(fold.split('.'));
  const keyOf = (system: number) => grid.systems[system]![grouping === 'CLASS' ? 'systemClass' : 'profile'];
  // What nobody has recorded stands first, as in the other looks at a year.
  const groups = [...Map.groupBy(rows, keyOf)].toSorted(([one], [other]) => Number(other === null) - Number(one === null));
  const lines = groups.flatMap(([key, of]): PortfolioLine[] => {
    const id = key ?? 'UNKNOWN';
    const open = !folded.has(id);
    return [{ kind: 'group', id, key, open, systems: of }, ...(open ? of.map(lineOf) : [])];
  });
  return { grouping, lines, columns };
}

/** Counts by level in the order that a view gives them. */
export const sortedLines = (lines: readonly LevelLine[], sort: string): readonly LevelLine[] =>
  inFigureOrder(lines, tallyOfLine, orderOf(sort));

/** What a line counts, what was not submitted as unanswered. */
export function tallyOfLine({ counts }: LevelLine): Tally {
  const { FULLY_USED, USED_WITH_OTHER_MEANS, NOT_USED } = counts;
  return { ...tally([]), FULLY_USED, USED_WITH_OTHER_MEANS, NOT_USED, UNANSWERED: counts.UNANSWERED + counts.notSubmitted };
}
