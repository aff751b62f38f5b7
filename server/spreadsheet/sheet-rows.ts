import { cellReference } from './cell-reference.ts';
import { cellTooLong, tooManyColumns, tooManyRows } from './refusal.ts';
import type { ReadingLimits, Row } from './spreadsheet.ts';

/** Gathers the rows of a sheet within the limits; cells and rows that hold nothing count only when something follows them. */
export class SheetRows {
  readonly #sheetName: string | null;
  readonly #limits: ReadingLimits;
  readonly #rows: Row[] = [];
  #lastFilled = 0;

  /** @param sheetName what a refusal names as the place, null in a file without sheets */
  constructor(sheetName: string | null, limits: ReadingLimits) {
    this.#sheetName = sheetName;
    this.#limits = limits;
  }

  /**
   * Takes the next row; lines come in order and without gaps.
   *
   * @throws SpreadsheetError TOO_MANY_ROWS, TOO_MANY_COLUMNS or CELL_TOO_LONG
   */
  add(line: number, values: readonly string[]): void {
    const width = values.findLastIndex(value => value !== '') + 1;
    if (width > 0) {
      if (line > this.#limits.rows) throw tooManyRows(this.#sheetName, this.#limits.rows);
      if (width > this.#limits.columns) throw tooManyColumns(this.#sheetName, this.#limits.columns);
      const long = values.findIndex(value => value.length > this.#limits.cellLength);
      if (long >= 0) throw cellTooLong({ sheetName: this.#sheetName, cell: cellReference(line, long) }, this.#limits.cellLength);
      this.#lastFilled = line;
    }
    if (line <= this.#limits.rows) this.#rows.push({ line, cells: values.slice(0, width) });
  }

  downToLastFilled(): Row[] {
    return this.#rows.slice(0, this.#lastFilled);
  }
}
