import type { GridFeature } from './survey-grid.ts';

/** Features that need a look, each a question that the reader of a heatmap asks. */
export const NARROWINGS = ['unused', 'single', 'other', 'unanswered'] as const;

/** The questions that one row alone can answer. */
export const NARROWINGS_OF_ONE_ROW = ['other', 'unanswered'] as const satisfies readonly (typeof NARROWINGS)[number][];

/** One of the questions. */
export type Narrowing = (typeof NARROWINGS)[number];

/** What of the heatmap is shown; null shows all. */
export interface HeatmapFilter {
  majorGroup: string | null;
  narrowing: Narrowing | null;
}

/** Features that the summary names, by id. */
export interface NamedFeatures {
  unused: ReadonlySet<string>;
  single: ReadonlySet<string>;
  other: ReadonlySet<string>;
}

/** Reads the filter from the query of the URL; a value that means nothing is left aside. */
export function filterOfQuery(query: Readonly<Record<string, unknown>>): HeatmapFilter {
  const { group, show } = query;
  return {
    majorGroup: typeof group === 'string' && group !== '' ? group : null,
    narrowing: NARROWINGS.find(narrowing => narrowing === show) ?? null,
  };
}

/** Whether the filter lets a feature through. */
export function passes(feature: GridFeature, { majorGroup, narrowing }: HeatmapFilter, named: NamedFeatures): boolean {
  if (majorGroup !== null && feature.majorGroup !== majorGroup) return false;
  if (narrowing === null) return true;
  return narrowing === 'unanswered' ? feature.counts.UNANSWERED > 0 : named[narrowing].has(feature.id);
}
