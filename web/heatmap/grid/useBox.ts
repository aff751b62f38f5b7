import { onMounted, onScopeDispose, shallowRef } from 'vue';
import type { Ref } from 'vue';

/** Room and place of a box that scrolls, in pixels. */
export interface Box {
  /** Where cells are seen: the headings stay where they are and cover the rest. */
  room: { width: number; height: number };
  scrolled: { left: number; top: number };
}

/** Of a box that nobody has measured yet, or that has no size, a likely one. */
const LIKELY = { width: 1008, height: 644 };

/**
 * The room of the box around a grid, and how far it is scrolled. Both are read when the browser has laid out the page anyway: to ask
 * for them at any other time would have it do so twice.
 */
export function useBox(element: Readonly<Ref<HTMLElement | null>>) {
  const box = shallowRef<Box>({ room: LIKELY, scrolled: { left: 0, top: 0 } });

  function measure() {
    const { value: outer } = element;
    const corner = outer?.querySelector<HTMLElement>('thead th');
    if (!outer || !corner) return;
    const room = {
      width: (outer.clientWidth || LIKELY.width) - corner.offsetWidth,
      height: (outer.clientHeight || LIKELY.height) - corner.offsetHeight,
    };
    box.value = { room, scrolled: { left: outer.scrollLeft, top: outer.scrollTop } };
  }
  /** To be called for each event of scrolling. */
  function onScroll() {
    const { scrollLeft: left, scrollTop: top } = element.value!;
    box.value = { ...box.value, scrolled: { left, top } };
  }

  const observer = new ResizeObserver(measure);
  onMounted(() => {
    measure();
    observer.observe(element.value!);
    observer.observe(element.value!.querySelector('thead th')!);
  });
  onScopeDispose(() => observer.disconnect());
  return { box, onScroll };
}
