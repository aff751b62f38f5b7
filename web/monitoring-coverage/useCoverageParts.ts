import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { GridCell, GridFact, GridPart } from '../heatmap/grid/grid.ts';
import { paintOf } from '../heatmap/grid/parts.ts';
import { percentages } from '../heatmap/tally.ts';
import { COUNT_OF, type Figures } from '../monitoring/figures.ts';
import { SIGNS } from '../monitoring/state.ts';
import { useMonitoringTerms } from '../monitoring/useMonitoringTerms.ts';
import { useFormat } from '../ui/useFormat.ts';

/** What stands in a bar of coverage. What is said not to apply is left out, as it is of the ratio. */
const PARTS = ['MONITORED', 'PARTLY', 'NOT_MONITORED', 'UNKNOWN'] as const;
const PAINTS = {
  MONITORED: 'var(--color-key-900)',
  PARTLY: 'var(--color-key-300)',
  NOT_MONITORED: 'var(--color-white)',
  UNKNOWN: 'var(--color-yellow-300)',
} as const;

/** Figures of coverage as cells and bars of a grid, in the reader's language. */
export function useCoverageParts() {
  const { t } = useI18n();
  const { number, percentage } = useFormat();
  const { stateName } = useMonitoringTerms();
  const names = computed(() => PARTS.map(stateName));

  function partsOf(figures: Figures): GridPart[] {
    const shares = percentages(PARTS.map(state => figures[COUNT_OF[state]]));
    return PARTS.map((state, place) => ({
      name: names.value[place]!,
      sign: SIGNS[state],
      share: shares[place]!,
      paint: PAINTS[state],
      ...(state === 'UNKNOWN' && { loud: true }),
    }));
  }
  /** Ratio, and apart from it how much nobody knows. */
  const shortOf = ({ coverageRatio, unknownCount }: Figures): string =>
    unknownCount
      ? t('monitoringCoverage.ratioUnknown', { ratio: percentage(coverageRatio), n: number(unknownCount) })
      : percentage(coverageRatio);
  /** All of it; what is seen in the cell is a part of what is heard. */
  const wordsOf = (figures: Figures): string =>
    [
      t('monitoringCoverage.ratioOf', { ratio: shortOf(figures) }),
      ...PARTS.map((state, place) => t('monitoringCoverage.countOf', { name: names.value[place]!, n: number(figures[COUNT_OF[state]]) })),
    ].join(t('ui.listSeparator'));

  /** A cell that stands for many pairs; nothing that applies is not nought. */
  function cellOf(figures: Figures | undefined): GridCell {
    if (!figures?.applicableCount) return { look: 'heatmap-figure', words: t('monitoringCoverage.nothingApplies') };
    return { look: 'heatmap-share heatmap-figure', words: wordsOf(figures), short: shortOf(figures), fill: paintOf(partsOf(figures)) };
  }
  const barOf = (figures: Figures): GridFact =>
    figures.applicableCount ? { text: '', parts: partsOf(figures) } : { text: t('monitoringCoverage.nothingApplies') };
  const ratioOf = (figures: Figures): GridFact => ({ text: percentage(figures.coverageRatio) });
  const unknownOf = ({ unknownCount }: Figures): GridFact => ({ text: number(unknownCount), loud: unknownCount > 0 });

  return { cellOf, barOf, ratioOf, unknownOf };
}
