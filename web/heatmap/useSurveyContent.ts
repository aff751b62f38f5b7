import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { GLYPHS, LEVELS, LOOKS } from '../survey-round/level.ts';
import type { Look } from '../survey-round/level.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { GridCell, GridColumn, GridContent, GridEdge, GridFact, GridRow } from './grid/grid.ts';
import { paintOf } from './grid/parts.ts';
import type { Comparison } from './compare.ts';
import type { GridFeature, GridOrganisation, SurveyGrid } from './survey-grid.ts';
import type { Order, SortKey } from './survey-order.ts';
import type { SeenSurvey } from './survey-view.ts';
import { EDGE_LOOKS, responseRatio, tallyOf } from './tally.ts';
import type { Tally } from './tally.ts';
import { useUsageParts } from './useUsageParts.ts';
import { variation } from './variation.ts';

/** A line with the features that it stands for. */
export interface SurveyRow extends GridRow {
  features: readonly GridFeature[];
}

/** A column with the places of the ministries that it stands for. */
export interface SurveyColumn extends GridColumn {
  places: readonly number[];
}

/** What is shown of a survey, lines and columns in their order. */
interface Shown {
  grid: SurveyGrid;
  seen: Pick<SeenSurvey, 'lines' | 'columns' | 'features'>;
  /** How lines and columns are sorted. */
  orders: { rows: Order; columns: Order };
  /** Each cell shows what it was in the other round, where it has changed. */
  comparison: Comparison | null;
}

