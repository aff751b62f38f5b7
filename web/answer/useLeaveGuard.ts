import { ref, watch } from 'vue';
import type { Ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';

/** How long going away waits for a save that is on its way, before the person is asked. */
const PATIENCE_MS = 2_000;

/**
 * Holds a person back who goes to another page with unsaved changes.
 *
 * `asking` is true while the question stands; setting it to false stays on the page, `leave` goes.
 */
export function useLeaveGuard(unsavedCount: Ref<number>, save: () => void) {
  const asking = ref(false);
  let answer: (leave: boolean) => void = () => {};

  onBeforeRouteLeave(async () => {
    save();
    if (await settled()) return true;
    asking.value = true;
    return new Promise<boolean>(resolve => (answer = resolve));
  });
  watch(asking, stillAsking => {
    if (!stillAsking) answer(false);
  });
  // Saved while the question stood, so there is nothing left to ask.
  watch(unsavedCount, count => {
    if (count === 0 && asking.value) leave();
  });

  function settled(): Promise<boolean> {
    if (unsavedCount.value === 0) return Promise.resolve(true);
    return new Promise(resolve => {
      const end = (result: boolean) => {
        clearTimeout(timer);
        stop();
        resolve(result);
      };
      const timer = setTimeout(() => end(false), PATIENCE_MS);
      const stop = watch(unsavedCount, count => count === 0 && end(true));
    });
  }

  function leave() {
    answer(true);
    asking.value = false;
  }

  return { asking, leave };
}
