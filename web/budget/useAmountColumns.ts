import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../ui/useFormat.ts';
import type { SumKey } from './sums.ts';
import type { Standing } from './useBudgetView.ts';

/** The columns of amounts, the same for groups and for lines, so that a sum stands over what it adds up. */
export function useAmountColumns(fiscalYear: () => number, standing: () => Standing | null) {
  const { t } = useI18n();
  const { fiscalYearLabel } = useFormat();
  const columns = computed(() => {
    const inYear = standing() === 'RUNNING' || standing() === 'PAYABLE' ? 'budget.inRequestYear' : 'budget.inYear';
    const labels: readonly (readonly [SumKey, string])[] = [
      ['fullYear', t('budget.fullYear')],
      ['inYear', t(inYear)],
      // Of money for a renewal of the year under way nothing but that year can be short.
      ...(standing() === 'CURRENT_YEAR' ? [['shortfall', t('budget.shortfall')] as const] : []),
      ['executed', t('budget.executed', { year: fiscalYearLabel(fiscalYear() - 2) })],
      ['budgeted', t('budget.budgeted', { year: fiscalYearLabel(fiscalYear() - 1) })],
      ['requested', t('budget.requested', { year: fiscalYearLabel(fiscalYear()) })],
    ];
    return labels.map(([key, label]) => ({ key, label, align: 'right' as const }));
  });
  return { columns };
}
