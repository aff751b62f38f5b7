/** Turns a workbook into what the library writes. */
import type { Cell, CellStyle, ColumnDef, DataValidation, WriteOptions, WriteSheet } from 'hucre/xlsx';
import { cellReference } from './cell-reference.ts';
import { xlsxText } from './xlsx-text.ts';
import type { StyledCell, Workbook, WorkbookCell, WorkbookColumn, WorkbookSheet } from './workbook.ts';
import { choiceLists, type ChoiceLists } from './xlsx-choices.ts';

const FONT = { name: '游ゴシック', size: 11 };
const LINE = { style: 'thin', color: { rgb: 'B3B3B3' } } as const;
const TABLE: CellStyle = { border: { top: LINE, right: LINE, bottom: LINE, left: LINE }, alignment: { vertical: 'top', wrapText: true } };
const HEADING: CellStyle = { ...TABLE, ...filled('1A3E8C'), alignment: { vertical: 'center', horizontal: 'center', wrapText: true } };
/** Keeps Excel from making a number, a day or a formula of what is typed. */
const AS_TEXT = '@';
/** Cells that can be filled in on a locked sheet, and those between them that cannot. */
const TO_FILL_IN: CellStyle = { ...TABLE, numFmt: AS_TEXT, protection: { locked: false } };
const NOT_TO_FILL_IN: CellStyle = { ...TABLE, ...filled('F2F2F2') };
const TITLE: CellStyle = { font: { ...FONT, bold: true, size: 14 } };
/** Points that a line of text takes. */
const LINE_HEIGHT = 18;
const WIDTH = { least: 8, most: 48 };
/** Rows that are looked at to choose the width of a column. */
const MEASURED_ROWS = 200;

export function layOut({ title, sheets }: Workbook): WriteOptions {
  const lists = choiceLists(sheets.flatMap(sheet => sheet.columns.flatMap(({ choices }) => (choices ? [choices] : []))));
  return {
    properties: { title },
    defaultFont: FONT,
    sheets: [...sheets.map(sheet => layOutSheet(sheet, lists)), ...lists.sheets],
    namedRanges: sheets.filter(hasFilter).map(filterName),
  };
}

/** The name by which LibreOffice knows a filter; without it, the filter is gone when LibreOffice saves the file. */
function filterName(sheet: WorkbookSheet): NonNullable<WriteOptions['namedRanges']>[number] {
  const { before = [], columns, rows } = sheet;
  const range = tableRange(before.length, rows.length, columns.length).replaceAll(/[A-Z]+|\d+/g, '$$$&');
  const scope = sheetName(sheet.name);
  return { name: '_xlnm._FilterDatabase', range: `'${scope.replaceAll("'", "''")}'!${range}`, scope };
}

const hasFilter = ({ filtered, rows }: WorkbookSheet): boolean => filtered === true && rows.length > 0;

function layOutSheet(sheet: WorkbookSheet, lists: ChoiceLists): WriteSheet {
  const { before = [], columns, rows, frozenColumns = 0, locked = false, hidden = false } = sheet;
  const headingRow = before.length;
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: WorkbookCell, style: CellStyle) => cells.set(`${row},${column}`, styled(cell, style));
  before.forEach((values, row) =>
    values.forEach((value, column) => put(row, column, value, row === 0 ? TITLE : isUnlocked(value) ? TO_FILL_IN : {})),
  );
  columns.forEach(({ heading }, column) => put(headingRow, column, heading, HEADING));
  const styles = columns.map(({ unlocked }) =>
    unlocked ? TO_FILL_IN : locked && columns.some(one => one.unlocked) ? NOT_TO_FILL_IN : TABLE,
  );
  rows.forEach((values, row) => {
    columns.forEach((_, column) => put(headingRow + 1 + row, column, values[column] ?? null, styles[column]!));
  });
  return {
    name: sheetName(sheet.name),
    rows: [],
    cells,
    columns: columns.map((column, index) => ({ width: column.width ?? widthOf(sheet, index) }) satisfies ColumnDef),
    dataValidations: rows.length === 0 ? [] : columns.flatMap((column, index) => validation(column, index, headingRow, rows.length, lists)),
    ...(columns.length > 0 && { freezePane: { rows: headingRow + 1, columns: frozenColumns } }),
    ...(locked && !columns.some(({ unlocked }) => unlocked) && { rowDefs: rowHeights(sheet) }),
    ...(hasFilter(sheet) && { autoFilter: { range: tableRange(headingRow, rows.length, columns.length) } }),
    ...(locked && { protection: { sheet: true, formatColumns: true, formatRows: true, autoFilter: true, sort: true } }),
    hidden,
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      ...(columns.length > 0 && { printTitlesRow: `$${headingRow + 1}:$${headingRow + 1}` }),
    },
    headerFooter: { oddFooter: '&C&P / &N' },
  };
}

