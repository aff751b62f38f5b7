import { onScopeDispose, reactive } from 'vue';
import type { StoredAnswer } from './autosave-queue.ts';

const MARK_MS = 60_000;
/** Clocks of the server and of this device may differ. */
const CLOCKS_MS = 5 * 60_000;

/** Rows that somebody else has changed while this page was open, each marked for a minute. */
export function useNews() {
  const openedAt = Date.now();
  const news = reactive(new Map<string, StoredAnswer>());
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function mark(featureId: string, answer: StoredAnswer) {
    if (Date.parse(answer.answeredAt) < openedAt - CLOCKS_MS) return;
    news.set(featureId, answer);
    clearTimeout(timers.get(featureId));
    timers.set(
      featureId,
      setTimeout(() => news.delete(featureId), MARK_MS),
    );
  }
  onScopeDispose(() => timers.forEach(timer => clearTimeout(timer)));

  return { news: news as ReadonlyMap<string, StoredAnswer>, mark };
}
