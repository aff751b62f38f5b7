import { describe, expect, it } from 'vitest';
import { countsOfCodes, writePixels } from '../../web/heatmap/overview/raster.ts';
import { cellSize, clamped, panned, placeAt, showing, WHOLE, zoomed } from '../../web/heatmap/overview/viewport.ts';
import { countsOfColumn, countsOfRow, surveyRaster } from '../../web/heatmap/survey-raster.ts';

const packed = JSON.stringify({
  features: [
    ['f1', 'A-01', '申請', 'Apply', '申請', null],
    ['f2', 'B-01', '帳票出力', null, '帳票', null],
    ['f3', 'A-02', '取消', null, '申請', null],
  ],
  organisations: [
    ['o1', '総務省', 'MIC', '総務', 'SUBMITTED', '01'],
    ['o2', '法務省', 'MOJ', '法務', 'SUBMITTED', '2-x'],
    ['o3', '外務省', 'MOFA', '外務', 'IN_PROGRESS', null],
  ],
});

describe('a survey as bytes', () => {
  const raster = surveyRaster(packed);

  it('has the features in their groups, with a border between them', () => {
    expect(raster.features.map(({ code }) => code)).toEqual(['A-01', 'A-02', 'B-01']);
    expect(raster.rowBorders).toEqual([2]);
  });

  it('takes what is missing, unknown or not submitted for unanswered, never for not used', () => {
    expect([...raster.codes]).toEqual([0, 2, 3, 3, 3, 3, 1, 4, 3]);
    expect(raster.organisations.map(({ submitted }) => submitted)).toEqual([true, true, false]);
  });

  it('is counted by line, by column and as a whole', () => {
    expect(countsOfRow(raster, 0)).toEqual([1, 0, 1, 1, 0]);
    expect(countsOfColumn(raster, 1)).toEqual([0, 0, 1, 1, 1]);
    expect(countsOfCodes(raster, 5)).toEqual([1, 1, 1, 5, 1]);
  });
});

it('writes one pixel per cell', () => {
  const pixels = new Uint8ClampedArray(12);
  writePixels(
    { codes: Uint8Array.of(1, 0, 2) },
    [
      [1, 2, 3],
      [255, 0, 9],
    ],
    pixels,
  );
  expect([...pixels]).toEqual([255, 0, 9, 255, 1, 2, 3, 255, 0, 0, 0, 0]);
});

describe('what is in sight', () => {
  const shape = { rowCount: 100, columnCount: 1000 };
  const size = { width: 500, height: 200 };

  it('is the whole at first, each axis filling its side', () => {
    expect(cellSize(shape, size, 1)).toEqual({ width: 0.5, height: 2 });
    expect(cellSize({ rowCount: 2, columnCount: 2 }, size, 1)).toEqual({ width: 32, height: 32 });
  });

  it('keeps the cell below the pointer where it is while it is enlarged', () => {
    const at = { x: 250, y: 50 };
    const near = zoomed(WHOLE, 4, at, shape, size);
    expect(placeAt(at, near, shape, size)).toEqual(placeAt(at, WHOLE, shape, size));
    expect(near.zoom).toBe(4);
  });

  it('never leaves the grid, nor gets smaller than the whole', () => {
    expect(clamped({ row: -5, column: 5000, zoom: 0.1 }, shape, size)).toEqual(WHOLE);
    const near = zoomed(WHOLE, 4, { x: 0, y: 0 }, shape, size);
    expect(panned(near, { x: 1e6, y: 1e6 }, shape, size)).toEqual({ zoom: 4, row: 75, column: 750 });
  });

  it('follows the cursor no further than it must', () => {
    const near = { row: 10, column: 100, zoom: 4 };
    expect(showing(near, { row: 20, column: 200 }, shape, size)).toEqual(near);
    expect(showing(near, { row: 40, column: 90 }, shape, size)).toEqual({ row: 16, column: 90, zoom: 4 });
  });

  it('knows no place beside the grid', () => {
    expect(placeAt({ x: 499, y: 199 }, WHOLE, { rowCount: 2, columnCount: 2 }, size)).toBeNull();
  });
});
