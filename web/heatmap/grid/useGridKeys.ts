import { nextTick, onMounted, onUpdated } from 'vue';
import type { Ref } from 'vue';

/** A place in the grid: -1 for the headings, from the number of rows on the foot, from the number of columns on the edges. */
export interface Place {
  row: number;
  column: number;
}

/** Where something is moved. */
export type Step = 'up' | 'down' | 'left' | 'right';

interface GridOptions {
  size: () => { rows: number; feet: number; columns: number; edges: number };
  /** Which row a line of the table shows; undefined for head and foot. */
  rowOf: (line: HTMLTableRowElement) => number | undefined;
  rowId: (row: number) => string;
  /** Kept up to date, so that the line in the focus stays drawn. */
  active: Ref<Place>;
  /** Called for a place that is pressed or entered. */
  enter: (place: Place, element: HTMLElement) => void;
  /** Called when what is in the focus shall be moved. */
  move: (place: Place, step: Step) => void;
}

const PLACE = '[data-place]';
const PAGE_ROWS = 10;
const STEPS: Readonly<Record<string, Step>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

/**
 * Makes a table one stop of the Tab key, in which the arrow keys move from cell to cell, headings and edges included.
 *
 * Listens at the table for all of its cells and keeps their `tabindex` itself, so that thousands of cells cost nothing.
 */
export function useGridKeys(table: Readonly<Ref<HTMLTableElement | null>>, { size, rowOf, rowId, active, enter, move }: GridOptions) {
  let current: HTMLElement | null = null;

  function makeCurrent(cell: HTMLElement | null) {
    current?.removeAttribute('tabindex');
    current = cell;
    current?.setAttribute('tabindex', '0');
  }

  /** Keeps one cell within reach of the Tab key, the first one when the last one has gone. */
  function settle() {
    if (!current?.isConnected) makeCurrent(table.value?.querySelector<HTMLElement>(`.heatmap-cell`) ?? null);
  }
  onMounted(settle);
  onUpdated(settle);

  function lineOf(row: number) {
    const { rows } = size();
    if (row < 0) return table.value?.tHead?.rows[0];
    return row < rows ? document.getElementById(rowId(row)) : table.value?.querySelectorAll('tfoot tr')[row - rows];
  }
  const cellAt = ({ row, column }: Place) => lineOf(row)?.querySelector<HTMLElement>(`[data-place="${column}"]`);

  async function moveTo(place: Place) {
    const { rows, feet, columns, edges } = size();
    const row = Math.max(-1, Math.min(place.row, rows + feet - 1));
    const column = Math.max(-1, Math.min(place.column, columns + edges - 1));
    // Nothing stands where the headings meet.
    if (row === -1 && column === -1) return;
    if (!cellAt({ row, column })) {
      active.value = { row, column };
      await nextTick();
    }
    const cell = cellAt({ row, column });
    if (!cell) return;
    makeCurrent(cell);
    cell.focus();
  }

  /** The cell that an event comes from, with its place. */
  function placeOf(event: Event) {
    const cell = (event.target as HTMLElement).closest<HTMLElement>(PLACE);
    const line = cell?.closest('tr');
    if (!cell || !line) return undefined;
    const { rows } = size();
    const row = line.parentElement === table.value?.tHead ? -1 : (rowOf(line) ?? rows + line.sectionRowIndex);
    return { cell, row, column: Number(cell.dataset['place']) };
  }

  function onFocusin(event: Event) {
    const place = placeOf(event);
    if (!place) return;
    active.value = { row: place.row, column: place.column };
  }

  function onClick(event: MouseEvent) {
    const place = placeOf(event);
    // A link in a heading goes its own way.
    if (!place || (event.target as HTMLElement).closest('a')) return;
    makeCurrent(place.cell);
    place.cell.focus();
    enter(place, place.cell);
  }

  function onKeydown(event: KeyboardEvent) {
    const place = placeOf(event);
    if (!place || event.altKey || event.metaKey) return;
    const { row, column } = place;
    const { rows, columns } = size();
    const step = STEPS[event.key];
    if (step && event.ctrlKey && event.shiftKey) {
      event.preventDefault();
      move(place, step);
      return;
    }
    const within = Math.max(0, Math.min(row, rows - 1));
    const moves: Record<string, () => void> = {
      ArrowRight: () => void moveTo({ row, column: column + 1 }),
      ArrowLeft: () => void moveTo({ row, column: column - 1 }),
      ArrowDown: () => void moveTo({ row: row + 1, column }),
      ArrowUp: () => void moveTo({ row: row - 1, column }),
      PageDown: () => void moveTo({ row: Math.min(within + PAGE_ROWS, rows - 1), column }),
      PageUp: () => void moveTo({ row: Math.max(within - PAGE_ROWS, 0), column }),
      Home: () => void moveTo({ row: event.ctrlKey ? 0 : row, column: 0 }),
      End: () => void moveTo({ row: event.ctrlKey ? rows - 1 : row, column: columns - 1 }),
      Enter: () => enter(place, place.cell),
      ' ': () => enter(place, place.cell),
    };
    const act = moves[event.key];
    if (!act) return;
    event.preventDefault();
    const link = event.key === 'Enter' ? place.cell.querySelector('a') : null;
    if (link) link.click();
    else act();
  }

  return { onClick, onKeydown, onFocusin, focusAt: (place: Place) => void moveTo(place) };
}
