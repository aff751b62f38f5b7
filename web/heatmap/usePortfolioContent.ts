import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSystemTerms } from '../information-system/useSystemTerms.ts';
import { LEVELS } from '../survey-round/level.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { GridCell, GridColumn, GridContent, GridRow } from './grid/grid.ts';
import type { PortfolioGrid } from './portfolio-grid.ts';
import { useUsageParts } from './useUsageParts.ts';

interface Row extends GridRow {
  index: number;
  roundId: string;
}
interface Column extends GridColumn {
  index: number;
}

/** The system × ministry heatmap as the content of a grid, in the reader's language. */
export function usePortfolioContent(grid: () => PortfolioGrid) {
  const { t } = useI18n();
  const { localName, organisationName, shortOrganisationName } = useFormat();
  const { className, profileName } = useSystemTerms();
  const { partsOf, wordsOf } = useUsageParts();

  const rows = computed(() =>
    grid().systems.map((system, index): Row => ({
      id: system.roundId,
      name: localName(system),
      note: t('heatmap.portfolio.systemNote', {
        class: className(system.systemClass),
        profile: profileName(system.profile),
        round: system.roundTitle,
      }),
      to: { name: 'heatmap', params: { roundId: system.roundId } },
      index,
      roundId: system.roundId,
    })),
  );
  const columns = computed(() =>
    grid().organisations.map((organisation, index): Column => ({
      id: organisation.id,
      name: organisationName(organisation),
      short: shortOrganisationName(organisation),
      index,
    })),
  );

  function cell(row: Row, column: Column): GridCell {
    const found = grid().cell(row.index, column.index);
    if (found.kind === 'NOT_ASSIGNED') return { look: 'look look-sign look-NOT_ASSIGNED', words: t('surveyRound.look.NOT_ASSIGNED') };
    if (found.kind === 'NOT_SUBMITTED') return { look: 'look look-sign look-UNANSWERED', words: t('heatmap.notSubmitted') };
    const parts = partsOf(
      LEVELS.map(level => found.shares[level]),
      found.shares.unanswered,
    );
    return { look: 'heatmap-parts', words: wordsOf(parts.filter(({ share, loud }) => share > 0 || !loud)), parts };
  }

  return computed((): GridContent<Row, Column> => ({
    rows: rows.value,
    columns: columns.value,
    cell,
    edges: [],
    edge: () => ({ text: '' }),
    feet: [],
    foot: () => ({ text: '' }),
  }));
}
