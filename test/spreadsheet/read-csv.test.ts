import { describe, expect, it } from 'vitest';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { cellsOf, parse, refusal } from './expectation.ts';

/** 髙橋①㈱～− and a comma in code page 932 of Windows. */
const NAMES_IN_CP932 = Buffer.from('fbfc8bb48740878a8160817c2c', 'hex');

const csv = async (text: string | Uint8Array) => cellsOf(await parse('表.csv', Buffer.from(text as string)));

describe('the encoding of a CSV', () => {
  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFF髙橋①㈱～−,𠮷'), 'utf-8', ['髙橋①㈱～−', '𠮷']],
    ['UTF-8 without a mark', Buffer.from('髙橋①㈱～−,𠮷'), 'utf-8', ['髙橋①㈱～−', '𠮷']],
    ['UTF-16 as Excel saves it', Buffer.from('\uFEFF髙橋①㈱～−\t𠮷\r\n', 'utf16le'), 'utf-16le', ['髙橋①㈱～−', '𠮷']],
    ['UTF-16 with the other byte order', Buffer.from('\uFEFF髙橋,𠮷', 'utf16le').swap16(), 'utf-16be', ['髙橋', '𠮷']],
    ['CP932, whose − is full-width', NAMES_IN_CP932, 'cp932', ['髙橋①㈱～－']],
    ['ASCII', Buffer.from('code,name'), 'utf-8', ['code', 'name']],
  ])('is told: %s', async (_, bytes, encoding, cells) => {
    const spreadsheet = await readSpreadsheet('表.csv', bytes);
    expect(spreadsheet).toMatchObject({ fileName: '表.csv', format: 'csv', encoding, sheets: [{ name: '表', hidden: false }] });
    expect(cellsOf(spreadsheet)).toEqual([cells]);
  });

  it.each([
    ['EUC-JP', Buffer.from('b5a1c7bda5b3a1bca5c92c31', 'hex')],
    ['EUC-JP that Shift_JIS would read as half-width katakana', Buffer.from('b1b2b3b42c31', 'hex')],
    ['ISO-2022-JP', Buffer.from('\u001B$B5!G=\u001B(B,1')],
    ['Latin-1', Buffer.from('6361 66e9 2c31'.replaceAll(' ', ''), 'hex')],
    ['UTF-16 without a mark', Buffer.from('機能,1', 'utf16le')],
    ['UTF-8 that is cut off', Buffer.from('\uFEFF機能').subarray(0, -1)],
    ['a zero byte', Buffer.from('a,\0b')],
    ['bytes that are no text', Buffer.from('89504e470d0a1a0a0000', 'hex')],
  ])('is refused when it cannot be told: %s', async (_, bytes) => {
    expect(await refusal(parse('表.csv', bytes))).toMatchObject({ code: 'ENCODING_UNKNOWN' });
  });
});

describe('the rows of a CSV', () => {
  it('end with any line break, also mixed', async () => {
    expect(await csv('a,b\r\nc,d\ne,f\rg,h')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ]);
  });

  it('keep the numbers that Excel shows, over blank rows and line breaks in cells, and end with the last that is filled', async () => {
    const { sheets } = await parse('表.csv', Buffer.from('a,"1\n2\r\n3",\r\n\r\nb\r\n,,\r\n\r\n'));
    expect(sheets[0]?.rows).toEqual([
      { line: 1, cells: ['a', '1\n2\r\n3'] },
      { line: 2, cells: [] },
      { line: 3, cells: ['b'] },
    ]);
  });

  it('keep quotation marks that are text', async () => {
    expect(await csv('5" disk,"say ""no""","a,b"')).toEqual([['5" disk', 'say "no"', 'a,b']]);
  });

  it('keep spaces, zeros and long numbers as they are', async () => {
    expect(await csv(' a ,　,007,2000012010002,1e5')).toEqual([[' a ', '　', '007', '2000012010002', '1e5']]);
  });

  it('are divided by tabs only where no comma divides them', async () => {
    expect(await csv('調査票\n\na\tb\n1,2\t3')).toEqual([['調査票'], [], ['a', 'b'], ['1,2', '3']]);
    expect(await csv('"a\tb",c\n1\t2,3')).toEqual([
      ['a\tb', 'c'],
      ['1\t2', '3'],
    ]);
  });

  it('show a formula as text', async () => {
    expect(await csv("=1+1,@SUM(A1),-5,'tis")).toEqual([['=1+1', '@SUM(A1)', '-5', "'tis"]]);
  });

  it('are refused with the row whose quotation mark is never closed', async () => {
    const error = await refusal(parse('表.csv', Buffer.from('a,b\n"c\nd",e\nf,"g\nh,i\n')));
    expect(error.code).toBe('FILE_DAMAGED');
    expect(error.text.ja).toContain('3 行目');
    expect(error.text.en).toContain('row 3');
  });
});
