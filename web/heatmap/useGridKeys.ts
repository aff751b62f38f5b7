import { nextTick, onMounted, onUpdated } from 'vue';
import type { Ref } from 'vue';

/** Cells stand right after the header of their row. Rows that are not displayed are passed over. */
const CELL = '.heatmap-cell';
const ROW = '.heatmap-row';
const PAGE_ROWS = 10;

/**
 * Makes a table one stop of the Tab key, in which the arrow keys move from cell to cell.
 *
 * Listens at the table for all of its cells and keeps their `tabindex` itself, so that thousands of cells cost nothing.
 *
 * @param open called with the id of the row and the column of a cell that is pressed or entered
 */
export function useGridKeys(table: Readonly<Ref<HTMLElement | null>>, open: (rowId: string, column: number) => void) {
  let current: HTMLElement | null = null;

  const rows = () => [...(table.value?.querySelectorAll<HTMLElement>(ROW) ?? [])].filter(row => row.style.display !== 'none');
  const cellsOf = (row: HTMLElement | undefined) => [...(row?.querySelectorAll<HTMLElement>(CELL) ?? [])];

  /** The one cell that the Tab key reaches; the first one when the last one has gone or is hidden. */
  function settle() {
    if (current?.isConnected && current.closest<HTMLElement>(ROW)?.style.display !== 'none') return;
    current?.removeAttribute('tabindex');
    current = cellsOf(rows()[0])[0] ?? null;
    current?.setAttribute('tabindex', '0');
  }
  onMounted(settle);
  onUpdated(() => void nextTick(settle));

  function moveTo(cell: HTMLElement | undefined) {
    if (!cell) return;
    current?.removeAttribute('tabindex');
    current = cell;
    cell.setAttribute('tabindex', '0');
    cell.focus();
  }

  function openCell(cell: HTMLElement) {
    const row = cell.closest(ROW);
    if (row) open(row.id, columnOf(cell));
  }

  function onClick(event: MouseEvent) {
    const cell = (event.target as HTMLElement).closest<HTMLElement>(CELL);
    if (!cell) return;
    moveTo(cell);
    openCell(cell);
  }

  function onKeydown(event: KeyboardEvent) {
    const cell = (event.target as HTMLElement).closest<HTMLElement>(CELL);
    const row = cell?.closest<HTMLElement>(ROW);
    if (!cell || !row || event.altKey || event.metaKey) return;
    const all = rows();
    const at = { row: all.indexOf(row), column: columnOf(cell) };
    const within = (index: number) => all[Math.min(Math.max(index, 0), all.length - 1)];
    const inRow = cellsOf(row);
    switch (event.key) {
      case 'ArrowRight':
        moveTo(inRow[at.column + 1]);
        break;
      case 'ArrowLeft':
        moveTo(inRow[at.column - 1]);
        break;
      case 'ArrowDown':
        moveTo(cellsOf(all[at.row + 1])[at.column]);
        break;
      case 'ArrowUp':
        moveTo(cellsOf(all[at.row - 1])[at.column]);
        break;
      case 'PageDown':
        moveTo(cellsOf(within(at.row + PAGE_ROWS))[at.column]);
        break;
      case 'PageUp':
        moveTo(cellsOf(within(at.row - PAGE_ROWS))[at.column]);
        break;
      case 'Home':
        moveTo(event.ctrlKey ? cellsOf(all[0])[0] : inRow[0]);
        break;
      case 'End':
        moveTo((event.ctrlKey ? cellsOf(all.at(-1)) : inRow).at(-1));
        break;
      case 'Enter':
      case ' ':
        openCell(cell);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return { onClick, onKeydown };
}

/** From 0, without the header of the row. */
function columnOf(cell: HTMLElement): number {
  return (cell as HTMLTableCellElement).cellIndex - 1;
}
