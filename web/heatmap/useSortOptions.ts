import { useI18n } from 'vue-i18n';
import { orderOf } from './survey-order.ts';
import { EDGE_LOOKS } from './tally.ts';

/** What lines and columns can be sorted by, in the reader's language. */
export function useSortOptions() {
  const { t } = useI18n();

  const shares = () =>
    EDGE_LOOKS.map(look => ({ value: look as string, label: t('heatmap.order.share', { look: t(`surveyRound.look.${look}`) }) }));
  const response = () => ({ value: 'response.asc', label: t('heatmap.order.responseLow') });

  /** What only a press on a heading or a move by hand leads to is offered while it is in force. */
  function withPresent(options: { value: string; label: string }[], present: string) {
    if (options.some(({ value }) => value === present)) return options;
    const order = orderOf(present);
    if (order.kind === 'hand') return [...options, { value: present, label: t('heatmap.order.hand') }];
    if (order.kind === 'list') return options;
    const by = order.by === 'variation' || order.by === 'response' ? t(`heatmap.order.${order.by}`) : t(`surveyRound.look.${order.by}`);
    return [...options, { value: present, label: t(order.ascending ? 'heatmap.order.low' : 'heatmap.order.high', { by }) }];
  }

  return {
    rowOptions: (present: string) =>
      withPresent([{ value: 'variation', label: t('heatmap.order.variationHigh') }, ...shares(), response()], present),
    columnOptions: (present: string) => withPresent([...shares(), response()], present),
  };
}
