import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { GLYPHS, LEVELS, LOOKS } from '../survey-round/level.ts';
import type { Look } from '../survey-round/level.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { GridCell, GridColumn, GridContent, GridEdge, GridFact, GridRow } from './grid/grid.ts';
import { paintOf } from './grid/parts.ts';
import type { Comparison } from './compare.ts';
import { kept } from './kept.ts';
import type { ColumnPlan } from './survey-columns.ts';
import { CODE_OF_SEVERAL, codeOfLook } from './survey-appearance.ts';
import type { GridFeature, GridOrganisation, SurveyGrid } from './survey-grid.ts';
import type { Order } from './survey-order.ts';
import type { SeenSurvey } from './survey-view.ts';
import { EDGE_LOOKS, sumOf, tallyOf } from './tally.ts';
import type { Tally } from './tally.ts';
import { useTallyFacts } from './useTallyFacts.ts';
import { useUsageParts } from './useUsageParts.ts';

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
  const { localName, organisationName, shortOrganisationName } = useFormat();
  const { partsOf, wordsOf } = useUsageParts();
  const { edgesOf, feetOf, factOf } = useTallyFacts();

  const cells = computed(() => {
    const of = (look: Look): GridCell => ({
      look: `look look-sign look-${look}`,
      words: t(`surveyRound.look.${look}`),
      short: t(`heatmap.short.${look}`),
    });
    return Object.fromEntries(LOOKS.map(look => [look, of(look)])) as Record<Look, GridCell>;
  });

  const columns = computed<readonly SurveyColumn[]>(before => kept(before, shown().seen.columns.map(columnOf)));
  function columnOf({ id, places, organisations: of, parent, part }: ColumnPlan): SurveyColumn {
    const missing = of.filter(({ submitted }) => !submitted).length;
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
    const [organisation] = of as [GridOrganisation];
    const own = { id, name: organisationName(organisation), short: shortOrganisationName(organisation), places, menu: true };
    return { ...own, ...(part !== 'single' && { part }), ...loud };
  }

  const rowOf = computed(() => {
    const made = new Map<string, SurveyRow>();
    return (feature: GridFeature): SurveyRow => {
      const row = made.get(feature.id) ?? { id: feature.id, name: localName(feature), note: feature.code, menu: true, features: [feature] };
      made.set(feature.id, row);
      return row;
    };
  });
  const rows = computed<readonly SurveyRow[]>(before =>
    kept(
      before,
      shown().seen.lines.map((line): SurveyRow => {
        if (line.kind === 'feature') return rowOf.value(line.feature);
        const { id, name, depth, open, features } = line;
        return { id, name, note: t('heatmap.featureCount', features.length), group: { depth, open }, features };
      }),
    ),
  );
  const allPlaces = computed(() => columns.value.flatMap(({ places }) => places));

  function cell({ features: of, group }: SurveyRow, { places }: SurveyColumn): GridCell {
    return !group && places.length === 1 ? cellOf(of[0]!, places[0]!) : shareCell.value(tallyOf(of, places));
  }

  /** Cells that stand for several, one for all that count the same: of what is drawn many do, and the words of each take their time. */
  const shareCell = computed(() => {
    const made = new Map<string, GridCell>();
    return (counts: Tally): GridCell => {
      const key = EDGE_LOOKS.map(look => counts[look]).join();
      const found = made.get(key) ?? shareCellOf(counts);
      made.set(key, found);
      return found;
    };
  });
  function shareCellOf(counts: Tally): GridCell {
    const parts = partsOf(
      LEVELS.map(level => counts[level]),
      counts.UNANSWERED,
    );
    const said = parts.filter(({ share }) => share > 0);
    if (!said.length) return cells.value.NOT_ASSIGNED;
    return {
      look: 'heatmap-share',
      words: wordsOf(said),
      short: said.map(({ sign, share }) => `${sign}${share}`).join(' '),
      fill: paintOf(parts),
    };
  }

  const comparison = computed(() => shown().comparison);
  const organisations = computed(() => shown().grid.organisations);
  function cellOf(feature: GridFeature, place: number): GridCell {
    const look = feature.looks[place]!;
    if (!comparison.value) return cells.value[look];
    const before = comparison.value.before(feature, organisations.value[place]!);
    if (before === look) return cells.value[look];
    if (before === undefined) return { ...cells.value[look], words: t('heatmap.compare.cellNew', { to: cells.value[look].words }) };
    return {
      look: `look look-${look} heatmap-changed`,
      sign: `${GLYPHS[before]}→${GLYPHS[look]}`,
      words: t('heatmap.compare.cell', { from: cells.value[before].words, to: cells.value[look].words }),
      short: t('heatmap.compare.short', { from: cells.value[before].short, to: cells.value[look].short }),
    };
  }

  const withShares = computed(() => shown().grid.features.some(({ shares }) => shares));
  const edges = computed<readonly GridEdge[]>(before =>
    kept(before, [
      ...edgesOf(shown().orders.rows),
      ...(withShares.value ? [{ id: 'shares', name: t('heatmap.allShares'), short: t('heatmap.allShares'), width: 'bar' as const }] : []),
    ]),
  );
  const ofRow = computed(() => {
    const [places, counted] = [allPlaces.value, new WeakMap<SurveyRow, Tally>()];
    return (row: SurveyRow): Tally => {
      const counts = counted.get(row) ?? tallyOf(row.features, places);
      counted.set(row, counts);
      return counts;
    };
  });
  function edge(row: SurveyRow, { id }: GridEdge): GridFact {
    const shares = row.group ? null : row.features[0]!.shares;
    if (id === 'shares') return shares ? { text: '', parts: partsOf(shares) } : { text: '' };
    return factOf(ofRow.value(row), id);
  }

  const feet = computed<readonly GridEdge[]>(before => kept(before, feetOf(shown().orders.columns)));
  /** In any order: to sort the lines or to fold some changes nothing of what is counted below them. */
  const counted = computed<ReadonlySet<GridFeature>>(before => {
    const { features } = shown().seen;
    return before?.size === features.length && features.every(feature => before.has(feature)) ? before : new Set(features);
  });
  const ofColumn = computed(() => {
    const of = [...counted.value];
    return new Map(columns.value.map(column => [column.id, tallyOf(of, column.places)]));
  });
  const whole = computed(() => sumOf([...ofColumn.value.values()]));
  function foot({ id }: GridEdge, of: SurveyColumn | GridEdge): GridFact {
    if ('places' in of) return factOf(ofColumn.value.get(of.id)!, id);
    return of.id === id ? { ...factOf(whole.value, id), loud: false } : { text: '' };
  }

  /** Place in `APPEARANCES` of what a cell looks like: no words are made for it, since a picture of the whole asks for all cells. */
  function codeOf({ features: of }: SurveyRow, { places }: SurveyColumn): number {
    if (of.length === 1 && places.length === 1) return codeOfLook(of[0]!.looks[places[0]!]!);
    const nothing = of.every(({ looks }) => places.every(place => looks[place] === 'NOT_ASSIGNED'));
    return nothing ? codeOfLook('NOT_ASSIGNED') : CODE_OF_SEVERAL;
  }

  const content = computed((): GridContent<SurveyRow, SurveyColumn> => ({
    rows: rows.value,
    columns: columns.value,
    cell,
    edges: edges.value,
    edge,
    feet: feet.value,
    foot,
  }));
  return { content, codeOf };
}
