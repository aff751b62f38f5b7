import { nextTick, onMounted, onUpdated } from 'vue';
import type { Ref } from 'vue';

interface GridOptions {
  /** Rows from top to bottom, also those that are not drawn now. */
  rowIds: () => readonly string[];
  /** Has a row drawn that is not. */
  reveal: (rowId: string) => void;
  /** Called for a cell that is pressed or entered; the column counts from 0, without the header of the row. */
  open: (rowId: string, column: number) => void;
}

const CELL = '.heatmap-cell';
const PAGE_ROWS = 10;

/**
 * Makes a table one stop of the Tab key, in which the arrow keys move from cell to cell.
 *
 * Listens at the table for all of its cells and keeps their `tabindex` itself, so that thousands of cells cost nothing.
 */
export function useGridKeys(table: Readonly<Ref<HTMLElement | null>>, { rowIds, reveal, open }: GridOptions) {
  let current: HTMLElement | null = null;

  function makeCurrent(cell: HTMLElement | null) {
    current?.removeAttribute('tabindex');
    current = cell;
    current?.setAttribute('tabindex', '0');
  }

  /** Keeps one cell within reach of the Tab key, the first one when the last one has gone. */
  function settle() {
    if (!current?.isConnected) makeCurrent(table.value?.querySelector<HTMLElement>(CELL) ?? null);
  }
  onMounted(settle);
  onUpdated(settle);

  async function moveTo(rowIndex: number, column: number) {
    const rowId = rowIds()[rowIndex];
    if (rowId === undefined) return;
    if (!document.getElementById(rowId)) {
      reveal(rowId);
      await nextTick();
    }
    const cell = document.getElementById(rowId)?.querySelectorAll<HTMLElement>(CELL)[column];
    if (!cell) return;
    makeCurrent(cell);
    cell.focus();
  }

  /** The cell that an event comes from, with its place. */
  function placeOf(event: Event) {
    const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>(CELL);
    const row = cell?.closest('tr');
    return cell && row ? { cell, rowId: row.id, row: rowIds().indexOf(row.id), column: cell.cellIndex - 1 } : undefined;
  }

  function onClick(event: MouseEvent) {
    const place = placeOf(event);
    if (!place) return;
    makeCurrent(place.cell);
    place.cell.focus();
    open(place.rowId, place.column);
  }

  function onKeydown(event: KeyboardEvent) {
    const place = placeOf(event);
    if (!place || event.altKey || event.metaKey) return;
    const { row, column } = place;
    const last = { row: rowIds().length - 1, column: place.cell.closest('tr')!.querySelectorAll(CELL).length - 1 };
    const moves: Record<string, () => void> = {
      ArrowRight: () => void moveTo(row, column + 1),
      ArrowLeft: () => void moveTo(row, column - 1),
      ArrowDown: () => void moveTo(row + 1, column),
      ArrowUp: () => void moveTo(row - 1, column),
      PageDown: () => void moveTo(Math.min(row + PAGE_ROWS, last.row), column),
      PageUp: () => void moveTo(Math.max(row - PAGE_ROWS, 0), column),
      Home: () => void moveTo(event.ctrlKey ? 0 : row, 0),
      End: () => void moveTo(event.ctrlKey ? last.row : row, last.column),
      Enter: () => open(place.rowId, column),
      ' ': () => open(place.rowId, column),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  }

  return { onClick, onKeydown, settle };
}
