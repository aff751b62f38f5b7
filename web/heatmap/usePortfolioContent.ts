import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSystemTerms } from '../information-system/useSystemTerms.ts';
import { LEVELS } from '../survey-round/level.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { GridCell, GridColumn, GridContent, GridEdge, GridFact, GridRow } from './grid/grid.ts';
import type { PortfolioGrid } from './portfolio-grid.ts';
import { portfolioTally } from './portfolio-view.ts';
import type { PortfolioLine, SeenPortfolio } from './portfolio-view.ts';
import type { Order } from './survey-order.ts';
import { sumOf } from './tally.ts';
import { useLensTerms } from './useLensTerms.ts';
import { useTallyFacts } from './useTallyFacts.ts';
import { useUsageParts } from './useUsageParts.ts';

export interface PortfolioRow extends GridRow {
  /** Places of the systems that it stands for. */
  systems: readonly number[];
}
interface Column extends GridColumn {
  place: number;
}

/** What is shown of a year, lines and columns in their order. */
interface Shown {
  grid: PortfolioGrid;
  seen: SeenPortfolio;
  /** How lines and columns are sorted. */
  orders: { rows: Order; columns: Order };
}

/** The system × ministry heatmap as the content of a grid, in the reader's language. */
export function usePortfolioContent(shown: () => Shown) {
  const { t } = useI18n();
  const { localName, organisationName, shortOrganisationName } = useFormat();
  const { className, profileName } = useSystemTerms();
  const { keyName } = useLensTerms();
  const { partsOf, wordsOf } = useUsageParts();
  const { edgesOf, feetOf, factOf } = useTallyFacts();

  const rows = computed(() => shown().seen.lines.map(rowOf));
  function rowOf(line: PortfolioLine): PortfolioRow {
    const { id, systems } = line;
    if (line.kind === 'group')
      return {
        id,
        name: keyName(shown().seen.grouping!, line.key),
        note: t('heatmap.lens.systemCount', systems.length),
        group: { depth: 1, open: line.open },
        systems,
      };
    const system = shown().grid.systems[systems[0]!]!;
    return {
      id,
      name: localName(system),
      note: t('heatmap.portfolio.systemNote', {
        class: className(system.systemClass),
        profile: profileName(system.profile),
        round: system.roundTitle,
      }),
      to: { name: 'heatmap', params: { roundId: system.roundId } },
      systems,
    };
  }
  const columns = computed(() =>
    shown().seen.columns.map((place): Column => {
      const organisation = shown().grid.organisations[place]!;
      return { id: organisation.id, name: organisationName(organisation), short: shortOrganisationName(organisation), place };
    }),
  );

  const NOT_ASSIGNED = () => ({ look: 'look look-sign look-NOT_ASSIGNED', words: t('surveyRound.look.NOT_ASSIGNED') });
  function barOf(counts: readonly number[], unanswered: number): GridCell {
    const parts = partsOf(counts, unanswered);
    return { look: 'heatmap-parts', words: wordsOf(parts.filter(({ share, loud }) => share > 0 || !loud)), parts };
  }
  function cell({ systems, group }: PortfolioRow, { place }: Column): GridCell {
    if (group) {
      const counts = portfolioTally(shown().grid, systems, [place]);
      const levels = LEVELS.map(level => counts[level]);
      return levels.every(count => count === 0) && counts.UNANSWERED === 0 ? NOT_ASSIGNED() : barOf(levels, counts.UNANSWERED);
    }
    const found = shown().grid.cell(systems[0]!, place);
    if (found.kind === 'NOT_ASSIGNED') return NOT_ASSIGNED();
    if (found.kind === 'NOT_SUBMITTED') return { look: 'look look-sign look-UNANSWERED', words: t('heatmap.notSubmitted') };
    return barOf(
      LEVELS.map(level => found.shares[level]),
      found.shares.unanswered,
    );
  }

  const edges = computed(() => edgesOf(shown().orders.rows));
  /** Counted once for all edges of a line, and for all feet of a column. */
  const ofRow = computed(() => {
    const { grid, seen } = shown();
    return new Map(seen.lines.map(({ id, systems }) => [id, portfolioTally(grid, systems, seen.columns)]));
  });
  const ofColumn = computed(() => {
    const { grid, seen } = shown();
    const systems = [...grid.systems.keys()];
    return new Map(seen.columns.map(place => [place, portfolioTally(grid, systems, [place])]));
  });
  const whole = computed(() => sumOf([...ofColumn.value.values()]));

  const edge = (row: PortfolioRow, { id }: GridEdge): GridFact => factOf(ofRow.value.get(row.id)!, id);
  const feet = computed(() => feetOf(shown().orders.columns));
  function foot({ id }: GridEdge, of: Column | GridEdge): GridFact {
    if ('place' in of) return factOf(ofColumn.value.get(of.place)!, id);
    return of.id === id ? { ...factOf(whole.value, id), loud: false } : { text: '' };
  }

  return computed((): GridContent<PortfolioRow, Column> => ({
    rows: rows.value,
    columns: columns.value,
    cell,
    edges: edges.value,
    edge,
    feet: feet.value,
    foot,
  }));
}
