import { useQuery } from '@urql/vue';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useMonitoringTerms, type MonitoringLayer, type WatchTarget } from '../monitoring/useMonitoringTerms.ts';
import type { FilterField } from '../ui/filter.ts';
import { useFormat } from '../ui/useFormat.ts';
import { CoverageMinistries } from './coverage.graphql.ts';

type Key = 'ministry' | 'layer' | 'target';

/** What narrows every view of coverage: whose systems, which layer, and what is to be found out. */
export function useCoverageFilter(params: () => Readonly<Record<Key, string>>) {
  const { t } = useI18n();
  const { organisationName } = useFormat();
  const { layerOptions, targetOptions } = useMonitoringTerms();
  const { data } = useQuery({ query: CoverageMinistries, variables: {} });

  const ministries = computed(() =>
    (data.value?.monitoringCoverage.ministries ?? []).map(({ organisation }) => ({
      value: organisation.id,
      label: organisationName(organisation),
    })),
  );
  const filter = computed(() => {
    const { ministry, layer, target } = params();
    return {
      organisationId: ministry || null,
      layer: (layer as MonitoringLayer | '') || null,
      watchTarget: (target as WatchTarget | '') || null,
    };
  });
  const fields = computed((): FilterField<Key>[] => [
    { key: 'ministry', label: t('monitoringCoverage.ministry'), options: ministries.value, wide: true },
    { key: 'layer', label: t('monitoring.layerLabel'), options: layerOptions.value },
    { key: 'target', label: t('monitoring.watchTargetLabel'), options: targetOptions.value },
  ]);
  return { filter, fields };
}
