import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ResultOf } from '../graphql.ts';
import { useFormat } from '../ui/useFormat.ts';
import type { RoundChangeRow } from './change.graphql.ts';

/** What moved, of a ministry or of a whole round. */
type Change = Pick<
  ResultOf<typeof RoundChangeRow>,
  'comparedCount' | 'moreUsedCount' | 'lessUsedCount' | 'unchangedCount' | 'unknownCount' | 'notUsedBeforeCount' | 'notUsedCount'
>;

const COUNTS = ['lessUsedCount', 'moreUsedCount', 'unchangedCount', 'unknownCount'] as const;

/** Columns and words for what moved between two rounds. */
export function useChangeTexts() {
  const { t } = useI18n();
  const { number, percentage } = useFormat();

  const columns = computed(() => [
    ...COUNTS.map(key => ({ key: key as string, label: t(`verdict.change.${key}`), align: 'right' as const })),
    { key: 'notUsed', label: t('verdict.change.notUsed'), align: 'right' as const },
  ]);

  /** Share of "not used" before and now among the answers that can be compared; unknown where there are none. */
  const notUsedText = ({ comparedCount, notUsedBeforeCount, notUsedCount }: Change) =>
    comparedCount
      ? t('verdict.change.fromTo', { from: percentage(notUsedBeforeCount / comparedCount), to: percentage(notUsedCount / comparedCount) })
      : t('verdict.unknownCount');

  /** One line for all of it. */
  const summary = (change: Change) =>
    t('verdict.change.summary', {
      less: number(change.lessUsedCount),
      more: number(change.moreUsedCount),
      unchanged: number(change.unchangedCount),
      unknown: number(change.unknownCount),
    });
  return { columns, notUsedText, summary };
}
