import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { GridCell, GridColumn, GridContent, GridEdge, GridFact, GridRow } from '../heatmap/grid/grid.ts';
import { useSystemTerms } from '../information-system/useSystemTerms.ts';
import { LOOKS, SIGNS } from '../monitoring/state.ts';
import { LAYERS, useMonitoringTerms, type MonitoringLayer } from '../monitoring/useMonitoringTerms.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { Matrix } from './matrix.ts';
import { useCoverageParts } from './useCoverageParts.ts';

export interface MatrixRow extends GridRow {
  layer: MonitoringLayer;
  /** Places of its items: one, or all of a layer. */
  items: readonly number[];
  /** Null for the heading of a layer. */
  code: string | null;
}
export interface MatrixColumn extends GridColumn {
  index: number;
}

/** The heatmap item × system as the content of a grid, in the reader's language; items of a layer stand under its heading. */
export function useMatrixContent(matrix: () => Matrix, folded: () => ReadonlySet<string>) {
  const { t } = useI18n();
  const { localName } = useFormat();
  const { layerName, stateName } = useMonitoringTerms();
  const { profileName } = useSystemTerms();
  const { cellOf, ratioOf, unknownOf } = useCoverageParts();

  const all = computed(() => matrix().systems.map((_, index) => index));
  const rows = computed(() => {
    const { items } = matrix();
    return LAYERS.flatMap((layer): MatrixRow[] => {
      const own = items.flatMap((item, place) => (item.layer === layer ? [place] : []));
      if (!own.length) return [];
      const open = !folded().has(layer);
      const head: MatrixRow = { id: layer, name: layerName(layer), group: { depth: 1, open }, layer, items: own, code: null };
      const lines = own.map((place): MatrixRow => {
        const item = items[place]!;
        return { id: item.id, name: localName(item), note: item.code, layer, items: [place], code: item.code };
      });
      return open ? [head, ...lines] : [head];
    });
  });
  const columns = computed(() =>
    matrix().systems.map((system, index): MatrixColumn => ({
      id: system.id,
      name: localName(system),
      short: localName(system),
      ...(!system.profile && { note: t('monitoringCoverage.noProfile'), loud: true }),
      index,
    })),
  );
  const profiles = computed(() => matrix().systems.map(({ profile }) => profileName(profile)));

  function cell(row: MatrixRow, { index }: MatrixColumn): GridCell {
    if (row.code === null) return cellOf(matrix().figuresOf(row.items, [index]));
    const state = matrix().stateOf(row.items[0]!, index);
    if (state === null) return { look: '', sign: '', words: t('monitoringCoverage.doesNotApply', { profile: profiles.value[index]! }) };
    return { look: `look ${LOOKS[state]}`, sign: SIGNS[state], words: stateName(state) };
  }
  const edges = computed((): GridEdge[] => [
    { id: 'ratio', name: t('monitoring.coverage'), short: t('monitoring.coverage'), width: 'wide' },
    { id: 'unknown', name: t('monitoring.state.UNKNOWN'), short: t('monitoring.state.UNKNOWN'), width: 'wide' },
  ]);
  const factOf = (id: string, items: readonly number[], systems: readonly number[]): GridFact => {
    const figures = matrix().figuresOf(items, systems);
    return id === 'ratio' ? ratioOf(figures) : unknownOf(figures);
  };
  const everything = computed(() => matrix().items.map((_, place) => place));
  const foot = ({ id }: GridEdge, of: MatrixColumn | GridEdge): GridFact => {
    if ('index' in of) return factOf(id, everything.value, [of.index]);
    return of.id === id ? factOf(id, everything.value, all.value) : { text: '' };
  };

  return computed((): GridContent<MatrixRow, MatrixColumn> => ({
    rows: rows.value,
    columns: columns.value,
    cell,
    edges: edges.value,
    edge: (row, { id }) => factOf(id, row.items, all.value),
    feet: edges.value.map(each => ({ ...each, short: '' })),
    foot,
  }));
}
