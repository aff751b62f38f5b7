import { computed, nextTick, onMounted, ref, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import { useEventListener } from '../../ui/useEventListener.ts';
import { drawnOf } from './drawn.ts';
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
export function useDrawn(box: Readonly<Ref<HTMLElement | null>>, { ids, columns: columnCount, keep }: DrawnOptions) {
  const printing = ref(false);
  /** Lines and columns in sight, in steps; of a window that nobody has measured yet, a likely part. */
  const sight = { rows: shallowRef({ first: 0, count: 16 }), columns: shallowRef({ first: 0, count: 30 }) };
  /** What one line and one column measure; the style sheet says it, and the reader's size of text changes it. */
  const px = ref({ row: 46, column: 36 });

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
    untilSight: () => Math.ceil(((box.value?.scrollTop ?? 0) + roomIn(box.value).height) / px.value.row) + AHEAD.rows,
  });

  const inSight = (axis: 'rows' | 'columns', count: number, kept: number) => {
    const { first, count: seen } = sight[axis].value;
    return drawnOf(count, first - AHEAD[axis], first + seen + AHEAD[axis], kept);
  };
  const rows = computed(() => {
    const { length } = ids();
    if (lazy.value) return inSight('rows', length, keep.value.row);
    return drawnOf(length, 0, (printing.value ? length : reach.value) - 1, keep.value.row);
  });
  const columns = computed(() =>
    even.value ? inSight('columns', columnCount(), keep.value.column) : drawnOf(columnCount(), 0, columnCount() - 1),
  );

  function look() {
    hurry();
    const { value: element } = box;
    if (!element || !even.value) return;
    const room = roomIn(element);
    if (lazy.value) lookAlong('rows', element.scrollTop, room.height, px.value.row);
    lookAlong('columns', element.scrollLeft, room.width, px.value.column);
  }
  function lookAlong(axis: 'rows' | 'columns', scrolled: number, room: number, each: number) {
    const step = AHEAD[axis];
    const next = { first: Math.floor(scrolled / each / step) * step, count: Math.ceil(room / each) + step };
    const { first, count } = sight[axis].value;
    if (next.first !== first || next.count !== count) sight[axis].value = next;
  }

  function measure() {
    const cell = box.value?.querySelector('.heatmap-cell')?.getBoundingClientRect();
    if (cell?.height && cell.width) px.value = { row: cell.height, column: cell.width };
    look();
  }

  onMounted(measure);
  watch(even, () => void nextTick(measure));
  watch(lazy, now => now && void nextTick(look));
  useEventListener(window, 'resize', measure);
  // The browser lays out what stands in the page when these have run, so all lines must be there at once.
  useEventListener(window, 'beforeprint', () => (printing.value = true));
  useEventListener(window, 'afterprint', () => (printing.value = false));

  return { rows, columns, lazy, even, px, look };
}

/** What of the box cells can be seen in: the headings stay where they are and cover the rest. */
function roomIn(element: HTMLElement | null) {
  const corner = element?.querySelector<HTMLElement>('thead th');
  return {
    height: (element?.clientHeight || 900) - (corner?.offsetHeight ?? 0),
    width: (element?.clientWidth || 1200) - (corner?.offsetWidth ?? 0),
  };
}
