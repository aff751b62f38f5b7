import { computed, nextTick, watch } from 'vue';
import type { Ref } from 'vue';
import type { Box } from './useBox.ts';
import type { Place } from './useGridKeys.ts';

/** The lines and columns in sight, with fractions of them. */
export interface Sight {
  row: number;
  rowCount: number;
  column: number;
  columnCount: number;
}

interface SightOptions {
  box: Readonly<Ref<Box>>;
  /** What one line and one column measure. */
  px: Readonly<Ref<{ row: number; column: number }>>;
  size: () => { rows: number; columns: number };
  told: (sight: Sight) => void;
  focusAt: (place: Place) => void;
}

/** Tells what of a grid is in sight, and brings a place into its middle. */
export function useSight(element: Readonly<Ref<HTMLElement | null>>, { box, px, size, told, focusAt }: SightOptions) {
  const sight = computed<Sight>(before => {
    const { room, scrolled } = box.value;
    const { rows, columns } = size();
    const row = scrolled.top / px.value.row;
    const column = scrolled.left / px.value.column;
    const now = {
      row,
      rowCount: Math.min(rows - row, Math.max(0, room.height) / px.value.row),
      column,
      columnCount: Math.min(columns - column, Math.max(0, room.width) / px.value.column),
    };
    return before && isSame(before, now) ? before : now;
  });
  watch(sight, told, { immediate: true, flush: 'post' });

  /** Scrolls a place into the middle and puts the focus on it. */
  async function jumpTo(place: Place) {
    if (!element.value) return;
    const { width, height } = box.value.room;
    element.value.scrollTop = (place.row + 0.5) * px.value.row - height / 2;
    element.value.scrollLeft = (place.column + 0.5) * px.value.column - width / 2;
    await nextTick();
    focusAt(place);
  }
  return { jumpTo };
}

const isSame = (one: Sight, other: Sight): boolean =>
  one.row === other.row && one.rowCount === other.rowCount && one.column === other.column && one.columnCount === other.columnCount;
