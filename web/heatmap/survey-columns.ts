import type { GridOrganisation, GridParent, SurveyGrid } from './survey-grid.ts';
import { tallyOf } from './tally.ts';
import type { Tally } from './tally.ts';

/** How the columns stand: each by itself, or agencies beside the ministry that they stand below. */
export const COLUMN_GROUPINGS = ['each', 'parent'] as const;
export type ColumnGrouping = (typeof COLUMN_GROUPINGS)[number];

/** A column of the survey heatmap: one ministry, or a ministry with its agencies taken together. */
export interface ColumnPlan {
  id: string;
  /** Places of the ministries in the grid. */
  places: number[];
  organisations: GridOrganisation[];
  /** The ministry on top, where several belong together. */
  parent: GridParent | null;
  part: 'single' | 'head' | 'member' | 'aggregate';
}

/** Ministries with their agencies, each group where its first one stands. */
function clustersOf(places: readonly number[], { organisations }: SurveyGrid): number[][] {
  return [...Map.groupBy(places, place => organisations[place]!.parent?.id ?? organisations[place]!.id).values()];
}

/**
 * The columns for ministries in an order.
 *
 * @param folded ids of the ministries whose agencies are taken together with them
 */
export function columnPlans(
  places: readonly number[],
  grid: SurveyGrid,
  grouping: ColumnGrouping,
  folded: (parentId: string) => boolean,
): ColumnPlan[] {
  const single = (place: number, part: ColumnPlan['part'], parent: GridParent | null = null): ColumnPlan => {
    const organisation = grid.organisations[place]!;
    return { id: organisation.id, places: [place], organisations: [organisation], parent, part };
  };
  if (grouping === 'each') return places.map(place => single(place, 'single'));
  return clustersOf(places, grid).flatMap(cluster => {
    if (cluster.length === 1) return [single(cluster[0]!, 'single')];
    const of = cluster.map(place => grid.organisations[place]!);
    const top = of.find(({ parent }) => !parent);
    const parent: GridParent = top ?? of[0]!.parent!;
    if (folded(parent.id)) return [{ id: `all-${parent.id}`, places: cluster, organisations: of, parent, part: 'aggregate' }];
    // The ministry itself stands before its agencies, whatever they are sorted by.
    const ordered = cluster.toSorted((one, other) => Number(grid.organisations[one] !== top) - Number(grid.organisations[other] !== top));
    return ordered.map((place, index) => single(place, index === 0 ? 'head' : 'member', parent));
  });
}

/** Whether any of the ministries stands beside others below the same one. */
export function hasFamilies(grid: SurveyGrid): boolean {
  return clustersOf([...grid.organisations.keys()], grid).some(({ length }) => length > 1);
}

/** Counts of each ministry over some features, by its place. */
export function countsOfPlaces(grid: SurveyGrid, features: SurveyGrid['features']): Tally[] {
  return grid.organisations.map((_, place) => tallyOf(features, [place]));
}
