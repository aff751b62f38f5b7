import type { Client } from '@urql/core';
import { computed, type InjectionKey, onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import { newIdempotencyKey } from '../graphql.ts';
import { useEventListener } from '../ui/useEventListener.ts';
import type { StoredAnswer } from './autosave-queue.ts';
import { LiveStream, type Present, type SheetChange } from './live-stream.ts';
import { CurrentAnswers } from './sheet.graphql.ts';
import { useAttention } from './useAttention.ts';
import type { useAutosave } from './useAutosave.ts';

/** Others' changes come in one by one; they are read together. */
const GATHER_MS = 150;
/** Above this, reading everything is the shorter question. */
const ROWS_AT_ONCE = 100;
/** Counts and findings follow from all answers, so they are asked for less often. */
const SETTLED_MS = 2_000;
/** How often a form says that it is open. */
const BEAT_MS = 10_000;

/** What people of the ministry arrange beside the answers, which the form reads by itself. */
const WORK_KINDS: ReadonlySet<string> = new Set(['delegation', 'row_question']);

/** What the rows of a sheet show of others. */
export interface LiveRows {
  /** Colleagues who have the sheet open. */
  others: Readonly<Ref<readonly Present[]>>;
  /** Answers that colleagues have changed a moment ago, by feature. */
  news: ReadonlyMap<string, StoredAnswer>;
}
/** Under this key the sheet provides it. */
export const liveRowsKey: InjectionKey<LiveRows> = Symbol('live rows');

interface Options {
  client: Client;
  roundId: string;
  /** Account of the person, who is not among the others. */
  account: string | undefined;
  sessionEnded: Ref<boolean>;
  autosave: Pick<ReturnType<typeof useAutosave>, 'takeOver' | 'stored' | 'retryNow'>;
  /** The sheet or its round has changed in another way than by an answer. */
  onSheet: () => void;
  /** Nothing but parts and questions has changed. */
  onWork: () => void;
  /** Answers of others were taken over, and no more are coming just now. */
  onAnswers: () => void;
}

/**
 * Keeps the sheet up to date with what colleagues do in it, and tells them where the person is.
 *
 * Where the stream does not come through, `live` stays false and the page reads anew when somebody comes back to it.
 */
export function useLiveSheet({ client, roundId, account, sessionEnded, autosave, onSheet, onWork, onAnswers }: Options) {
  const path = `/live/answer-sheet/${roundId}`;
  const visit = newIdempotencyKey();
  const { isOnline, isAttended } = useAttention();
  const live = ref(false);
  const present = shallowRef<readonly Present[]>([]);
  const others = computed(() => present.value.filter(person => person.account !== account));

  const changed = new Map<string, number>();
  let everything = false;
  let wasLive = false;
  let isReading = false;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const readSoon = () => void (gathering ??= setTimeout(() => void read(), GATHER_MS));

  /** Reads what others have changed. What the person has just saved is known already. */
  async function read() {
    gathering = undefined;
    if (isReading) return readSoon();
    const ids = [...changed].flatMap(([id, version]) => ((autosave.stored.get(id)?.version ?? 0) < version ? [id] : []));
    const all = everything || ids.length > ROWS_AT_ONCE;
    everything = false;
    changed.clear();
    if (!all && !ids.length) return;
    isReading = true;
    const { data } = await client.query(CurrentAnswers, { roundId, featureIds: all ? null : ids }).toPromise();
    isReading = false;
    if (data && autosave.takeOver(data.answerSheet.answers)) settling ??= setTimeout(settle, SETTLED_MS);
  }
  let settling: ReturnType<typeof setTimeout> | undefined;
  function settle() {
    settling = undefined;
    onAnswers();
  }

  const stream = new LiveStream({
    url: `${path}?visit=${visit}`,
    onLive(isLive) {
      live.value = isLive;
      if (!isLive) return void (present.value = []);
      sayWhere();
      // Whoever hears from the server can be heard by it.
      autosave.retryNow();
    },
    onPresence: people => void (present.value = people),
    onReread() {
      // The page was loaded a moment ago; after a later silence anything may have changed.
      if (wasLive) return onSheet();
      wasLive = true;
      everything = true;
      readSoon();
    },
    onChange({ rows, kinds }: SheetChange) {
      for (const { feature, version } of rows) changed.set(feature, version ?? Infinity);
      if (rows.length) readSoon();
      if (kinds.some(kind => !WORK_KINDS.has(kind))) onSheet();
      else if (kinds.length) onWork();
    },
  });

  let row: string | null = null;
  function sayWhere() {
    if (!live.value || document.hidden) return;
    const body = JSON.stringify({ visit, feature: row });
    // The next beat says it again.
    void fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(() => {});
  }
  useEventListener(document, 'focusin', ({ target }) => {
    const at = target instanceof Element ? (target.closest('li[id^=feature-]')?.id.slice('feature-'.length) ?? null) : null;
    if (at === row) return;
    row = at;
    sayWhere();
  });
  useEventListener(document, 'visibilitychange', sayWhere);
  const beat = setInterval(sayWhere, BEAT_MS);

  const listens = computed(() => isOnline.value && isAttended.value && !sessionEnded.value);
  watch(listens, wanted => (wanted ? stream.start() : stream.stop()), { immediate: true, flush: 'post' });

  onScopeDispose(() => {
    stream.stop();
    clearInterval(beat);
    clearTimeout(gathering);
    clearTimeout(settling);
  });

  return { live, others, isOnline };
}
