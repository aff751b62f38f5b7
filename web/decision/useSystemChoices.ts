import { computed } from 'vue';
import { useFormat } from '../ui/useFormat.ts';
import { usePages } from '../ui/usePages.ts';
import { DecisionSystems } from './decision.graphql.ts';

/** Every system to choose from; a list of choices must be whole. */
export function useSystemChoices() {
  const { localName } = useFormat();
  const { items } = usePages({
    query: DecisionSystems,
    variables: () => ({}),
    pageOf: data => data.informationSystems,
    whole: true,
  });
  return computed(() => items.value.map(system => ({ value: system.id, label: localName(system) })));
}
