import { describe, expect, it } from 'vitest';
import { renderXlsx } from '../../server/spreadsheet/render-xlsx.ts';
import type { Workbook, WorkbookSheet } from '../../server/spreadsheet/workbook.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { fileIn, styleOf } from './archive.ts';
import { cellsOf, parse } from './expectation.ts';
import { longestBlock } from './main-thread.ts';

const FORM: WorkbookSheet = {
  name: '回答票',
  before: [['利用状況調査票'], ['法人番号', '2000012010002'], []],
  columns: [
    { heading: '機能コード', width: 14 },
    { heading: '利用状況', choices: ['業務を全て遂行', '他の手段も併用', '全く、利用, していない'], unlocked: true },
    { heading: '備考', unlocked: true },
  ],
  rows: [
    ['TRV-01-01', '業務を全て遂行', null],
    ['TRV-01-02', null, null],
  ],
  frozenColumns: 1,
  locked: true,
};
const book = (...sheets: WorkbookSheet[]): Workbook => ({ title: '調査', sheets });
const table = (rows: WorkbookSheet['rows'], columns: WorkbookSheet['columns'] = [{ heading: '値' }]) => book({ name: '表', columns, rows });

describe('writeXlsx', () => {
  it('writes a form that reads back as it was, title, pairs and version included', async () => {
    const version: WorkbookSheet = { name: '版', before: [['version', 3]], columns: [], rows: [], hidden: true };
    const { sheets } = await parse('回答票.xlsx', await writeXlsx(book(FORM, version)));
    expect(sheets.slice(0, 2)).toEqual([
      {
        name: '回答票',
        hidden: false,
        rows: [
          { line: 1, cells: ['利用状況調査票'] },
          { line: 2, cells: ['法人番号', '2000012010002'] },
          { line: 3, cells: [] },
          { line: 4, cells: ['機能コード', '利用状況', '備考'] },
          { line: 5, cells: ['TRV-01-01', '業務を全て遂行'] },
          { line: 6, cells: ['TRV-01-02'] },
        ],
      },
      { name: '版', hidden: true, rows: [{ line: 1, cells: ['version', '3'] }] },
    ]);
  });

  it('offers choices, which may hold commas, over the rows of the table', async () => {
    const bytes = await renderXlsx(book(FORM));
    const sheet = fileIn(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toMatch(
      /<dataValidation type="list" sqref="B5:B6"[^>]*showErrorMessage="1"[^>]*><formula1>_choices!\$A\$1:\$A\$3<\/formula1>/,
    );
    expect(fileIn(bytes, 'xl/workbook.xml')).toMatch(/name="_choices"[^>]*state="veryHidden"/);
    const { sheets } = await parse('回答票.xlsx', bytes);
    expect(sheets[1]?.rows.map(({ cells }) => cells)).toEqual([['業務を全て遂行'], ['他の手段も併用'], ['全く、利用, していない']]);
  });

  it('locks the sheet but for its unlocked columns, blank cells included', async () => {
    const bytes = await renderXlsx(book(FORM));
    const sheet = fileIn(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<sheetProtection sheet="1"');
    expect(
      Object.fromEntries(['A5', 'B5', 'C5', 'C6'].map(cell => [cell, styleOf(bytes, cell).includes('<protection locked="0"/>')])),
    ).toEqual({
      A5: false,
      B5: true,
      C5: true,
      C6: true,
    });
    // What cannot be changed is grey, so that the cells to fill in are seen.
    expect(Number(/fillId="(\d+)"/.exec(styleOf(bytes, 'A5'))?.[1])).not.toBe(Number(/fillId="(\d+)"/.exec(styleOf(bytes, 'B5'))?.[1]));
  });

  it('keeps headings and frozen columns in sight and prints A4, landscape, headings on each page', async () => {
    const bytes = await renderXlsx(book(FORM));
    const sheet = fileIn(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<pane xSplit="1" ySplit="4" topLeftCell="B5" state="frozen"');
    expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
    expect(fileIn(bytes, 'xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles[^>]*>[^<]*\$4:\$4</);
  });

  it.each([
    ['FFF2CC', '000000'],
    ['1A3E8C', 'FFFFFF'],
  ])('fills a cell with %s and sets its text in %s', async (fill, text) => {
    const bytes = await renderXlsx(table([[{ value: '△ 併用', fill, align: 'center' }]]));
    const styles = fileIn(bytes, 'xl/styles.xml');
    const style = styleOf(bytes, 'A2');
    const part = (element: string, kind: string) =>
      [...styles.matchAll(new RegExp(`<${element}>.*?</${element}>`, 'g'))][Number(new RegExp(`${kind}="(\\d+)"`).exec(style)?.[1])]?.[0];
    expect(part('fill', 'fillId')).toContain(`<fgColor rgb="FF${fill}"/>`);
    expect(part('font', 'fontId')).toContain(`<color rgb="FF${text}"/>`);
    expect(style).toContain('horizontal="center"');
    expect(cellsOf(await parse('表.xlsx', bytes))).toEqual([['値'], ['△ 併用']]);
  });

  it.each(['=1+1', '+1', '-1', '@a', '＝1', `'=1`, '\t=1'])('writes %j as text, also after somebody edits the cell', async text => {
    const bytes = await renderXlsx(table([[text]]));
    const sheet = fileIn(bytes, 'xl/worksheets/sheet1.xml');
    expect(sheet).not.toContain('<f>');
    expect(sheet).toMatch(/<c r="A2" t="s"/);
    expect(styleOf(bytes, 'A2')).toContain(`numFmtId="${formatId(bytes, '@')}"`);
    expect(cellsOf(await parse('表.xlsx', bytes))).toEqual([['値'], [text]]);
  });

  it('keeps what people type in unlocked cells text', async () => {
    const bytes = await renderXlsx(book(FORM));
    expect(styleOf(bytes, 'C6')).toContain(`numFmtId="${formatId(bytes, '@')}"`);
  });

  it.each(['#N/A', '#DIV/0!', '_x0041_', '\u0001\u000B', 'a\r\nb\n', '\uFFFE\uFFFF', '\uD800', '𠮷', ' a ', '<&">'])(
    'gives %j back as it was',
    async text => {
      const bytes = await renderXlsx(table([[text]]));
      expect(fileIn(bytes, 'xl/worksheets/sheet1.xml')).not.toContain('t="e"');
      expect(cellsOf(await parse('表.xlsx', bytes))).toEqual([['値'], [text]]);
    },
  );

  it('writes numbers as numbers', async () => {
    const bytes = await renderXlsx(table([[-12.5, 2_000_012_010_002]], [{ heading: 'a' }, { heading: 'b' }]));
    expect(fileIn(bytes, 'xl/worksheets/sheet1.xml')).toMatch(/<c r="A2"[^>]*><v>-12\.5<\/v><\/c><c r="B2"[^>]*><v>2000012010002<\/v>/);
  });

  it('makes a name that Excel takes of any name', async () => {
    const { sheets } = await parse('表.xlsx', await renderXlsx(book({ ...FORM, name: `'旅費/謝金[2026]:*?${'あ'.repeat(40)}` })));
    expect(sheets[0]?.name).toBe(`_旅費_謝金_2026____${'あ'.repeat(16)}`);
  });

  it('refuses text that no cell can hold rather than cutting it', async () => {
    await expect(writeXlsx(table([['あ'.repeat(32_768)]]))).rejects.toThrow(/32767/);
  });

  it('does not hold up this thread, however large the table', async () => {
    const rows = Array.from({ length: 3_000 }, (_, row) => Array.from({ length: 25 }, (_each, column) => `値 ${row} ${column}`));
    const columns = Array.from({ length: 25 }, (_, index) => ({ heading: `${index}` }));
    expect(await longestBlock(() => writeXlsx(table(rows, columns)))).toBeLessThan(200);
  });
});

function formatId(bytes: Uint8Array, code: string): string | undefined {
  return new RegExp(`<numFmt numFmtId="(\\d+)" formatCode="${code}"/>`).exec(fileIn(bytes, 'xl/styles.xml'))?.[1];
}
