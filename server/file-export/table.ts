import type { Language } from '../language.ts';
import type { WorkbookCell } from '../spreadsheet/workbook.ts';
import { writeCsv } from '../spreadsheet/write-csv.ts';
import { writeXlsx } from '../spreadsheet/write-xlsx.ts';

/** A table on its way out, in either format. */
export interface ExportTable {
  /** Also the name of the file. */
  title: string;
  columns: readonly string[];
  rows: readonly (readonly WorkbookCell[])[];
  /** How many columns at the left stay in sight. */
  frozenColumns?: number;
}

export interface ExportedFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type Format = 'csv' | 'xlsx';

/** The table as a file that Excel in Japan opens right. */
export async function exportTable(table: ExportTable, format: Format, encoding: 'utf-8' | 'cp932'): Promise<ExportedFile> {
  const { title, columns, rows, frozenColumns } = table;
  const name = `${title}.${format}`;
  if (format === 'csv') {
    const plain = rows.map(row => row.map(cell => (cell !== null && typeof cell === 'object' ? cell.value : cell)));
    return {
      name,
      type: `text/csv; charset=${encoding === 'cp932' ? 'Shift_JIS' : 'utf-8'}`,
      bytes: writeCsv({ columns, rows: plain }, encoding).bytes,
    };
  }
  const sheet = {
    name: title.slice(0, 31),
    columns: columns.map(heading => ({ heading })),
    rows,
    ...(frozenColumns ? { frozenColumns } : {}),
  };
  return { name, type: XLSX_TYPE, bytes: await writeXlsx({ title, sheets: [sheet] }) };
}

/** A text in the language of the export. */
export const say = (language: Language, ja: string, en: string): string => (language === 'ja' ? ja : en);
