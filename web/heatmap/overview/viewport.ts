import type { Place, Raster, Span } from './raster.ts';

/** A size in pixels of the screen. */
export interface Size {
  width: number;
  height: number;
}

/** What of a grid is in sight: the cell at the upper left, with fractions, and how often the fitting size is doubled and more. */
export interface View {
  row: number;
  column: number;
  /** 1 shows the whole grid; never less. */
  zoom: number;
}

/** The whole grid. */
export const WHOLE: View = { row: 0, column: 0, zoom: 1 };

/** No cell is drawn larger, so that small grids do not become posters. */
const LARGEST_CELL_PX = 32;

type Shape = Pick<Raster, 'rowCount' | 'columnCount'>;

/** Width and height of one cell. At first each axis fills its side; further in, cells become square. */
export function cellSize({ rowCount, columnCount }: Shape, { width, height }: Size, zoom: number): Size {
  const side = (length: number, count: number) => Math.min((length / Math.max(1, count)) * zoom, LARGEST_CELL_PX);
  return { width: side(width, columnCount), height: side(height, rowCount) };
}

/** The zoom from which on nothing grows any more. */
function largestZoom({ rowCount, columnCount }: Shape, { width, height }: Size): number {
  return Math.max(1, LARGEST_CELL_PX / Math.min(width / Math.max(1, columnCount), height / Math.max(1, rowCount)));
}

/** The view moved back so that it lies within the grid. */
export function clamped(view: View, shape: Shape, size: Size): View {
  const zoom = Math.min(Math.max(1, view.zoom), largestZoom(shape, size));
  const { rowCount, columnCount } = inSight(zoom, shape, size);
  return {
    zoom,
    row: Math.min(Math.max(0, view.row), Math.max(0, shape.rowCount - rowCount)),
    column: Math.min(Math.max(0, view.column), Math.max(0, shape.columnCount - columnCount)),
  };
}

/** How many rows and columns fit. */
function inSight(zoom: number, shape: Shape, size: Size): Pick<Span, 'rowCount' | 'columnCount'> {
  const cell = cellSize(shape, size, zoom);
  return { rowCount: size.height / cell.height, columnCount: size.width / cell.width };
}

/** The view moved by some pixels: what lay at the right comes in with a positive `x`. */
export function panned(view: View, { x, y }: { x: number; y: number }, shape: Shape, size: Size): View {
  const cell = cellSize(shape, size, view.zoom);
  return clamped({ ...view, row: view.row + y / cell.height, column: view.column + x / cell.width }, shape, size);
}

/** The view enlarged so many times; the cell below the point stays below it. */
export function zoomed(view: View, times: number, { x, y }: { x: number; y: number }, shape: Shape, size: Size): View {
  const zoom = Math.min(Math.max(1, view.zoom * times), largestZoom(shape, size));
  const [before, after] = [cellSize(shape, size, view.zoom), cellSize(shape, size, zoom)];
  return clamped(
    { zoom, row: view.row + y / before.height - y / after.height, column: view.column + x / before.width - x / after.width },
    shape,
    size,
  );
}

/** The view moved as little as brings a place into sight. */
export function showing(view: View, { row, column }: Place, shape: Shape, size: Size): View {
  const { rowCount, columnCount } = inSight(view.zoom, shape, size);
  return clamped(
    {
      ...view,
      row: Math.min(row, Math.max(view.row, row + 1 - rowCount)),
      column: Math.min(column, Math.max(view.column, column + 1 - columnCount)),
    },
    shape,
    size,
  );
}

/** The place below a point, null beside the grid. */
export function placeAt({ x, y }: { x: number; y: number }, view: View, shape: Shape, size: Size): Place | null {
  const cell = cellSize(shape, size, view.zoom);
  const place = { row: Math.floor(view.row + y / cell.height), column: Math.floor(view.column + x / cell.width) };
  const within = place.row >= 0 && place.column >= 0 && place.row < shape.rowCount && place.column < shape.columnCount;
  return within ? place : null;
}
