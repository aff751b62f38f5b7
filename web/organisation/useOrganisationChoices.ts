import { computed, watchEffect } from 'vue';
import { useFormat } from '../ui/useFormat.ts';
import { usePages } from '../ui/usePages.ts';
import { OrganisationChoices } from './organisation.graphql.ts';

/** Every organisation in existence as options of a select field, in protocol order. */
export function useOrganisationChoices() {
  const { organisationName } = useFormat();
  const { items, hasMore, more, fetching, error } = usePages({
    query: OrganisationChoices,
    variables: () => ({}),
    pageOf: data => data.organisations,
  });
  // A choice must be whole: the pages are read one after the other.
  watchEffect(() => {
    if (hasMore.value && !fetching.value && !error.value) void more();
  });
  return { options: computed(() => items.value.map(each => ({ value: each.id, label: organisationName(each) }))), error };
}
