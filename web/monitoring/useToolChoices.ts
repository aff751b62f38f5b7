import { computed } from 'vue';
import { useViewer } from '../access/viewer.ts';
import { usePages } from '../ui/usePages.ts';
import { MonitoringToolChoices } from './monitoring.graphql.ts';
import { useMonitoringTerms } from './useMonitoringTerms.ts';

/** Tools of the viewer's organisation to choose from; a list of choices must be whole. */
export function useToolChoices() {
  const { viewer, can } = useViewer();
  const { toolName } = useMonitoringTerms();
  const { items, reload } = usePages({
    query: MonitoringToolChoices,
    variables: () => ({}),
    pageOf: data => data.monitoringTools,
    pause: () => !can('monitoringTools'),
    whole: true,
  });
  const options = computed(() =>
    items.value
      .filter(({ organisation }) => organisation.id === viewer.value?.organisation.id)
      .map(tool => ({ value: tool.id, label: toolName(tool) })),
  );
  return { options, reload };
}