const isUnlocked = (cell: WorkbookCell): boolean => typeof cell === 'object' && cell !== null && cell.unlocked === true;

function tableRange(headingRow: number, rows: number, columns: number): string {
  return `${cellReference(headingRow + 1, 0)}:${cellReference(headingRow + 1 + rows, columns - 1)}`;
}

function styled(cell: WorkbookCell, base: CellStyle): Partial<Cell> {
  const { value, fill, align, bold }: StyledCell = typeof cell === 'object' && cell !== null ? cell : { value: cell };
  const text = typeof value === 'string' ? xlsxText(value) : null;
  const colours = fill ? filled(fill) : {};
  const style: CellStyle = {
    ...base,
    ...colours,
    ...((bold || colours.font || base.font) && { font: { ...FONT, ...base.font, ...colours.font, ...(bold && { bold }) } }),
    ...((align || base.alignment) && { alignment: { ...base.alignment, ...(align && { horizontal: align }) } }),
    ...(text?.needsTextFormat && { numFmt: AS_TEXT }),
  };
  return { style, ...(text ? text.cell : { value }) };
}

/** A background with text over it that is black or white, whichever has more contrast (WCAG relative luminance). */
function filled(rgb: string): CellStyle {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map(at => {
    const share = Number.parseInt(rgb.slice(at, at + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return {
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb } },
    font: { color: { rgb: luminance > 0.179 ? '000000' : 'FFFFFF' } },
  };
}

function validation({ choices }: WorkbookColumn, index: number, headingRow: number, count: number, lists: ChoiceLists): DataValidation[] {
  if (!choices) return [];
  return [
    {
      type: 'list',
      formula1: lists.formula(choices),
      range: `${cellReference(headingRow + 2, index)}:${cellReference(headingRow + 1 + count, index)}`,
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: '入力できない値です',
      errorMessage: '一覧から選んでください。 Please choose from the list.',
    },
  ];
}

/** Heights of rows whose text takes several lines: nobody can pull them open on a locked sheet, and not every program does by itself. */
function rowHeights({ before = [], columns, rows }: WorkbookSheet): NonNullable<WriteSheet['rowDefs']> {
  const lines = (cell: WorkbookCell | undefined, width: number): number =>
    String(plainValue(cell) ?? '')
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(halfWidths(line) / (width - 2))), 0);
  const tallest = rows.map(row => Math.max(1, ...columns.map(({ width }, column) => (width ? lines(row[column], width) : 1))));
  return new Map(tallest.map((count, row) => [before.length + 1 + row, { height: 6 + count * LINE_HEIGHT }]));
}

const plainValue = (cell: WorkbookCell | undefined): string | number | null =>
  typeof cell === 'object' && cell !== null ? cell.value : (cell ?? null);

function widthOf({ columns, rows }: WorkbookSheet, index: number): number {
  const cells = [columns[index]?.heading ?? '', ...rows.slice(0, MEASURED_ROWS).map(row => row[index])];
  const widest = Math.max(...cells.map(cell => halfWidths(String(plainValue(cell) ?? ''))));
  return Math.min(Math.max(widest + 2, WIDTH.least), WIDTH.most);
}

/** Columns that a line of text takes where a kanji takes two. */
function halfWidths(text: string): number {
  return [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0xff ? 2 : 1), 0);
}

/** A name that Excel takes: at most 31 characters, none of `[]:*?/\`, no apostrophe at the ends. */
function sheetName(name: string): string {
  return (
    name
      .replaceAll(/[[\]:*?/\\]/g, '_')
      .replaceAll(/^'|'$/g, '_')
      .slice(0, 31) || 'Sheet'
  );
}
