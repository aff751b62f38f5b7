import { groupFeatures } from '../survey-round/feature-group.ts';
import type { GridFeature } from './survey-grid.ts';

/** How deep the rows are put in groups: not at all, by 大分類, or by 大分類 and 中分類. */
export const ROW_GROUPINGS = ['middle', 'major', 'flat'] as const;
export type RowGrouping = (typeof ROW_GROUPINGS)[number];

/** A line of the survey heatmap: one feature, or the heading of a group over all of its features. */
export type SurveyLine =
  | { kind: 'feature'; id: string; feature: GridFeature }
  | { kind: 'group'; id: string; name: string; depth: number; open: boolean; features: GridFeature[] };

/** Ids of the groups, made of the places at which the list names them first, so that they stay short and need no name. */
export function groupIds(features: readonly GridFeature[]): (major: string, middle?: string | null) => string {
  const places = new Map(
    groupFeatures(features).map(({ name, middles }, place) => [name, { place, middles: middles.map(each => each.name) }]),
  );
  return (major, middle) => {
    const { place, middles } = places.get(major)!;
    return middle === undefined ? `g${place}` : `g${place}-${middles.indexOf(middle)}`;
  };
}

/**
 * The features as lines under the headings of their groups, in the order in which they come.
 *
 * @param folded ids of the groups of which the heading alone is shown
 */
export function surveyLines(
  features: readonly GridFeature[],
  grouping: RowGrouping,
  folded: ReadonlySet<string>,
  idOf: ReturnType<typeof groupIds>,
): SurveyLine[] {
  const rows = (of: readonly GridFeature[]): SurveyLine[] => of.map(feature => ({ kind: 'feature', id: feature.id, feature }));
  if (grouping === 'flat') return rows(features);
  return groupFeatures(features).flatMap(({ name, features: ofMajor, middles }): SurveyLine[] => {
    const id = idOf(name);
    const heading = { kind: 'group' as const, id, name, depth: 1, open: !folded.has(id), features: ofMajor };
    if (!heading.open) return [heading];
    if (grouping === 'major') return [heading, ...rows(ofMajor)];
    const below = middles.flatMap(({ name: middle, features: ofMiddle }): SurveyLine[] => {
      if (middle === null) return rows(ofMiddle);
      const middleId = idOf(name, middle);
      const open = !folded.has(middleId);
      return [{ kind: 'group', id: middleId, name: middle, depth: 2, open, features: ofMiddle }, ...(open ? rows(ofMiddle) : [])];
    });
    return [heading, ...below];
  });
}
