import { writeXlsx } from 'hucre/xlsx';
import type { Workbook } from './workbook.ts';
import { layOut } from './xlsx-layout.ts';

/** The bytes of an XLSX, made in the thread that calls; `writeXlsx` does the same beside it. */
export function renderXlsx(workbook: Workbook): Promise<Uint8Array> {
  return writeXlsx(layOut(workbook));
}
