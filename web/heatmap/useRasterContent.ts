import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { GLYPHS, LOOKS } from '../survey-round/level.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { GridCell, GridColumn, GridContent, GridEdge, GridFact, GridRow } from './grid/grid.ts';
import { countsOfColumn, countsOfRow, type SurveyRaster } from './survey-raster.ts';
import { EDGE_LOOKS } from './tally.ts';

export interface RasterRow extends GridRow {
  index: number;
}
export interface RasterColumn extends GridColumn {
  index: number;
}

/** A survey of any size as the content of a grid: of a million cells only those are put in words that are drawn. */
export function useRasterContent(raster: () => SurveyRaster) {
  const { t } = useI18n();
  const { localName, number, organisationName, shortOrganisationName } = useFormat();

  const cells = computed(() =>
    LOOKS.map((look): GridCell => ({
      look: `look look-sign look-${look}`,
      words: t(`surveyRound.look.${look}`),
      short: t(`heatmap.short.${look}`),
    })),
  );
  const rows = computed(() =>
    raster().features.map((feature, index): RasterRow => ({
      id: feature.id,
      name: localName(feature),
      note: `${feature.code} ${feature.majorGroup}`,
      index,
    })),
  );
  const columns = computed(() =>
    raster().organisations.map((organisation, index): RasterColumn => ({
      id: organisation.id,
      name: organisationName(organisation),
      short: shortOrganisationName(organisation),
      index,
      ...(!organisation.submitted && { note: t('heatmap.notSubmitted'), loud: true }),
    })),
  );
  const cell = (row: RasterRow, column: RasterColumn) => cells.value[raster().codes[row.index * raster().columnCount + column.index]!]!;

  const edges = computed(() =>
    EDGE_LOOKS.map((look): GridEdge => ({
      id: look,
      name: t('heatmap.countOf', { look: t(`surveyRound.look.${look}`) }),
      short: GLYPHS[look],
      width: 'wide',
    })),
  );
  /** Counted when a line comes into sight, and kept. */
  const counted = computed(() => {
    const of = { rows: new Map<number, number[]>(), columns: new Map<number, number[]>() };
    const kept = (known: Map<number, number[]>, index: number, count: typeof countsOfRow) => {
      const counts = known.get(index) ?? count(raster(), index);
      known.set(index, counts);
      return counts;
    };
    return {
      row: (index: number) => kept(of.rows, index, countsOfRow),
      column: (index: number) => kept(of.columns, index, countsOfColumn),
    };
  });
  function fact(counts: readonly number[], { id }: GridEdge): GridFact {
    const count = counts[LOOKS.indexOf(id as (typeof LOOKS)[number])]!;
    return { text: number(count), loud: id === 'UNANSWERED' && count > 0 };
  }

  return computed((): GridContent<RasterRow, RasterColumn> => ({
    rows: rows.value,
    columns: columns.value,
    cell,
    edges: edges.value,
    edge: (row, edge) => fact(counted.value.row(row.index), edge),
    feet: edges.value.map(foot => ({ ...foot })),
    foot: (foot, of) => ('index' in of ? fact(counted.value.column(of.index), foot) : { text: '' }),
  }));
}
