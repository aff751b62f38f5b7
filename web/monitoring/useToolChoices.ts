import { computed, watchEffect } from 'vue';
import { useViewer } from '../access/viewer.ts';
import { usePages } from '../ui/usePages.ts';
import { MonitoringToolChoices } from './monitoring.graphql.ts';
import { useMonitoringTerms } from './useMonitoringTerms.ts';

/** Tools of the viewer's organisation to choose from; further pages follow by themselves, since a list of choices must be whole. */
export function useToolChoices() {
  const { viewer, can } = useViewer();
  const { toolName } = useMonitoringTerms();
  const { items, hasMore, fetching, error, more, reload } = usePages({
    query: MonitoringToolChoices,
    variables: () => ({}),
    pageOf: data => data.monitoringTools,
    pause: () => !can('monitoringTools'),
  });
  watchEffect(() => {
    if (hasMore.value && !fetching.value && !error.value) void more();
  });
  const options = computed(() =>
    items.value
      .filter(({ organisation }) => organisation.id === viewer.value?.organisation.id)
      .map(tool => ({ value: tool.id, label: toolName(tool) })),
  );
  return { options, reload };
}
