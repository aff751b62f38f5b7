import { onScopeDispose, ref, watch } from 'vue';

interface ReachOptions {
  /** Ids of all lines. */
  ids: () => readonly string[];
  /** Whether the grid is to be drawn whole. */
  whole: () => boolean;
  /** How many lines there are from the first one to the last one in sight. */
  untilSight: () => number;
}

/** So many new lines are drawn at once; more would be waited for. Also how many follow each time. */
const AT_ONCE = 8;
/** Of a window that nobody has measured yet, a likely part. */
const AT_FIRST = 16;
/** Where the browser is never idle, the rest follows all the same. */
const LONGEST_WAIT_MS = 200;

/**
 * How far down a grid is drawn that is to be drawn whole: what is in sight at once, the rest whenever the browser has nothing
 * else to do, so that nobody waits for lines that they do not see.
 */
export function useReach({ ids, whole, untilSight }: ReachOptions) {
  const reach = ref(AT_FIRST);

  watch([ids, whole], ([now, isWhole], [before, wasWhole]) => {
    if (!isWhole) return;
    const drawn = new Set(wasWhole ? before.slice(0, reach.value) : []);
    const added = now.slice(0, reach.value).reduce((count, id) => count + Number(!drawn.has(id)), 0);
    if (added > AT_ONCE) reach.value = untilSight();
  });

  let stop = () => {};
  watch(
    () => whole() && reach.value < ids().length,
    (unfinished, _, onCleanup) => {
      if (unfinished) follow();
      onCleanup(() => stop());
    },
    { immediate: true, flush: 'post' },
  );
  onScopeDispose(() => stop());

  function follow() {
    stop = whenIdle(() => {
      reach.value += AT_ONCE;
      if (whole() && reach.value < ids().length) follow();
    });
  }
  /** The lines in sight are due now, whatever is still to follow. */
  function hurry() {
    if (whole() && reach.value < ids().length) reach.value = Math.max(reach.value, untilSight());
  }
  return { reach, hurry };
}

/** Calls something when the browser has nothing else to do; answers how to call it off. */
function whenIdle(act: () => void): () => void {
  // Safari knows no idle time.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, AT_ONCE);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(act, { timeout: LONGEST_WAIT_MS });
  return () => cancelIdleCallback(idle);
}
