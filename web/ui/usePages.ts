import type { AnyVariables, CombinedError, DocumentInput } from '@urql/core';
import { useClientHandle } from '@urql/vue';
import { computed, ref, shallowRef, watch, watchEffect } from 'vue';
import { problemOf } from './problem.ts';
import { MOST_LINES, NotTakenError } from './takes.ts';

interface Page<Item> {
  items: readonly Item[];
  nextCursor: string | null;
  totalCount?: number;
}

const tooMany = () => new NotTakenError({ message: '', code: 'TOO_MANY_LINES' });

/**
 * A list that grows page by page. The query takes the variable `after`; a change of the other variables begins anew.
 *
 * @param options.pageOf finds the page in the query's result
 * @param options.pause while true, nothing is asked
 * @param options.whole whether further pages follow by themselves, as where a choice or a drawing of some of them would mislead
 */
export function usePages<Data, Variables extends AnyVariables & { after?: string | null }, Item>(options: {
  query: DocumentInput<Data, Variables>;
  variables: () => Omit<Variables, 'after'>;
  pageOf: (data: Data) => Page<Item>;
  pause?: () => boolean;
  whole?: boolean;
}) {
  const { client, useQuery } = useClientHandle();
  const first = useQuery({ query: options.query, variables: () => options.variables() as Variables, pause: options.pause ?? false });

  const further = shallowRef<Page<Item>[]>([]);
  const loadingMore = ref(false);
  const moreError = shallowRef<CombinedError>();

  const firstPage = computed(() => (first.data.value ? options.pageOf(first.data.value) : undefined));
  const pages = computed(() => (firstPage.value ? [firstPage.value, ...further.value] : []));
  const cursor = computed(() => pages.value.at(-1)?.nextCursor ?? null);

  watch(firstPage, () => {
    further.value = [];
    moreError.value = undefined;
  });

  const ask = (after: string) => client.query(options.query, { ...options.variables(), after } as Variables).toPromise();

  /** Adds the next page; what has begun anew meanwhile is left alone. */
  async function more() {
    if (!cursor.value || loadingMore.value) return;
    const begun = firstPage.value;
    loadingMore.value = true;
    const { data, error } = await ask(cursor.value);
    loadingMore.value = false;
    if (begun !== firstPage.value) return;
    moreError.value = error;
    if (data) further.value = [...further.value, options.pageOf(data)];
  }

  /**
   * The whole list, for a file: what is on the page, and the rest, which is not put there.
   *
   * @throws NotTakenError when there is too much of it, or the rest cannot be read
   */
  async function all(): Promise<Item[]> {
    const items = pages.value.flatMap(page => page.items);
    let after = cursor.value;
    while (after) {
      if (items.length >= MOST_LINES || (firstPage.value?.totalCount ?? 0) > MOST_LINES) throw tooMany();
      const { data, error } = await ask(after);
      if (!data) throw new NotTakenError(error ? problemOf(error) : { message: '', code: 'OFFLINE' });
      const page = options.pageOf(data);
      items.push(...page.items);
      after = page.nextCursor;
    }
    return items;
  }

  /**
   * Puts the whole list onto the page.
   *
   * @throws NotTakenError as `all` does
   */
  async function complete() {
    const begun = firstPage.value;
    const items = await all();
    if (begun !== firstPage.value || !begun) return;
    further.value = [{ items: items.slice(begun.items.length), nextCursor: null }];
  }

  const hasMore = computed(() => cursor.value !== null);
  const error = computed(() => first.error.value ?? moreError.value);
  const fetching = computed(() => first.fetching.value || loadingMore.value);
  if (options.whole)
    watchEffect(() => {
      if (hasMore.value && !fetching.value && !error.value) void more();
    });

  return {
    /** Undefined until the first answer. */
    data: first.data,
    items: computed(() => pages.value.flatMap(page => page.items)),
    totalCount: computed(() => firstPage.value?.totalCount),
    hasMore,
    error,
    fetching,
    more,
    all,
    complete,
    /** Reads the list again from its beginning. */
    reload: () => void first.executeQuery(),
  };
}
