import { computed } from 'vue';
import { useFormat } from '../ui/useFormat.ts';
import { usePages } from '../ui/usePages.ts';
import { OrganisationChoices } from './organisation.graphql.ts';

/** Every organisation in existence as options of a select field, in protocol order. */
export function useOrganisationChoices() {
  const { organisationName } = useFormat();
  const { items, error } = usePages({
    query: OrganisationChoices,
    variables: () => ({}),
    pageOf: data => data.organisations,
    whole: true,
  });
  return { options: computed(() => items.value.map(each => ({ value: each.id, label: organisationName(each) }))), error };
}