/** The survey heatmap as the content of a grid, in the reader's language. */
export function useSurveyContent(shown: () => Shown) {
  const { t } = useI18n();
  const { localName, number, organisationName, percentage, shortOrganisationName } = useFormat();
  const { partsOf } = useUsageParts();

  const cells = computed(() => {
    const of = (look: Look): GridCell => ({
      look: `look look-sign look-${look}`,
      words: t(`surveyRound.look.${look}`),
      short: t(`heatmap.short.${look}`),
    });
    return Object.fromEntries(LOOKS.map(look => [look, of(look)])) as Record<Look, GridCell>;
  });

  const columns = computed(() =>
    shown().seen.columns.map(({ id, places, organisations, parent, part }): SurveyColumn => {
      const missing = organisations.filter(({ submitted }) => !submitted).length;
      const loud = missing > 0 && { note: t('heatmap.notSubmitted'), loud: true };
      if (part === 'aggregate') {
        const note = t('heatmap.aggregate', { n: places.length });
        return {
          id,
          name: t('heatmap.aggregateOf', { name: organisationName(parent!), n: places.length }),
          short: shortOrganisationName(parent!),
          places,
          part,
          menu: true,
          note: missing ? t('heatmap.missingOf', { sum: note, n: missing }) : note,
          loud: missing > 0,
        };
      }
      const [organisation] = organisations as [GridOrganisation];
      const own = { id, name: organisationName(organisation), short: shortOrganisationName(organisation), places, menu: true };
      return { ...own, ...(part !== 'single' && { part }), ...loud };
    }),
  );

  const rowOf = computed(() => {
    const made = new Map<string, SurveyRow>();
    return (feature: GridFeature): SurveyRow => {
      const row = made.get(feature.id) ?? { id: feature.id, name: localName(feature), note: feature.code, menu: true, features: [feature] };
      made.set(feature.id, row);
      return row;
    };
  });
  const rows = computed(() =>
    shown().seen.lines.map((line): SurveyRow => {
      if (line.kind === 'feature') return rowOf.value(line.feature);
      const { id, name, depth, open, features } = line;
      return { id, name, note: t('heatmap.featureCount', features.length), group: { depth, open }, features };
    }),
  );
  const allPlaces = computed(() => columns.value.flatMap(({ places }) => places));

  function cell({ features: of, group }: SurveyRow, { places }: SurveyColumn): GridCell {
    if (!group && places.length === 1) return cellOf(of[0]!, places[0]!);
    const counts = tallyOf(of, places);
    const parts = partsOf(
      LEVELS.map(level => counts[level]),
      counts.UNANSWERED,
    );
    const said = parts.filter(({ share }) => share > 0);
    if (!said.length) return cells.value.NOT_ASSIGNED;
    return {
      look: 'heatmap-share',
      words: said.map(({ name, share }) => `${name} ${t('heatmap.share', { n: share })}`).join(t('ui.listSeparator')),
      short: said.map(({ sign, share }) => `${sign}${share}`).join(' '),
      fill: paintOf(parts),
    };
  }

  function cellOf(feature: GridFeature, place: number): GridCell {
    const { comparison, grid } = shown();
    const look = feature.looks[place]!;
    const before = comparison?.before(feature, grid.organisations[place]!);
    if (!comparison || before === look) return cells.value[look];
    if (before === undefined) return { ...cells.value[look], words: t('heatmap.compare.cellNew', { to: cells.value[look].words }) };
    return {
      look: `look look-${look} heatmap-changed`,
      sign: `${GLYPHS[before]}→${GLYPHS[look]}`,
      words: t('heatmap.compare.cell', { from: cells.value[before].words, to: cells.value[look].words }),
      short: t('heatmap.compare.short', { from: cells.value[before].short, to: cells.value[look].short }),
    };
  }

  const withShares = computed(() => shown().grid.features.some(({ shares }) => shares));
  const edges = computed((): GridEdge[] => [
    ...EDGE_LOOKS.map(look => ({
      id: look,
      name: t('heatmap.countOf', { look: t(`surveyRound.look.${look}`) }),
      short: GLYPHS[look],
      sort: sortOf(shown().orders.rows, look),
    })),
    {
      id: 'response',
      name: t('heatmap.responseRate'),
      short: t('heatmap.responseRate'),
      width: 'wide',
      sort: sortOf(shown().orders.rows, 'response'),
    },
    {
      id: 'variation',
      name: t('heatmap.variation'),
      short: t('heatmap.variation'),
      width: 'wide',
      sort: sortOf(shown().orders.rows, 'variation'),
    },
    ...(withShares.value ? [{ id: 'shares', name: t('heatmap.allShares'), short: t('heatmap.allShares'), width: 'bar' as const }] : []),
  ]);
  function edge({ features: of, group }: SurveyRow, { id }: GridEdge): GridFact {
    if (id === 'shares') return group || !of[0]!.shares ? { text: '' } : { text: '', parts: partsOf(of[0]!.shares) };
    return factOf(tallyOf(of, allPlaces.value), id);
  }

  const feet = computed((): GridEdge[] => [
    ...EDGE_LOOKS.map(look => ({
      id: look,
      name: t('heatmap.countOf', { look: t(`surveyRound.look.${look}`) }),
      short: GLYPHS[look],
      sort: sortOf(shown().orders.columns, look),
    })),
    { id: 'response', name: t('heatmap.responseRate'), short: '', sort: sortOf(shown().orders.columns, 'response') },
  ]);
  const whole = computed(() => tallyOf(shown().seen.features, allPlaces.value));
  const ofColumn = computed(() => new Map(columns.value.map(column => [column.id, tallyOf(shown().seen.features, column.places)])));
  function foot({ id }: GridEdge, of: SurveyColumn | GridEdge): GridFact {
    if ('places' in of) return factOf(ofColumn.value.get(of.id)!, id);
    return of.id === id ? { ...factOf(whole.value, id), loud: false } : { text: '' };
  }

  /** A figure of the edges over some cells. */
  function factOf(counts: Tally, id: string): GridFact {
    if (id === 'response') {
      const ratio = responseRatio(counts);
      return ratio === null ? { text: t('heatmap.notAsked') } : { text: percentage(ratio), loud: ratio < 1 };
    }
    if (id === 'variation') {
      const value = variation(counts);
      const answered = LEVELS.reduce((sum, level) => sum + counts[level], 0);
      // Never without how many answered: of two that answered, one number tells nothing.
      const of = { n: number(answered), max: number(answered + counts.UNANSWERED) };
      return { text: t('heatmap.variationOf', { value: value === null ? t('heatmap.notAsked') : value.toFixed(2), ...of }) };
    }
    return { text: number(counts[id as Look]), loud: id === 'UNANSWERED' && counts.UNANSWERED > 0 };
  }

  return computed((): GridContent<SurveyRow, SurveyColumn> => ({
    rows: rows.value,
    columns: columns.value,
    cell,
    edges: edges.value,
    edge,
    feet: feet.value,
    foot,
  }));
}

/** How a figure is sorted by now, in the words of `aria-sort`. */
function sortOf(order: Order, by: SortKey): 'none' | 'ascending' | 'descending' {
  if (order.kind !== 'sorted' || order.by !== by) return 'none';
  return order.ascending ? 'ascending' : 'descending';
}
