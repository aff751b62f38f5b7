import { computed, nextTick, onMounted, ref, watch } from 'vue';
import type { Ref } from 'vue';
import { useEventListener } from '../../ui/useEventListener.ts';
import { drawnOf } from './drawn.ts';
import { useBox } from './useBox.ts';
import { useReach } from './useReach.ts';

interface DrawnOptions {
  /** Ids of all lines. */
  ids: () => readonly string[];
  columns: () => number;
  /** What must stay drawn, because the focus is in it. */
  keep: Readonly<Ref<{ row: number; column: number }>>;
}

/** Up to here a grid is drawn whole, so that the browser finds all of it. */
const WHOLE_UP_TO_CELLS = 5_000;
/** Up to here a grid is printed whole; beyond, nobody has the paper. */
const PRINT_UP_TO_CELLS = 60_000;
/** Lines that are drawn outside of what is in sight; also the step in which that changes. */
const AHEAD = { rows: 2, columns: 2 };

/** Which lines and columns of a grid are drawn, as it is scrolled and printed. */
export function useDrawn(element: Readonly<Ref<HTMLElement | null>>, { ids, columns: columnCount, keep }: DrawnOptions) {
  const printing = ref(false);
  /** What one line and one column measure; the style sheet says it, and the reader's size of text changes it. */
  const px = ref({ row: 46, column: 36 });
  const { box, onScroll } = useBox(element);

  const cells = computed(() => ids().length * columnCount());
  const lazy = computed(() => cells.value > WHOLE_UP_TO_CELLS && !(printing.value && cells.value <= PRINT_UP_TO_CELLS));
  /**
   * Once a grid was too large to be drawn whole, its lines stay even, and its columns drawn while they are near: to filter it would
   * else draw each line anew.
   */
  const wasLazy = ref(lazy.value);
  watch(lazy, now => (wasLazy.value ||= now));
  /** Whether lines are of one height and take what they say in turn; on paper they take the room that they need. */
  const even = computed(() => lazy.value || (wasLazy.value && !printing.value));
  const { reach, hurry } = useReach({
    ids,
    whole: () => !lazy.value,
    untilSight: () => Math.ceil((box.value.scrolled.top + box.value.room.height) / px.value.row) + AHEAD.rows,
  });

  /** Lines or columns in sight, in steps, so that what is drawn does not change with each pixel. */
  const inSteps = (axis: 'rows' | 'columns', of: () => { scrolled: number; room: number; each: number }) =>
    computed<{ first: number; count: number }>(before => {
      const { scrolled, room, each } = of();
      const step = AHEAD[axis];
      const now = { first: Math.floor(scrolled / each / step) * step, count: Math.ceil(room / each) + step };
      return before?.first === now.first && before.count === now.count ? before : now;
    });
  const sight = {
    rows: inSteps('rows', () => ({ scrolled: box.value.scrolled.top, room: box.value.room.height, each: px.value.row })),
    columns: inSteps('columns', () => ({ scrolled: box.value.scrolled.left, room: box.value.room.width, each: px.value.column })),
  };
  const near = (axis: 'rows' | 'columns', count: number, kept: number) => {
    const { first, count: seen } = sight[axis].value;
    return drawnOf(count, first - AHEAD[axis], first + seen + AHEAD[axis], kept);
  };
  const rows = computed(() => {
    const { length } = ids();
    if (lazy.value) return near('rows', length, keep.value.row);
    return drawnOf(length, 0, (printing.value ? length : reach.value) - 1, keep.value.row);
  });
  const columns = computed(() =>
    even.value ? near('columns', columnCount(), keep.value.column) : drawnOf(columnCount(), 0, columnCount() - 1),
  );

  function look() {
    onScroll();
    hurry();
  }
  function measure() {
    const cell = element.value?.querySelector('.heatmap-cell')?.getBoundingClientRect();
    if (cell?.height && cell.width) px.value = { row: cell.height, column: cell.width };
  }
  onMounted(measure);
  watch(even, () => void nextTick(measure));
  useEventListener(window, 'resize', measure);
  // The browser lays out what stands in the page when these have run, so all lines must be there at once.
  useEventListener(window, 'beforeprint', () => (printing.value = true));
  useEventListener(window, 'afterprint', () => (printing.value = false));

  return { rows, columns, lazy, even, px, box, look };
}
