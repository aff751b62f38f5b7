/** A grid of small codes to be looked at from afar: one byte per cell, and no object. */
export interface Raster {
  rowCount: number;
  columnCount: number;
  /** Code of each cell, row by row: that of a cell stands at `row * columnCount + column`. */
  codes: Uint8Array;
  /** Rows before which a group begins, ascending; the first row needs no border. */
  rowBorders?: readonly number[];
  columnBorders?: readonly number[];
}

/** A place in a grid; both count from 0. */
export interface Place {
  row: number;
  column: number;
}

/** Some rows and columns of a grid, for example those that a table beside it shows. Fractions of cells may be in sight. */
export interface Span {
  row: number;
  column: number;
  rowCount: number;
  columnCount: number;
}

/** How often each code stands in the grid; a text says so where the picture cannot be seen. */
export function countsOfCodes({ codes }: Pick<Raster, 'codes'>, codeCount: number): number[] {
  const counts = new Uint32Array(codeCount);
  for (let cell = 0; cell < codes.length; cell++) counts[codes[cell]!]!++;
  return [...counts];
}

/**
 * Writes the grid as pixels, one per cell.
 *
 * @param colours per code red, green and blue, each from 0 to 255; a code without one is left transparent
 * @param pixels as in `ImageData.data`: four bytes per cell
 */
export function writePixels({ codes }: Pick<Raster, 'codes'>, colours: readonly Rgb[], pixels: Uint8ClampedArray): void {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, codes.length);
  // The bytes of a pixel stand in one order whatever the processor; its words do not.
  const bytes = new Uint8Array(colours.length * 4);
  for (const [code, [red, green, blue]] of colours.entries()) bytes.set([red, green, blue, 255], code * 4);
  const wordOf = new Uint32Array(bytes.buffer);
  for (let cell = 0; cell < codes.length; cell++) words[cell] = wordOf[codes[cell]!] ?? 0;
}

/** Red, green and blue from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];
