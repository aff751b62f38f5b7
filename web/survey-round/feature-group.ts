/** What grouping needs to know of a feature. */
export interface GroupedFeature {
  majorGroup: string;
  /** Null when the list has no middle level there. */
  middleGroup: string | null;
}

/** Features of one 中分類; `name` is null for those that stand directly under the 大分類. */
export interface MiddleGroup<Feature> {
  name: string | null;
  features: Feature[];
}

/** Features of one 大分類, whole in `features` and split in `middles`. */
export interface MajorGroup<Feature> {
  name: string;
  features: Feature[];
  middles: MiddleGroup<Feature>[];
}

/**
 * Features in their two levels of groups, each group where the list first names it.
 *
 * A feature that was added to the list later joins the group it belongs to.
 */
export function groupFeatures<Feature extends GroupedFeature>(features: readonly Feature[]): MajorGroup<Feature>[] {
  return [...Map.groupBy(features, feature => feature.majorGroup)].map(([name, ofMajor]) => ({
    name,
    features: ofMajor,
    middles: [...Map.groupBy(ofMajor, feature => feature.middleGroup)].map(([middle, ofMiddle]) => ({ name: middle, features: ofMiddle })),
  }));
}
