import { computed, nextTick, onMounted, ref, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import { useEventListener } from '../../ui/useEventListener.ts';
import { drawnOf } from './drawn.ts';

interface Size {
  rows: number;
  columns: number;
}

/** Up to here a grid is drawn whole, so that the browser finds and prints all of it. */
const WHOLE_UP_TO_CELLS = 5_000;
/** Up to here all columns of a row are drawn. */
const WHOLE_UP_TO_COLUMNS = 64;
/** Up to here a grid is printed whole; beyond, nobody has the paper. */
const PRINT_UP_TO_CELLS = 60_000;
/** Lines that are drawn outside of what is in sight; also the step in which that changes. */
const AHEAD = { rows: 4, columns: 6 };

/** Which lines and columns of a grid are drawn, as it is scrolled and printed. */
export function useDrawn(box: Readonly<Ref<HTMLElement | null>>, size: () => Size, keep: Readonly<Ref<{ row: number; column: number }>>) {
  const printing = ref(false);
  /** Lines and columns in sight, in steps; of a window that nobody has measured yet, a likely part. */
  const sight = shallowRef({ row: 0, rows: 24, column: 0, columns: 40 });
  /** What one line and one column measure; the style sheet says it, and the reader's size of text changes it. */
  const px = ref({ row: 46, column: 36 });

  const cells = computed(() => size().rows * size().columns);
  const lazy = computed(() => cells.value > WHOLE_UP_TO_CELLS && !(printing.value && cells.value <= PRINT_UP_TO_CELLS));
  const lazyColumns = computed(() => lazy.value && size().columns > WHOLE_UP_TO_COLUMNS);

  const rows = computed(() => {
    const { row, rows: inSight } = sight.value;
    return lazy.value
      ? drawnOf(size().rows, row - AHEAD.rows, row + inSight + AHEAD.rows, keep.value.row)
      : drawnOf(size().rows, 0, size().rows - 1);
  });
  const columns = computed(() => {
    const { column, columns: inSight } = sight.value;
    return lazyColumns.value
      ? drawnOf(size().columns, column - AHEAD.columns, column + inSight + AHEAD.columns, keep.value.column)
      : drawnOf(size().columns, 0, size().columns - 1);
  });

  function look() {
    const { value: element } = box;
    if (!element || !lazy.value) return;
    const at = (scrolled: number, each: number, step: number) => Math.floor(scrolled / each / step) * step;
    const next = {
      row: at(element.scrollTop, px.value.row, AHEAD.rows),
      rows: Math.ceil((element.clientHeight || 900) / px.value.row) + AHEAD.rows,
      column: at(element.scrollLeft, px.value.column, AHEAD.columns),
      columns: Math.ceil((element.clientWidth || 1200) / px.value.column) + AHEAD.columns,
    };
    const { row, rows: inSight, column, columns: columnsInSight } = sight.value;
    if (next.row !== row || next.rows !== inSight || next.column !== column || next.columns !== columnsInSight) sight.value = next;
  }

  function measure() {
    const cell = box.value?.querySelector('.heatmap-cell')?.getBoundingClientRect();
    if (cell?.height && cell.width) px.value = { row: cell.height, column: cell.width };
    look();
  }

  onMounted(measure);
  watch(lazy, () => void nextTick(measure));
  useEventListener(window, 'resize', measure);
  // The browser lays out what stands in the page when these have run, so all lines must be there at once.
  useEventListener(window, 'beforeprint', () => (printing.value = true));
  useEventListener(window, 'afterprint', () => (printing.value = false));

  return { rows, columns, lazy, px, look };
}
