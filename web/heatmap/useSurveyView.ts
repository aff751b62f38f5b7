import { computed } from 'vue';
import { useQueryParams } from '../ui/useQueryParams.ts';
import type { Comparison } from './compare.ts';
import type { Narrowing } from './filter.ts';
import type { PressedHead } from './grid/grid.ts';
import type { Step } from './grid/useGridKeys.ts';
import type { ColumnPlan } from './survey-columns.ts';
import type { SurveyGrid } from './survey-grid.ts';
import type { SurveyLine } from './survey-lines.ts';
import { moved, textOfPlaces, textOfPressed, toggled } from './survey-order.ts';
import type { SortKey } from './survey-order.ts';
import { seeSurvey, textOfIds, VIEW_DEFAULTS } from './survey-view.ts';
import type { View } from './survey-view.ts';

interface NamedInSummary {
  unusedFeatures: readonly { id: string }[];
  singleUserFeatures: readonly { id: string }[];
  otherMeansFeatures: readonly { id: string }[];
}

interface Sources {
  grid: () => SurveyGrid | undefined;
  summary: () => NamedInSummary | undefined;
  comparison: () => Comparison | null;
}

/** What of a heatmap is shown, and how; all of it stands in the URL, so that a view can be sent by mail. */
export function useSurveyView({ grid, summary, comparison }: Sources) {
  const { params, set } = useQueryParams<View>(VIEW_DEFAULTS);

  const named = computed(() => {
    const ids = (features: readonly { id: string }[] = []) => new Set(features.map(({ id }) => id));
    const { unusedFeatures, singleUserFeatures, otherMeansFeatures } = summary() ?? {};
    return { unused: ids(unusedFeatures), single: ids(singleUserFeatures), other: ids(otherMeansFeatures) };
  });
  const seen = computed(() => {
    const all = grid();
    return all && seeSurvey(all, params.value, named.value, comparison());
  });

  /** Folds or unfolds what a list in the URL names. */
  const toggle = (name: 'fold' | 'cfold', id: string) => set({ [name]: toggled(params.value[name], id) });

  /** Folds all groups of rows, or none. */
  function foldAll(all: boolean) {
    const groups = seen.value?.lines.filter(line => line.kind === 'group' && line.depth === 1) ?? [];
    return set({ fold: all ? groups.map(({ id }) => id).join('.') : '' });
  }

  /** Takes each ministry together with its agencies, or none. */
  function foldColumns(all: boolean) {
    const parents = seen.value?.columns.flatMap(({ parent }) => parent?.id ?? []) ?? [];
    return set({ cfold: all ? textOfIds([...new Set(parents)]) : '' });
  }

  function sortRows(by: SortKey) {
    return set({ sort: textOfPressed(params.value.sort, by), rows: '' });
  }

  function sortColumns(by: SortKey) {
    return set({ csort: textOfPressed(params.value.csort, by), cols: '' });
  }

  /** Lets a line change places with its neighbour of the same kind, or go to the first or last place; from then on the order is by hand. */
  function moveRow(id: string, step: Step | 'first' | 'last') {
    const { lines = [], order = [], grouping = 'flat' } = seen.value ?? {};
    const beside = neighbourOf(lines, id, step, (one, other) => isSibling(one, other, grouping === 'flat'));
    if (!beside) return undefined;
    const [block, target] = [featuresOf(beside.item), featuresOf(beside.neighbour)];
    // The whole group moves, with what the filter hides of it.
    const whole = beside.item.kind === 'group' ? order.filter(feature => sameGroup(feature, beside.item)) : block;
    const goal = beside.where === 'before' ? order.find(feature => inLine(feature, beside.neighbour))! : target.at(-1)!;
    const rows = moved(order, whole, goal, beside.where).map(({ position }) => position);
    return set({ sort: 'hand', rows: textOfPlaces(rows), by: grouping === 'middle' ? '' : grouping });
  }

  function moveColumn(id: string, step: Step | 'first' | 'last') {
    const { columns = [], columnOrder = [] } = seen.value ?? {};
    const beside = neighbourOf(columns, id, step, isSiblingColumn);
    if (!beside) return undefined;
    const family = (column: ColumnPlan): number[] =>
      column.part === 'head' ? columns.flatMap(each => (each.parent?.id === column.parent?.id ? each.places : [])) : column.places;
    const [block, target] = [family(beside.item), family(beside.neighbour)];
    const order = moved(columnOrder, block, beside.where === 'before' ? target[0]! : target.at(-1)!, beside.where);
    return set({ csort: 'hand', cols: textOfIds(order.map(place => grid()!.organisations[place]!.id)) });
  }

  /** What a press on a heading does at once; undefined where it has a menu. */
  function press({ kind, id }: PressedHead) {
    if (kind === 'edge') return sortRows(id as SortKey);
    if (kind === 'foot') return sortColumns(id as SortKey);
    if (kind === 'row' && seen.value?.lines.some(line => line.id === id && line.kind === 'group')) return toggle('fold', id);
    return undefined;
  }

  const changed = computed(() =>
    Object.keys(VIEW_DEFAULTS).some(name => !['text', 'with', 'asof'].includes(name) && params.value[name as keyof View] !== ''),
  );
  const clear = () => set({ ...VIEW_DEFAULTS, text: params.value.text, with: params.value.with, asof: params.value.asof });
  /** Query of the link that shows the features in question, of all groups. */
  const narrowed = (narrowing: Narrowing) => ({ ...(params.value.text && { text: params.value.text }), show: narrowing });

  return { params, set, seen, toggle, foldAll, foldColumns, moveRow, moveColumn, press, changed, clear, narrowed };
}

