import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberText } from '../../server/spreadsheet/cell-text.ts';
import { renderXlsx } from '../../server/spreadsheet/render-xlsx.ts';
import { writeCsv } from '../../server/spreadsheet/write-csv.ts';
import { cellsOf, parse } from './expectation.ts';

/** Another one in each run; SEED repeats the run of which a title shows it, RUNS looks longer. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const settings = { seed, numRuns: Number(process.env['RUNS'] ?? 200) };

/** What text may hold that needs care in one format or another. */
const awkward = [
  '=',
  '+',
  '-',
  '@',
  '＝',
  '＋',
  '－',
  '＠',
  "'",
  '"',
  ',',
  '\t',
  '\r',
  '\n',
  '\r\n',
  ' ',
  '　',
  '_x0041_',
  '令和8年4月1日',
];
const words = fc.constantFrom('', '#N/A', 'TRUE', '007', '1e5', '=1+1', "'=1");
const pieces = (piece: fc.Arbitrary<string>) => fc.array(piece, { maxLength: 8 }).map(each => each.join(''));

const anyCharacter = fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
const anyText = fc.oneof(
  pieces(fc.oneof(fc.constantFrom(...awkward), anyCharacter)),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  words,
);
/** No text of ours can hold a zero character, since the database cannot. */
const csvText = anyText.filter(text => !text.includes('\0'));
/** What code page 932 has. */
const windowsText = fc.oneof(pieces(fc.constantFrom(...awkward, 'aZ0', '~\\', 'あア', 'ｱ', '漢字', '髙', '①', '㈱', '～', 'ー')), words);

function tables<Cell>(cell: fc.Arbitrary<Cell>): fc.Arbitrary<Cell[][]> {
  return fc
    .integer({ min: 1, max: 5 })
    .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }));
}

/** A table as a spreadsheet can tell it: blank cells at the end of a row, and blank rows at the end, are not there. */
function asRead(table: readonly (readonly (string | number | null)[])[]): string[][] {
  const rows = table.map(row => {
    const cells = row.map(cell => (typeof cell === 'number' ? numberText(cell) : (cell ?? '')));
    return cells.slice(0, cells.findLastIndex(cell => cell !== '') + 1);
  });
  return rows.slice(0, rows.findLastIndex(row => row.length > 0) + 1);
}

describe(`what is written reads back as it was (seed ${seed})`, () => {
  it('as CSV in UTF-8', async () => {
    await fc.assert(
      fc.asyncProperty(tables(fc.oneof(csvText, fc.constant(null), fc.integer())), async table => {
        const { bytes, replaced } = writeCsv({ columns: ['見出し'], rows: table });
        expect(replaced).toEqual([]);
        expect(cellsOf(await parse('表.csv', bytes))).toEqual([['見出し'], ...asRead(table)]);
      }),
      settings,
    );
  });

  it('as CSV in CP932', async () => {
    await fc.assert(
      fc.asyncProperty(tables(windowsText), async table => {
        const { bytes, replaced } = writeCsv({ columns: ['見出し'], rows: table }, 'cp932');
        expect(replaced).toEqual([]);
        expect(cellsOf(await parse('表.csv', bytes))).toEqual([['見出し'], ...asRead(table)]);
      }),
      settings,
    );
  });

  it('as XLSX, numbers included', async () => {
    const numbers = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.maxSafeInteger());
    await fc.assert(
      fc.asyncProperty(tables(fc.oneof(anyText, fc.constant(null), numbers)), async table => {
        const columns = (table[0] ?? []).map((_, index) => ({ heading: `${index + 1}`, unlocked: index % 2 === 0 }));
        const bytes = await renderXlsx({ title: '表', sheets: [{ name: '表', columns, rows: table }] });
        expect(cellsOf(await parse('表.xlsx', bytes))).toEqual([columns.map(({ heading }) => heading), ...asRead(table)]);
      }),
      settings,
    );
  });
});
