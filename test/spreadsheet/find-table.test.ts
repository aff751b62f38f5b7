import { describe, expect, it } from 'vitest';
import { findTable, labelledValue, type TableColumn } from '../../server/spreadsheet/find-table.ts';
import type { Spreadsheet } from '../../server/spreadsheet/spreadsheet.ts';
import { refusal } from './expectation.ts';

type Key = 'code' | 'level' | 'comment';
const COLUMNS: TableColumn<Key>[] = [
  { key: 'code', headings: ['機能コード', 'Feature code'], required: true },
  { key: 'level', headings: ['利用状況', 'Level'], required: true },
  { key: 'comment', headings: ['備考', 'Comment'] },
];

function workbook(...sheets: { name?: string; hidden?: boolean; rows: string[][] }[]): Spreadsheet {
  return {
    fileName: '回答.xlsx',
    format: 'xlsx',
    sheets: sheets.map(({ name = '回答票', hidden = false, rows }) => ({
      name,
      hidden,
      rows: rows.map((cells, index) => ({ line: index + 1, cells })),
    })),
  };
}

const find = (...rows: string[][]) => findTable(workbook({ rows }), COLUMNS);
const refused = (spreadsheet: Spreadsheet) => refusal(Promise.resolve().then(() => findTable(spreadsheet, COLUMNS)));

describe('findTable', () => {
  it('finds the headings below titles and pairs of label and value', () => {
    const table = find(
      ['利用状況調査票'],
      ['府省名', '人事院', '法人番号', '2000012010002'],
      [],
      ['No', '機能コード', '利用状況', '備考'],
      ['1', 'A-01', '×', 'メモ'],
    );
    expect(table).toMatchObject({ sheetName: '回答票', headingLine: 4, keys: new Set(['code', 'level', 'comment']) });
    expect(table.before.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(table.rows.map(({ line, values }) => [line, values])).toEqual([[5, { code: 'A-01', level: '×', comment: 'メモ' }]]);
  });

  it('names the cell of a value as Excel does', () => {
    const [row] = find(
      ['', ...Array<string>(26).fill('x'), '機能コード', '利用状況'],
      ['', ...Array<string>(26).fill('y'), 'A-01', '×'],
    ).rows;
    expect(row?.cell('code')).toBe('AB2');
    expect(row?.cell('level')).toBe('AC2');
    expect(row?.cell('comment')).toBe('2:2');
  });

  it.each([
    ['width and spaces', ['機能　コード', ' 利用 状況 ']],
    ['line breaks', ['機能\nコード', '利用\r\n状況']],
    ['half-width katakana', ['機能ｺｰﾄﾞ', '利用状況']],
    ['English in any case', ['FEATURE CODE', 'ｌｅｖｅｌ']],
  ])('takes headings whatever their %s', (_, headings) => {
    expect(find(headings, ['A-01', '×']).rows[0]?.values).toEqual({ code: 'A-01', level: '×', comment: '' });
  });

  it('keeps values as they are, skips rows of white space, and reads short rows as blank', () => {
    const { rows } = find(['機能コード', '利用状況', '備考'], [' A-01 ', ' ×　'], ['　', ' '], [], ['A-02']);
    expect(rows.map(({ line, values }) => [line, values])).toEqual([
      [2, { code: ' A-01 ', level: ' ×　', comment: '' }],
      [5, { code: 'A-02', level: '', comment: '' }],
    ]);
  });

  it('looks into every sheet, those that people see first', () => {
    const rows = (code: string) => [
      ['機能コード', '利用状況'],
      [code, '×'],
    ];
    const table = findTable(
      workbook(
        { name: '控え', hidden: true, rows: rows('old') },
        { name: '説明', rows: [['はじめに']] },
        { name: '回答', rows: rows('new') },
      ),
      COLUMNS,
    );
    expect(table.sheetName).toBe('回答');
    expect(table.rows[0]?.values.code).toBe('new');
  });

  it('looks at the first 30 rows only', async () => {
    const above = Array.from({ length: 29 }, () => ['説明']);
    expect(find(...above, ['機能コード', '利用状況']).headingLine).toBe(30);
    expect(await refused(workbook({ rows: [...above, [], ['機能コード', '利用状況']] }))).toMatchObject({ code: 'HEADING_MISSING' });
  });

  it('names the headings that are missing and those that were found', async () => {
    const error = await refused(
      workbook({
        rows: [
          ['調査票', 'a', 'b', 'c', 'd'],
          ['番号', '機能コード', '状況'],
        ],
      }),
    );
    expect(error.code).toBe('HEADING_MISSING');
    expect(error.text.ja).toContain('見出し 「利用状況」 が見つかりません。見つかったのは 「番号」「機能コード」「状況」 です。');
    expect(error.text.en).toContain('no heading “Level”. Found instead: “番号”, “機能コード”, “状況”.');
  });

  it('names the cells of headings that stand twice', async () => {
    const error = await refused(workbook({ rows: [['機能コード', '利用状況', 'level']] }));
    expect(error.code).toBe('HEADING_DUPLICATED');
    expect(error.text.ja).toContain('シート「回答票」の見出し「利用状況」が B1、C1 に重複');
    expect(error.text.en).toContain('B1 and C1');
  });

  it('needs at least one heading where none is required', async () => {
    const optional = COLUMNS.map(column => ({ ...column, required: false }));
    expect(findTable(workbook({ rows: [['備考'], ['メモ']] }), optional).rows[0]?.values.comment).toBe('メモ');
    const nothing = refusal(Promise.resolve().then(() => findTable(workbook({ rows: [['x']] }), optional)));
    expect(await nothing).toMatchObject({ code: 'HEADING_MISSING' });
  });
});

describe('labelledValue', () => {
  const rows = [['調査票'], ['府省名', '人事院', '法 人 番 号：', '2000012010002'], ['電話: 03-1234'], ['備考', '', 'x']].map(
    (cells, index) => ({
      line: index + 1,
      cells,
    }),
  );

  it.each([
    [['府省名'], '人事院'],
    [['Corporate number', '法人番号'], '2000012010002'],
    [['電話'], ' 03-1234'],
  ])('finds what stands beside %s', (labels, value) => {
    expect(labelledValue(rows, labels)).toBe(value);
  });

  it.each([[['備考']], [['担当者']]])('answers null where nothing stands beside %s', labels => {
    expect(labelledValue(rows, labels)).toBeNull();
  });
});