/** The item that one changes places with, and on which side of it. */
function neighbourOf<Item extends { id: string }>(
  items: readonly Item[],
  id: string,
  step: Step | 'first' | 'last',
  isSiblingOf: (one: Item, other: Item) => boolean,
) {
  const item = items.find(each => each.id === id);
  if (!item) return undefined;
  const siblings = items.filter(each => isSiblingOf(each, item));
  const at = siblings.indexOf(item);
  const back = step === 'up' || step === 'left' || step === 'first';
  const to = step === 'first' ? 0 : step === 'last' ? siblings.length - 1 : at + (back ? -1 : 1);
  const neighbour = siblings[to];
  if (!neighbour || to === at) return undefined;
  return { item, neighbour, where: back ? ('before' as const) : ('behind' as const) };
}

const featuresOf = (line: SurveyLine) => (line.kind === 'feature' ? [line.feature] : line.features);

type Feature = Extract<SurveyLine, { kind: 'feature' }>['feature'];

/** Whether a feature lies in the group that a heading stands for. */
function sameGroup(feature: Feature, line: SurveyLine): boolean {
  const [first] = featuresOf(line);
  if (feature.majorGroup !== first!.majorGroup) return false;
  return line.kind === 'group' && line.depth === 1 ? true : feature.middleGroup === first!.middleGroup;
}

const inLine = (feature: Feature, line: SurveyLine): boolean =>
  line.kind === 'feature' ? feature === line.feature : sameGroup(feature, line);

/** Whether two lines stand beside each other: features of one group, groups of one depth below the same one. */
function isSibling(one: SurveyLine, other: SurveyLine, flat: boolean): boolean {
  const [[a], [b]] = [featuresOf(one), featuresOf(other)];
  if (one.kind === 'feature' && other.kind === 'feature') {
    return flat || (a!.majorGroup === b!.majorGroup && a!.middleGroup === b!.middleGroup);
  }
  if (one.kind === 'feature' || other.kind === 'feature' || one.depth !== other.depth) return false;
  return one.depth === 1 || a!.majorGroup === b!.majorGroup;
}

/** Agencies move among those of their ministry, everything else among what stands by itself. */
function isSiblingColumn(one: ColumnPlan, other: ColumnPlan): boolean {
  if (one.part === 'member' || other.part === 'member') return one.part === other.part && one.parent?.id === other.parent?.id;
  return true;
}
