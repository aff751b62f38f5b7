import { computed, type MaybeRefOrGetter, onScopeDispose, toValue, watch } from 'vue';
import { useViewer } from '../access/viewer.ts';
import { LiveStream } from '../answer/live-stream.ts';
import { useAttention } from '../answer/useAttention.ts';
import { newIdempotencyKey } from '../graphql.ts';

/** Colleagues save row after row; the review is one large question, so it is asked once for all of them. */
const GATHER_MS = 1_000;

/**
 * Asks for the review anew when something about its sheet has changed.
 *
 * Each beginning of the stream asks too, since nobody knows what went unheard before it. Whoever only reviews is not told to
 * the others as present.
 */
export function useLiveReview(roundId: MaybeRefOrGetter<string>, onChange: () => void): void {
  const { sessionEnded } = useViewer();
  const { isOnline, isAttended } = useAttention();
  let stream: LiveStream | undefined;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const readSoon = () =>
    void (gathering ??= setTimeout(() => {
      gathering = undefined;
      onChange();
    }, GATHER_MS));
  function stop() {
    stream?.stop();
    stream = undefined;
    clearTimeout(gathering);
    gathering = undefined;
  }

  const listens = computed(() => isOnline.value && isAttended.value && !sessionEnded.value);
  watch(
    [listens, () => toValue(roundId)],
    ([wanted, id]) => {
      stop();
      if (!wanted) return;
      stream = new LiveStream({
        url: `/live/answer-sheet/${id}?visit=${newIdempotencyKey()}`,
        onChange: readSoon,
        onReread: readSoon,
        onPresence: () => {},
        onLive: () => {},
      });
      stream.start();
    },
    { immediate: true, flush: 'post' },
  );
  onScopeDispose(stop);
}
