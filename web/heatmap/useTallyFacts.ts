import { useI18n } from 'vue-i18n';
import { GLYPHS, LEVELS } from '../survey-round/level.ts';
import type { Look } from '../survey-round/level.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { GridEdge, GridFact } from './grid/grid.ts';
import type { Order, SortKey } from './survey-order.ts';
import { EDGE_LOOKS, responseRatio } from './tally.ts';
import type { Tally } from './tally.ts';
import { variation } from './variation.ts';

/** What the edges of a heatmap say of its lines and columns, and sort them by, in the reader's language. */
export function useTallyFacts() {
  const { t } = useI18n();
  const { number, percentage } = useFormat();

  /** How often each look was given. */
  const lookEdges = (order: Order): GridEdge[] =>
    EDGE_LOOKS.map(look => ({
      id: look,
      name: t('heatmap.countOf', { look: t(`surveyRound.look.${look}`) }),
      short: GLYPHS[look],
      sort: sortOf(order, look),
    }));
  const wideEdge = (id: 'response' | 'variation', name: string, order: Order): GridEdge => ({
    id,
    name,
    short: name,
    width: 'wide',
    sort: sortOf(order, id),
  });
  const responseEdge = (order: Order) => wideEdge('response', t('heatmap.responseRate'), order);
  const variationEdge = (order: Order) => wideEdge('variation', t('heatmap.variation'), order);
  const feetOf = (order: Order): GridEdge[] => [...lookEdges(order), { ...responseEdge(order), short: '' }];

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

  return {
    /** Columns at the right edge. */
    edgesOf: (order: Order): GridEdge[] => [...lookEdges(order), responseEdge(order), variationEdge(order)],
    /** Those of them that no column of its own says already. */
    ratioEdgesOf: (order: Order): GridEdge[] => [responseEdge(order), variationEdge(order)],
    /** Rows at the foot. */
    feetOf,
    factOf,
  };
}

/** How a figure is sorted by now, in the words of `aria-sort`. */
function sortOf(order: Order, by: SortKey): 'none' | 'ascending' | 'descending' {
  if (order.kind !== 'sorted' || order.by !== by) return 'none';
  return order.ascending ? 'ascending' : 'descending';
}
