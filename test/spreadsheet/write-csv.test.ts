import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../server/spreadsheet/write-csv.ts';
import { cellsOf, parse } from './expectation.ts';

describe('writeCsv', () => {
  it('writes UTF-8 with a mark and CR LF, which Excel opens right', () => {
    const { bytes, replaced } = writeCsv({
      columns: ['機能', '数'],
      rows: [
        ['髙橋①㈱～−𠮷', 3],
        ['a,"b"\n', null],
      ],
    });
    expect(Buffer.from(bytes).toString()).toBe('\uFEFF機能,数\r\n髙橋①㈱～−𠮷,3\r\n"a,""b""\n",\r\n');
    expect(replaced).toEqual([]);
  });

  it('writes CP932 on request, with the full-width twins of signs that it lacks', async () => {
    const { bytes, replaced } = writeCsv({ columns: ['髙橋①㈱～'], rows: [['1−2〜3—4‖5¢£¬¥']] }, 'cp932');
    expect(Buffer.from(bytes).subarray(0, 10).toString('hex')).toBe('fbfc8bb48740878a8160');
    const read = await parse('表.csv', bytes);
    expect(read.sheets[0]?.rows.map(row => row.cells)).toEqual([['髙橋①㈱～'], ['1－2～3―4∥5￠￡￢￥']]);
    expect(replaced).toEqual([]);
  });

  it('reports what CP932 cannot write, once each, and marks its place', async () => {
    const { bytes, replaced } = writeCsv({ columns: ['𠮷野家'], rows: [['café𠮷♥'], ['♥']] }, 'cp932');
    expect(cellsOf(await parse('表.csv', bytes))).toEqual([['〓野家'], ['caf〓〓〓'], ['〓']]);
    expect(replaced).toEqual(['𠮷', 'é', '♥']);
  });

  it.each([`=cmd|'/c calc'!A1`, '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠a', `'=1`])(
    'keeps %j from being calculated, and reads it back as it was',
    async text => {
      const { bytes } = writeCsv({ columns: [text], rows: [[text]] });
      const [, line] = /\r\n("?)'/.exec(Buffer.from(bytes).toString()) ?? [];
      expect(line).toBeDefined();
      expect(cellsOf(await parse('表.csv', bytes))).toEqual([[text], [text]]);
    },
  );

  it('guards text that becomes a formula sign only in CP932', () => {
    const { bytes } = writeCsv({ columns: ['a'], rows: [['−1']] }, 'cp932');
    expect(new TextDecoder('shift_jis').decode(bytes)).toBe("a\r\n'－1\r\n");
  });

  it('leaves numbers numbers and other apostrophes alone', () => {
    const { bytes } = writeCsv({ columns: ["'tis"], rows: [[-5], [0.5]] });
    expect(Buffer.from(bytes).toString()).toBe("\uFEFF'tis\r\n-5\r\n0.5\r\n");
  });
});
