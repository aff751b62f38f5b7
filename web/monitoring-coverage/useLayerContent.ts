import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { RouteLocationRaw } from 'vue-router';
import type { GridColumn, GridContent, GridEdge, GridFact, GridRow } from '../heatmap/grid/grid.ts';
import type { Figures } from '../monitoring/figures.ts';
import { LAYERS, useMonitoringTerms, type MonitoringLayer } from '../monitoring/useMonitoringTerms.ts';
import { useFormat } from '../ui/useFormat.ts';
import { useCoverageParts } from './useCoverageParts.ts';

/** What a row of the heatmap by layer stands for: an organisation or a system. */
export interface LayerLine {
  id: string;
  name: string;
  note: string;
  to?: RouteLocationRaw;
  figures: Figures;
  layers: readonly { layer: MonitoringLayer; figures: Figures }[];
  toolCount: number;
}
interface Row extends GridRow {
  line: LayerLine;
}
interface Column extends GridColumn {
  layer: MonitoringLayer;
}

/** Coverage by layer as the content of a grid, in the reader's language. */
export function useLayerContent(
  lines: () => readonly LayerLine[],
  /** Of all lines, where they are all there. */
  total: () => { figures: Figures; layers: LayerLine['layers'] } | undefined,
) {
  const { t } = useI18n();
  const { number } = useFormat();
  const { layerName } = useMonitoringTerms();
  const { cellOf, barOf, ratioOf, unknownOf } = useCoverageParts();

  const figuresIn = (layers: LayerLine['layers'], layer: MonitoringLayer) => layers.find(each => each.layer === layer)?.figures;
  const rows = computed(() => lines().map((line): Row => ({ id: line.id, name: line.name, note: line.note, to: line.to, line })));
  const columns = computed(() =>
    LAYERS.filter(layer => lines().some(({ layers }) => figuresIn(layers, layer))).map((layer): Column => ({
      id: layer,
      name: layerName(layer),
      short: layerName(layer),
      layer,
    })),
  );
  const edges = computed((): GridEdge[] => [
    { id: 'all', name: t('monitoringCoverage.allLayers'), short: t('monitoringCoverage.allLayers'), width: 'bar' },
    { id: 'unknown', name: t('monitoring.state.UNKNOWN'), short: t('monitoring.state.UNKNOWN'), width: 'wide' },
    { id: 'tools', name: t('monitoringCoverage.tools'), short: t('monitoringCoverage.tools'), width: 'wide' },
  ]);
  function edge({ line }: Row, { id }: GridEdge): GridFact {
    if (id === 'all') return barOf(line.figures);
    return id === 'unknown' ? unknownOf(line.figures) : { text: number(line.toolCount) };
  }
  const feet = computed((): GridEdge[] => (total() ? [{ id: 'total', name: t('monitoringCoverage.total'), short: '' }] : []));
  function foot(_: GridEdge, of: Column | GridEdge): GridFact {
    const { figures, layers } = total()!;
    if ('layer' in of) {
      const own = figuresIn(layers, of.layer);
      return own ? ratioOf(own) : { text: '–' };
    }
    if (of.id === 'unknown') return unknownOf(figures);
    // Tools of several organisations are no sum: the same product may be in each of them.
    return of.id === 'all' ? ratioOf(figures) : { text: '' };
  }

  return computed((): GridContent<Row, Column> => ({
    rows: rows.value,
    columns: columns.value,
    cell: ({ line }, { layer }) => cellOf(figuresIn(line.layers, layer)),
    edges: edges.value,
    edge,
    feet: feet.value,
    foot,
  }));
}
