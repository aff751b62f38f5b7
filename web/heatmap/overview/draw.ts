import type { Place, Raster, Rgb, Span } from './raster.ts';
import { writePixels } from './raster.ts';
import { cellSize, type Size, type View } from './viewport.ts';

/** From here on borders between groups are drawn: nearer together they would hide what they divide. */
const LEAST_BORDER_GAP_PX = 6;
/** From here on a cell has room for its sign. */
const LEAST_SIGN_PX = 14;

/** How a code looks: a custom property of the style sheet that holds its colour, and the sign that says the same. */
export interface Appearance {
  colour: `--${string}`;
  sign: string;
  /** Custom property with the colour of the sign. */
  ink: `--${string}`;
}

export interface Scene {
  raster: Raster;
  view: View;
  /** Rows and columns that the table shows. */
  window: Span | null;
  /** Where the keyboard is. */
  cursor: Place | null;
}

/** The grid as a picture of one pixel per cell, made once; null where nothing can be drawn. */
export function pictureOf(raster: Raster, colours: readonly Rgb[]): OffscreenCanvas | null {
  if (typeof OffscreenCanvas === 'undefined' || raster.codes.length === 0) return null;
  const picture = new OffscreenCanvas(raster.columnCount, raster.rowCount);
  const context = picture.getContext('2d', { alpha: false });
  if (!context) return null;
  const image = context.createImageData(raster.columnCount, raster.rowCount);
  writePixels(raster, colours, image.data);
  context.putImageData(image, 0, 0);
  return picture;
}

/** Colours of custom properties, as the style sheet has them for this element. */
export function coloursOf(element: Element, names: readonly `--${string}`[]): Rgb[] {
  const style = getComputedStyle(element);
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  return names.map(name => {
    if (!context) return [0, 0, 0];
    context.fillStyle = style.getPropertyValue(name);
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  });
}

/**
 * Draws what is in sight: the picture, borders of groups, signs where there is room, the window of the table and the cursor.
 *
 * @param size of the canvas in pixels of the page
 */
export function draw(
  context: CanvasRenderingContext2D,
  { raster, view, window, cursor }: Scene,
  picture: OffscreenCanvas,
  appearances: readonly Appearance[],
  inks: readonly Rgb[],
  size: Size,
): void {
  const cell = cellSize(raster, size, view.zoom);
  // Beside a small grid there is nothing.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  const columns = Math.min(raster.columnCount - view.column, size.width / cell.width);
  const rows = Math.min(raster.rowCount - view.row, size.height / cell.height);
  // Enlarged, each cell has hard edges; made smaller, it leaves a trace in the mixture instead of being dropped.
  context.imageSmoothingEnabled = Math.min(cell.width, cell.height) < 1;
  context.drawImage(picture, view.column, view.row, columns, rows, 0, 0, columns * cell.width, rows * cell.height);

  const x = (column: number) => (column - view.column) * cell.width;
  const y = (row: number) => (row - view.row) * cell.height;
  if (Math.min(cell.width, cell.height) >= LEAST_SIGN_PX) drawSigns(context, raster, view, appearances, inks, { cell, columns, rows });
  context.fillStyle = '#000';
  for (const row of farEnough(raster.rowBorders, cell.height)) context.fillRect(0, Math.round(y(row)) - 1, columns * cell.width, 1);
  for (const column of farEnough(raster.columnBorders, cell.width)) context.fillRect(Math.round(x(column)) - 1, 0, 1, rows * cell.height);
  if (window) frame(context, x(window.column), y(window.row), window.columnCount * cell.width, window.rowCount * cell.height);
  if (cursor) frame(context, x(cursor.column), y(cursor.row), Math.max(8, cell.width), Math.max(8, cell.height));
}

function farEnough(borders: readonly number[] = [], cellPx: number): readonly number[] {
  const near = borders.some((border, index) => index > 0 && (border - borders[index - 1]!) * cellPx < LEAST_BORDER_GAP_PX);
  return near ? [] : borders;
}

function drawSigns(
  context: CanvasRenderingContext2D,
  { codes, columnCount }: Raster,
  view: View,
  appearances: readonly Appearance[],
  inks: readonly Rgb[],
  { cell, columns, rows }: { cell: Size; columns: number; rows: number },
): void {
  context.font = `${Math.min(cell.width, cell.height) * 0.6}px sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let row = Math.floor(view.row); row < Math.min(view.row + rows, codes.length / columnCount); row++) {
    for (let column = Math.floor(view.column); column < Math.min(view.column + columns, columnCount); column++) {
      const code = codes[row * columnCount + column]!;
      context.fillStyle = `rgb(${inks[code]?.join(' ')})`;
      context.fillText(appearances[code]?.sign ?? '', (column + 0.5 - view.column) * cell.width, (row + 0.5 - view.row) * cell.height);
    }
  }
}

/** A frame that is seen on any ground: black, with yellow inside. */
function frame(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  context.lineWidth = 4;
  context.strokeStyle = '#000';
  context.strokeRect(x, y, width, height);
  context.lineWidth = 1.5;
  context.strokeStyle = '#ffd43d';
  context.strokeRect(x, y, width, height);
}
