import type { Client } from '@urql/core';
import { shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { ResultOf } from '../graphql.ts';
import type { SavedSheet } from './useAutosave.ts';
import { CurrentHead, OpenAnswerSheet } from './sheet.graphql.ts';
import type { SheetHead } from './sheet.graphql.ts';

type Head = ResultOf<typeof SheetHead>;

/**
 * State, version and findings of a sheet, as the latest answer of the server told.
 *
 * Answers may overtake each other, so an older version never replaces a newer one.
 */
export function useSheetHead(client: Client, roundId: string, loaded: () => Head) {
  const head: Ref<Head> = shallowRef(loaded());
  watch(loaded, take);

  /** Takes over a whole head, or what a save tells of it. */
  function take(next: Head | SavedSheet) {
    if (next.version >= head.value.version) head.value = { ...head.value, ...next };
  }

  /** Asks again, because findings have changed with the answers. A failure leaves what is there. */
  async function refresh() {
    const { data } = await client.query(CurrentHead, { roundId }).toPromise();
    if (data) take(data.answerSheet);
  }

  /**
   * Notes that a person of the ministry has seen the sheet. Seeing it works without.
   *
   * @returns whether it was noted just now
   */
  async function open(): Promise<boolean> {
    const { data } = await client.mutation(OpenAnswerSheet, { input: { roundId } }).toPromise();
    if (data) take(data.openAnswerSheet);
    return data !== undefined;
  }

  return { head, take, refresh, open };
}
