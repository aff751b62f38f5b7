import { onScopeDispose } from 'vue';

/** Listens to an event of the window or document for as long as the calling component lives. */
export function useEventListener<Name extends keyof (WindowEventMap & DocumentEventMap)>(
  target: Window | Document,
  name: Name,
  listener: (event: (WindowEventMap & DocumentEventMap)[Name]) => void,
): void {
  const heard = listener as EventListener;
  target.addEventListener(name, heard);
  onScopeDispose(() => target.removeEventListener(name, heard));
}
