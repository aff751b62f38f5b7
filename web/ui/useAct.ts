import type { AnyVariables, CombinedError, DocumentInput } from '@urql/core';
import { useClientHandle } from '@urql/vue';
import { inject, ref, shallowRef, watch } from 'vue';
import { viewerKey } from '../access/viewer.ts';
import { newIdempotencyKey } from '../graphql.ts';
import { isRetryable, problemOf } from './problem.ts';

/**
 * A mutation as a person's act: one at a time, and safe to press again.
 *
 * When no answer came, the same act repeated carries the same idempotency key, so that it happens once at most.
 */
export function useAct<Data, Variables extends AnyVariables>(document: DocumentInput<Data, Variables>) {
  const { client } = useClientHandle();
  const busy = ref(false);
  const error = shallowRef<CombinedError>();
  const viewer = inject(viewerKey, undefined);
  let unanswered: { key: string; variables: string } | undefined;

  // That one had to sign in is no news to whoever has just done so.
  watch(
    () => viewer?.signInCount.value,
    () => {
      if (error.value && problemOf(error.value).code === 'UNAUTHENTICATED') reset();
    },
  );

  /** Returns the data, or undefined when the act failed (see `error`) or another one is under way. */
  async function run(variables: Variables): Promise<Data | undefined> {
    if (busy.value) return undefined;
    const text = JSON.stringify(variables);
    const idempotencyKey = unanswered?.variables === text ? unanswered.key : newIdempotencyKey();
    busy.value = true;
    error.value = undefined;
    const result = await client.mutation(document, variables, { idempotencyKey }).toPromise();
    busy.value = false;
    error.value = result.error;
    unanswered = result.error && isRetryable(result.error) ? { key: idempotencyKey, variables: text } : undefined;
    return result.error ? undefined : result.data;
  }

  /** Takes the last failure off the page. */
  function reset() {
    error.value = undefined;
  }

  return { run, busy, error, reset };
}
