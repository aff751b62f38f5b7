import { computed } from 'vue';
import { useQueryParams } from '../ui/useQueryParams.ts';
import { filterOfQuery, passes } from './filter.ts';
import type { Narrowing } from './filter.ts';
import type { GridFeature } from './survey-grid.ts';

interface NamedInSummary {
  unusedFeatures: readonly { id: string }[];
  singleUserFeatures: readonly { id: string }[];
  otherMeansFeatures: readonly { id: string }[];
}

/** What of a heatmap is shown, and how; all of it stands in the URL, so that a view can be sent by mail. */
export function useHeatmapFilter(features: () => readonly GridFeature[], summary: () => NamedInSummary | undefined) {
  const { params, set } = useQueryParams({ group: '', show: '', text: '' });

  const filter = computed(() => filterOfQuery(params.value));
  const ids = (named: readonly { id: string }[] = []) => new Set(named.map(({ id }) => id));
  const named = computed(() => ({
    unused: ids(summary()?.unusedFeatures),
    single: ids(summary()?.singleUserFeatures),
    other: ids(summary()?.otherMeansFeatures),
  }));

  return {
    majorGroup: computed({ get: () => filter.value.majorGroup ?? '', set: group => void set({ group }) }),
    narrowing: computed<string>({ get: () => filter.value.narrowing ?? '', set: show => void set({ show }) }),
    withText: computed({ get: () => params.value.text !== '', set: on => void set({ text: on ? 'on' : '' }) }),
    groups: computed(() => [...new Set(features().map(({ majorGroup }) => majorGroup))]),
    shown: computed(() => new Set(features().flatMap(feature => (passes(feature, filter.value, named.value) ? [feature.id] : [])))),
    isFiltered: computed(() => filter.value.majorGroup !== null || filter.value.narrowing !== null),
    clear: () => set({ group: '', show: '' }),
    /** Query of the link that shows the features in question, of all groups. */
    narrowed: (narrowing: Narrowing) => ({ ...(params.value.text && { text: params.value.text }), show: narrowing }),
  };
}
