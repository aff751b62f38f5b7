import { type Sheet as LibrarySheet, readXlsx as readWithLibrary } from 'hucre/xlsx';
import { cellReference } from './cell-reference.ts';
import { cellText } from './cell-text.ts';
import { fileDamaged, formulaNotCalculated } from './refusal.ts';
import { SheetRows } from './sheet-rows.ts';
import type { ReadingLimits, Sheet } from './spreadsheet.ts';
import { safePackage } from './xlsx-package.ts';

/**
 * The sheets of an XLSX, hidden ones included. A formula is the value that it had when the file was saved.
 *
 * @throws SpreadsheetError when the file is refused
 */
export async function readXlsx(bytes: Uint8Array, limits: ReadingLimits): Promise<Sheet[]> {
  const { sheets } = await readWithLibrary(safePackage(bytes, limits)).catch((error: unknown) => {
    // Whatever the library stumbles over, it was in the file.
    throw fileDamaged(error);
  });
  return sheets.map(sheet => {
    refuseUncalculated(sheet);
    const rows = new SheetRows(sheet.name, limits);
    sheet.rows.forEach((values, index) => rows.add(index + 1, values.map(cellText)));
    return { name: sheet.name, hidden: Boolean(sheet.hidden ?? sheet.veryHidden), rows: rows.downToLastFilled() };
  });
}

/** Without its result a formula would read as a blank cell, which means something else. */
function refuseUncalculated({ name, cells }: LibrarySheet): void {
  for (const [position, cell] of cells ?? []) {
    if (cell.formula === undefined || cell.value !== null) continue;
    const [row = 0, column = 0] = position.split(',').map(Number);
    throw formulaNotCalculated({ sheetName: name, cell: cellReference(row + 1, column) });
  }
}
