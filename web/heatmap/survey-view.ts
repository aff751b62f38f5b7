import { found } from '../ui/search.ts';
import { filterOfQuery, passes } from './filter.ts';
import type { NamedFeatures } from './filter.ts';
import type { Comparison } from './compare.ts';
import { columnPlans, COLUMN_GROUPINGS, countsOfPlaces } from './survey-columns.ts';
import type { ColumnPlan } from './survey-columns.ts';
import type { GridFeature, SurveyGrid } from './survey-grid.ts';
import { groupIds, ROW_GROUPINGS, surveyLines } from './survey-lines.ts';
import type { RowGrouping, SurveyLine } from './survey-lines.ts';
import { inOrderOf, orderOf, placesOf, sortedBy, textOfPlaces } from './survey-order.ts';
import { EDGE_LOOKS, tallyOf } from './tally.ts';

/** The view of a heatmap as the URL has it; each parameter with what stands for its absence. */
export const VIEW_DEFAULTS = {
  /** 大分類. */
  group: '',
  /** One of the questions of filter.ts. */
  show: '',
  /** Text search. */
  q: '',
  /** A look that a feature must have somewhere. */
  level: '',
  /** Ministries that are shown, by the beginnings of their ids; all where empty. */
  orgs: '',
  /** How deep the rows are grouped; follows the order where empty. */
  by: '',
  /** Order of the rows. */
  sort: '',
  /** Places of the features, where they are ordered by hand. */
  rows: '',
  /** Groups that are folded. */
  fold: '',
  /** Whether agencies stand beside their ministry. */
  tree: '',
  /** Ministries that are taken together with their agencies. */
  cfold: '',
  /** Order of the columns. */
  csort: '',
  /** Beginnings of ids, where the columns are ordered by hand. */
  cols: '',
  /** Whether texts stand in the cells. */
  text: '',
  /** Day at whose end the heatmap stood so. */
  asof: '',
  /** The round that is compared with. */
  with: '',
  /** Whether features alone are shown that have changed. */
  changed: '',
};
export type View = typeof VIEW_DEFAULTS;

const ID_LENGTH = 8;

/** A list of ids as the URL has it: their beginnings, which tell them apart well enough. */
export const textOfIds = (ids: readonly string[]): string => ids.map(id => id.slice(0, ID_LENGTH)).join('.');

/** The ids that such a text means, in its order. */
export function idsOf(text: string, known: readonly string[]): string[] {
  if (!text) return [];
  const byBeginning = new Map(known.map(id => [id.slice(0, ID_LENGTH), id]));
  return text.split('.').flatMap(beginning => byBeginning.get(beginning) ?? []);
}

/** What of a survey is seen, lines and columns in their order. */
export interface SeenSurvey {
  grouping: RowGrouping;
  lines: SurveyLine[];
  columns: ColumnPlan[];
  /** The features that the filter lets through, in their order, folded ones included. */
  features: GridFeature[];
  /** All features in their order, as moving one by hand begins from. */
  order: GridFeature[];
  /** All ministries in their order, by their places. */
  columnOrder: number[];
}

/** Reads how deep the rows are grouped: as the list is, and not at all once they are sorted, unless the reader says so. */
export function groupingOf({ by, sort }: Pick<View, 'by' | 'sort'>): RowGrouping {
  return ROW_GROUPINGS.find(grouping => grouping === by) ?? (orderOf(sort).kind === 'sorted' ? 'flat' : 'middle');
}

/** The survey as a view shows it. */
export function seeSurvey(grid: SurveyGrid, view: View, named: NamedFeatures, comparison: Comparison | null): SeenSurvey {
  const ids = grid.organisations.map(({ id }) => id);
  const chosen = new Set(idsOf(view.orgs, ids));
  const visible = ids.flatMap((id, place) => (!chosen.size || chosen.has(id) ? [place] : []));
  const countsOf = (feature: GridFeature) => tallyOf([feature], visible);

  const rowOrder = orderOf(view.sort);
  const order =
    rowOrder.kind === 'sorted'
      ? sortedBy(grid.features, countsOf, rowOrder.by, rowOrder.ascending)
      : rowOrder.kind === 'hand'
        ? inOrderOf(grid.features, placesOf(view.rows), ({ position }) => position)
        : grid.features;
  const filter = filterOfQuery(view);
  const level = EDGE_LOOKS.find(look => look === view.level);
  const features = order.filter(
    feature =>
      passes(feature, filter, named) &&
      (!level || visible.some(place => feature.looks[place] === level)) &&
      found(view.q, feature.code, feature.name, feature.nameEn, feature.majorGroup, feature.middleGroup) &&
      (!comparison || view.changed === '' || comparison.isChanged(feature)),
  );

  const places = [...grid.organisations.keys()];
  const columnSort = orderOf(view.csort);
  const counts = columnSort.kind === 'sorted' ? countsOfPlaces(grid, features) : [];
  const columnOrder =
    columnSort.kind === 'sorted'
      ? sortedBy(places, place => counts[place]!, columnSort.by, columnSort.ascending)
      : columnSort.kind === 'hand'
        ? inOrderOf(places, idsOf(view.cols, ids), place => ids[place]!)
        : places;
  const folded = new Set(view.cfold.split('.'));
  const seen = new Set(visible);
  const columns = columnPlans(
    columnOrder.filter(place => seen.has(place)),
    grid,
    COLUMN_GROUPINGS.find(grouping => grouping === view.tree) ?? 'each',
    id => folded.has(id.slice(0, ID_LENGTH)),
  );
  const grouping = groupingOf(view);
  const lines = surveyLines(features, grouping, new Set(view.fold.split('.')), groupIds(grid.features));
  return { grouping, lines, columns, features, order, columnOrder };
}

/** The lines and columns of a view as a download takes them; nothing for what is shown as it is in the list. */
export function selectionOf({ lines, columns }: SeenSurvey, grid: SurveyGrid): { rows?: string; columns?: string } {
  const entry = (places: readonly number[]) => `*${textOfPlaces(places, '_')}`;
  // The heading of a group that is open says nothing that its rows do not.
  const shown = lines.filter(line => line.kind === 'feature' || !line.open);
  const rows = entries(
    shown.map(line =>
      line.kind === 'feature'
        ? { places: [line.feature.position], together: false }
        : { places: line.features.map(({ position }) => position), together: true },
    ),
  );
  const cols = entries(columns.map(({ places, part }) => ({ places, together: part === 'aggregate' })));
  return {
    ...(rows !== whole(grid.features.length) && { rows }),
    ...(cols !== whole(grid.organisations.length) && { columns: cols }),
  };

  function entries(of: { places: readonly number[]; together: boolean }[]): string {
    const texts: string[] = [];
    let run: number[] = [];
    const flush = () => run.length && texts.push(textOfPlaces(run, ','));
    for (const { places, together } of of) {
      if (!together) {
        run.push(...places);
        continue;
      }
      flush();
      run = [];
      texts.push(entry(places));
    }
    flush();
    return texts.join(',');
  }
}

const whole = (count: number): string => textOfPlaces([...Array(count).keys()], ',');
