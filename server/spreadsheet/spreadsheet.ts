/** A file of one or more tables in which everything is text; what the text means is for the caller to say. */
export interface Spreadsheet {
  fileName: string;
  format: 'csv' | 'xlsx';
  /** How the characters of a CSV were written; absent for XLSX. */
  encoding?: TextEncoding;
  /** In the order of the file. A CSV has one sheet, named after the file. */
  sheets: Sheet[];
}

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'cp932';

export interface Sheet {
  name: string;
  /** Whether Excel keeps the sheet out of sight. */
  hidden: boolean;
  /** Every row down to the last that holds something, blank ones between included. */
  rows: Row[];
}

export interface Row {
  /** The row number that Excel shows beside the row, from 1; in a CSV a record with line breaks in it is one row. */
  line: number;
  /** Up to the last cell that holds something, so that `cells[n]` may be missing. */
  cells: string[];
}

/** How much of a file is read before it is refused. */
export interface ReadingLimits {
  fileBytes: number;
  /** Of all parts of an XLSX that are read, counted on what really comes out of the archive. */
  inflatedBytes: number;
  archiveEntries: number;
  /** Of each sheet, rows above the table and blank rows between included. */
  rows: number;
  columns: number;
  /** In UTF-16 units, as Excel counts. */
  cellLength: number;
  milliseconds: number;
  /** Memory of the thread that reads, without what the archive inflates to. */
  heapMegabytes: number;
}

export const READING_LIMITS: Readonly<ReadingLimits> = {
  fileBytes: 5 * 1024 * 1024,
  inflatedBytes: 48 * 1024 * 1024,
  archiveEntries: 1_000,
  rows: 20_000,
  columns: 200,
  cellLength: 32_767,
  milliseconds: 10_000,
  heapMegabytes: 512,
};
