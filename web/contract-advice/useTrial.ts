import type { AnyVariables, CombinedError, DocumentInput } from '@urql/core';
import { useClientHandle } from '@urql/vue';
import { ref, shallowRef } from 'vue';

/** A question that is asked when somebody presses a button, and whose answer is shown and not kept. */
export function useTrial<Data, Variables extends AnyVariables>(document: DocumentInput<Data, Variables>) {
  const { client } = useClientHandle();
  const busy = ref(false);
  const error = shallowRef<CombinedError>();
  const result = shallowRef<Data>();

  async function ask(variables: Variables): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    const answer = await client.query(document, variables, { requestPolicy: 'network-only' }).toPromise();
    busy.value = false;
    error.value = answer.error;
    result.value = answer.error ? undefined : answer.data;
  }

  return { ask, busy, error, result };
}
