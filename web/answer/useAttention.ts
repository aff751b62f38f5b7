import { computed, onScopeDispose, ref } from 'vue';
import { useEventListener } from '../ui/useEventListener.ts';

/** A tab that is put aside for longer than this is not told any more, nor counted as present. */
const ASIDE_MS = 20_000;
/** Nor is one before which nobody sits; an unattended page must not keep its session alive. */
const UNATTENDED_MS = 15 * 60_000;

/** Whether somebody looks at this page, and whether this device is connected to a network at all. */
export function useAttention() {
  const isOnline = ref(navigator.onLine);
  const isAside = ref(document.hidden);
  const isUnattended = ref(false);

  let aside: ReturnType<typeof setTimeout> | undefined;
  let unattended: ReturnType<typeof setTimeout> | undefined;
  function attend() {
    isUnattended.value = false;
    clearTimeout(unattended);
    unattended = setTimeout(() => (isUnattended.value = true), UNATTENDED_MS);
  }
  useEventListener(document, 'visibilitychange', () => {
    clearTimeout(aside);
    if (document.hidden) aside = setTimeout(() => (isAside.value = true), ASIDE_MS);
    else {
      isAside.value = false;
      attend();
    }
  });
  useEventListener(document, 'pointerdown', attend);
  useEventListener(document, 'keydown', attend);
  useEventListener(window, 'offline', () => (isOnline.value = false));
  useEventListener(window, 'online', () => (isOnline.value = true));
  attend();
  onScopeDispose(() => {
    clearTimeout(aside);
    clearTimeout(unattended);
  });

  return { isOnline, isAttended: computed(() => !isAside.value && !isUnattended.value) };
}
