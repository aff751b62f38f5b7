import { LOOKS } from '../survey-round/level.ts';
import type { Look } from '../survey-round/level.ts';
import type { GridFeature, GridOrganisation, SurveyGrid } from './survey-grid.ts';

/** One kind of change with how many cells changed so. */
export interface Change {
  from: Look;
  to: Look;
  count: number;
}

/** Two rounds about the same system, cell by cell. */
export interface Comparison {
  /** What a cell was in the other round; undefined where that round did not ask about it. */
  before: (feature: GridFeature, organisation: GridOrganisation) => Look | undefined;
  /** Whether any cell of a feature has changed. */
  isChanged: (feature: GridFeature) => boolean;
  /** Cells that both rounds asked about. */
  comparedCount: number;
  changedCount: number;
  /** Most frequent first. */
  changes: Change[];
  /** Features and ministries that only one of the rounds asked. */
  newFeatures: GridFeature[];
  goneFeatures: GridFeature[];
  newOrganisations: GridOrganisation[];
  goneOrganisations: GridOrganisation[];
}

/** Compares a round with another one about the same system: features by what they are in the system, ministries by who they are. */
export function compareGrids(now: SurveyGrid, other: SurveyGrid): Comparison {
  const rows = new Map(other.features.flatMap(feature => (feature.featureId ? [[feature.featureId, feature] as const] : [])));
  const columns = new Map(other.organisations.map(({ id }, place) => [id, place]));
  const rowOf = ({ featureId }: GridFeature) => (featureId ? rows.get(featureId) : undefined);
  const before = (feature: GridFeature, { id }: GridOrganisation): Look | undefined => {
    const place = columns.get(id);
    return place === undefined ? undefined : rowOf(feature)?.looks[place];
  };
  const counts = new Map<string, number>();
  const changed = new Set<string>();
  let comparedCount = 0;
  for (const feature of now.features) {
    for (const [place, organisation] of now.organisations.entries()) {
      const [from, to] = [before(feature, organisation), feature.looks[place]!];
      if (from === undefined) continue;
      comparedCount++;
      if (from === to) continue;
      changed.add(feature.id);
      counts.set(`${from} ${to}`, (counts.get(`${from} ${to}`) ?? 0) + 1);
    }
  }
  const changes = LOOKS.flatMap(from => LOOKS.map(to => ({ from, to, count: counts.get(`${from} ${to}`) ?? 0 })))
    .filter(({ count }) => count > 0)
    .toSorted((one, another) => another.count - one.count);
  const nowFeatures = new Set(now.features.map(({ featureId }) => featureId));
  const nowOrganisations = new Set(now.organisations.map(({ id }) => id));
  return {
    before,
    isChanged: ({ id }) => changed.has(id),
    comparedCount,
    changedCount: changes.reduce((sum, { count }) => sum + count, 0),
    changes,
    newFeatures: now.features.filter(feature => !rowOf(feature)),
    goneFeatures: other.features.filter(({ featureId }) => !nowFeatures.has(featureId)),
    newOrganisations: now.organisations.filter(({ id }) => !columns.has(id)),
    goneOrganisations: other.organisations.filter(({ id }) => !nowOrganisations.has(id)),
  };
}
