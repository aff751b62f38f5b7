import { computed, watch } from 'vue';
import { useFormat } from '../ui/useFormat.ts';
import { usePages } from '../ui/usePages.ts';
import { DecisionSystems } from './decision.graphql.ts';

/** Every system to choose from; further pages follow by themselves, since a list of choices must be whole. */
export function useSystemChoices() {
  const { localName } = useFormat();
  const { items, hasMore, fetching, more } = usePages({
    query: DecisionSystems,
    variables: () => ({}),
    pageOf: data => data.informationSystems,
  });
  watch([hasMore, fetching], () => hasMore.value && !fetching.value && void more());
  return computed(() => items.value.map(system => ({ value: system.id, label: localName(system) })));
}
