import { nextTick, onMounted, watch } from 'vue';
import type { Ref } from 'vue';
import { useEventListener } from '../../ui/useEventListener.ts';
import type { Place } from './useGridKeys.ts';

/** The lines and columns in sight, with fractions of them. */
export interface Sight {
  row: number;
  rowCount: number;
  column: number;
  columnCount: number;
}

interface SightOptions {
  /** What one line and one column measure. */
  px: Readonly<Ref<{ row: number; column: number }>>;
  size: () => { rows: number; columns: number };
  told: (sight: Sight) => void;
  focusAt: (place: Place) => void;
}

/** Tells what of a grid is in sight, and brings a place into its middle. */
export function useSight(box: Readonly<Ref<HTMLElement | null>>, { px, size, told, focusAt }: SightOptions) {
  let frame = 0;

  /** What heading and first column cover, which stay where they are. */
  function covered(element: HTMLElement) {
    const corner = element.querySelector('thead th')?.getBoundingClientRect();
    return { height: corner?.height ?? 0, width: corner?.width ?? 0 };
  }

  function look() {
    frame = 0;
    const { value: element } = box;
    if (!element) return;
    const { height, width } = covered(element);
    const { rows, columns } = size();
    const row = element.scrollTop / px.value.row;
    const column = element.scrollLeft / px.value.column;
    told({
      row,
      rowCount: Math.min(rows - row, Math.max(0, element.clientHeight - height) / px.value.row),
      column,
      columnCount: Math.min(columns - column, Math.max(0, element.clientWidth - width) / px.value.column),
    });
  }
  function ask() {
    frame ||= requestAnimationFrame(look);
  }
  onMounted(() => box.value?.addEventListener('scroll', ask, { passive: true }));
  onMounted(ask);
  watch([px, size], ask);
  useEventListener(window, 'resize', ask);

  /** Scrolls a place into the middle and puts the focus on it. */
  async function jumpTo(place: Place) {
    const { value: element } = box;
    if (!element) return;
    const { height, width } = covered(element);
    element.scrollTop = (place.row + 0.5) * px.value.row - (element.clientHeight - height) / 2;
    element.scrollLeft = (place.column + 0.5) * px.value.column - (element.clientWidth - width) / 2;
    await nextTick();
    focusAt(place);
  }
  return { jumpTo };
}
