import { useClientHandle } from '@urql/vue';
import type { CombinedError } from '@urql/core';
import { ref, shallowRef } from 'vue';
import type { ResultOf } from '../graphql.ts';
import { OrganisationChoices } from './round.graphql.ts';

export type OrganisationChoice = ResultOf<typeof OrganisationChoices>['organisations']['items'][number];

/** Every organisation of today in protocol order, read page by page, since a person picks from all of them. */
export function useOrganisationChoices() {
  const { client } = useClientHandle();
  const organisations = shallowRef<OrganisationChoice[]>([]);
  const error = shallowRef<CombinedError>();
  const fetching = ref(true);

  async function load() {
    fetching.value = true;
    error.value = undefined;
    const all: OrganisationChoice[] = [];
    let after: string | null = null;
    do {
      const result: { data?: ResultOf<typeof OrganisationChoices>; error?: CombinedError } = await client
        .query(OrganisationChoices, { after })
        .toPromise();
      error.value = result.error;
      all.push(...(result.data?.organisations.items ?? []));
      after = result.data?.organisations.nextCursor ?? null;
    } while (after);
    organisations.value = all.toSorted((one, other) => one.protocolOrder - other.protocolOrder);
    fetching.value = false;
  }
  void load();

  return { organisations, error, fetching, load };
}
