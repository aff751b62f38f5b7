import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import type { ReadingLimits } from '../../server/spreadsheet/spreadsheet.ts';
import { SpreadsheetError } from '../../server/spreadsheet/spreadsheet-error.ts';
import { archive, workbookFile, workbookFiles } from './archive.ts';
import { cellsOf, parse, refusal } from './expectation.ts';
import { longestBlock } from './main-thread.ts';

const MEGABYTE = 1024 * 1024;
const sheet = (content: string) => ({ files: [{ name: 'xl/worksheets/sheet1.xml', content }] });
const manyRows = (count: number) => ({ rows: '<row><c><v>1</v></c></row>'.repeat(count) });

const DAMAGED_SIZE = workbookFiles().map(file => ({ ...file, claims: { size: 7 } }));
const DAMAGED_SUM = workbookFiles().map(file => ({ ...file, claims: { checksum: 7 } }));
const OTHER_METHOD = workbookFiles().map(file => ({ ...file, claims: { method: 9 } }));
const WITH_PASSWORD = workbookFiles().map(file => ({ ...file, claims: { encrypted: true } }));
const compoundFile = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(stream, 'utf16le')]);

describe('a file that cannot be taken is refused with the reason', () => {
  it.each<[string, string, Buffer, string]>([
    ['nothing at all', '表.xlsx', Buffer.alloc(0), 'FILE_EMPTY'],
    ['only separators', '表.csv', Buffer.from(',,\r\n,,\r\n'), 'FILE_EMPTY'],
    ['a workbook of blank cells', '表.xlsx', workbookFile({ rows: '<row r="1"><c r="A1" s="1"/></row>' }), 'FILE_EMPTY'],
    ['more than 5 MB', '表.csv', Buffer.alloc(5 * MEGABYTE + 1, 'a,b\n'), 'FILE_TOO_LARGE'],
    ['a kind that nobody knows', '表.pdf', Buffer.from('%PDF-1.7'), 'FILE_TYPE_UNKNOWN'],
    ['text that calls itself a workbook', '表.xlsx', Buffer.from('a,b\n1,2'), 'FILE_TYPE_UNKNOWN'],
    ['a workbook from before 2007', '表.xls', compoundFile('Workbook'), 'FILE_TYPE_UNKNOWN'],
    ['an archive of something else', '表.xlsx', archive([{ name: 'content.xml', content: '<a/>' }]), 'FILE_TYPE_UNKNOWN'],
    ['a document of Word', '表.xlsx', workbookFile({ contentType: 'application/vnd.x.wordprocessingml.main+xml' }), 'FILE_TYPE_UNKNOWN'],
    ['a workbook with a password', '表.xlsx', compoundFile('EncryptedPackage'), 'FILE_ENCRYPTED'],
    ['an archive with a password', '表.xlsx', archive(WITH_PASSWORD), 'FILE_ENCRYPTED'],
    ['a workbook that is cut off', '表.xlsx', workbookFile().subarray(0, -100), 'FILE_DAMAGED'],
    ['a false size', '表.xlsx', archive(DAMAGED_SIZE), 'FILE_DAMAGED'],
    ['a false checksum', '表.xlsx', archive(DAMAGED_SUM), 'FILE_DAMAGED'],
    ['a compression that nobody knows', '表.xlsx', archive(OTHER_METHOD), 'FILE_DAMAGED'],
    ['XML that breaks off', '表.xlsx', workbookFile(sheet('<worksheet><sheetData><row><c r="A')), 'FILE_DAMAGED'],
    ['a sheet that is not there', '表.xlsx', archive(workbookFiles().slice(0, -1)), 'FILE_DAMAGED'],
    ['a cell that no sheet has', '表.xlsx', workbookFile({ rows: '<row><c r="A0"><v>1</v></c></row>' }), 'FILE_DAMAGED'],
    ['macros', '表.xlsm', workbookFile({ files: [{ name: 'xl/vbaProject.bin', content: 'x' }] }), 'FILE_UNSAFE'],
    ['a macro-enabled type', '表.xlsx', workbookFile({ contentType: 'x.sheet.macroEnabled.main+xml' }), 'FILE_UNSAFE'],
    ['a path out of the archive', '表.xlsx', workbookFile({ files: [{ name: '../../etc/passwd', content: 'x' }] }), 'FILE_UNSAFE'],
    ['an absolute path', '表.xlsx', workbookFile({ files: [{ name: 'C:\\a.xml', content: 'x' }] }), 'FILE_UNSAFE'],
    ['one name twice', '表.xlsx', archive([...workbookFiles(), { name: 'XL/workbook.xml', content: 'x' }]), 'FILE_UNSAFE'],
    [
      'an entity that reads a file',
      '表.xlsx',
      workbookFile(
        sheet(
          '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&x;</v></c></row></sheetData></worksheet>',
        ),
      ),
      'FILE_UNSAFE',
    ],
    [
      'too many files inside',
      '表.xlsx',
      workbookFile({ files: Array.from({ length: 1000 }, (_, index) => ({ name: `xl/media/${index}.png`, content: '' })) }),
      'FILE_UNSAFE',
    ],
    ['a cell that is too long', '表.csv', Buffer.from(`a,${'あ'.repeat(32_768)}`), 'CELL_TOO_LONG'],
    ['too many columns', '表.csv', Buffer.from(`${','.repeat(200)}x`), 'TOO_MANY_COLUMNS'],
    ['100,000 columns', '表.csv', Buffer.from(`${','.repeat(100_000)}x`), 'TOO_MANY_COLUMNS'],
    ['too many rows', '表.csv', Buffer.from('x\n'.repeat(20_001)), 'TOO_MANY_ROWS'],
    ['too many columns in a workbook', '表.xlsx', workbookFile({ rows: '<row><c r="GS1"><v>1</v></c></row>' }), 'TOO_MANY_COLUMNS'],
    [
      'one column more than Excel has',
      '表.xlsx',
      workbookFile({ rows: `<row>${'<c><v>1</v></c>'.repeat(16_385)}</row>` }),
      'TOO_MANY_COLUMNS',
    ],
    ['too many rows in a workbook', '表.xlsx', workbookFile(manyRows(20_001)), 'TOO_MANY_ROWS'],
    [
      'one filled cell far below',
      '表.xlsx',
      workbookFile({ rows: '<row r="1048576"><c r="A1048576"><v>1</v></c></row>' }),
      'TOO_MANY_ROWS',
    ],
    ['one blank cell in the last corner', '表.xlsx', workbookFile({ rows: '<row><c r="XFD1048576" s="1"/></row>' }), 'TOO_MANY_ROWS'],
  ])('%s', async (_, fileName, bytes, code) => {
    expect(await refusal(readSpreadsheet(fileName, bytes))).toMatchObject({ code });
  });

  it('takes what just fits', async () => {
    const row = `${',あ'.repeat(199)}\n`;
    const { sheets } = await parse('表.csv', Buffer.from(`x${row}${'x\n'.repeat(19_998)}${'い'.repeat(32_767)}\n\n\n`));
    expect(sheets[0]?.rows).toHaveLength(20_000);
    expect(sheets[0]?.rows[0]?.cells).toHaveLength(200);
  });
});

describe('a file that would take too much is refused while everybody else is served', () => {
  it.each<[string, string, Buffer, string, Partial<ReadingLimits>]>([
    ['a bomb of 200 MB', '表.xlsx', workbookFile(sheet(`<!--${'a'.repeat(200 * MEGABYTE)}-->`)), 'FILE_TOO_LARGE', {}],
    ['a million rows', '表.xlsx', workbookFile(manyRows(1_000_000)), 'TOO_MANY_ROWS', {}],
    ['5 MB in one line', '表.csv', Buffer.alloc(5 * MEGABYTE, 'a'), 'CELL_TOO_LONG', {}],
    ['5 MB of quotation marks', '表.csv', Buffer.alloc(5 * MEGABYTE - 1, '"'), 'FILE_DAMAGED', {}],
    [
      'more text than there is memory',
      '表.xlsx',
      workbookFile({ sharedStrings: '<si><t>a</t></si>'.repeat(1_000_000) }),
      'FILE_TOO_LARGE',
      { heapMegabytes: 48 },
    ],
    ['more work than there is time', '表.xlsx', workbookFile(manyRows(20_000)), 'READING_TOOK_TOO_LONG', { milliseconds: 20 }],
  ])('%s', async (_, fileName, bytes, code, limits) => {
    let error: unknown;
    const blocked = await longestBlock(async () => {
      error = await refusal(readSpreadsheet(fileName, bytes, limits));
    });
    expect(error).toMatchObject({ code });
    expect(blocked).toBeLessThan(200);
  });

  it('takes the largest table there may be without holding up this thread', async () => {
    const bytes = Buffer.from(`${'ab,'.repeat(80)}x\n`.repeat(20_000));
    let rows = 0;
    const blocked = await longestBlock(async () => {
      rows = cellsOf(await readSpreadsheet('表.csv', bytes)).length;
    });
    expect(rows).toBe(20_000);
    expect(blocked).toBeLessThan(200);
  });

  it('reads on after threads have died, also when many files come at once', async () => {
    const bomb = workbookFile({ sharedStrings: '<si><t>a</t></si>'.repeat(300_000) });
    const readings = Array.from({ length: 6 }, (_, index) =>
      index % 2 === 0
        ? refusal(readSpreadsheet('表.xlsx', bomb, { heapMegabytes: 24 })).then(({ code }) => code)
        : readSpreadsheet('表.csv', Buffer.from(`${index}`)).then(cellsOf),
    );
    expect(await Promise.all(readings)).toEqual(['FILE_TOO_LARGE', [['1']], 'FILE_TOO_LARGE', [['3']], 'FILE_TOO_LARGE', [['5']]]);
  });

  it('leaves alone what it does not read: a bomb among the pictures', async () => {
    const files = [{ name: 'xl/media/image1.png', content: Buffer.alloc(100 * MEGABYTE) }];
    expect(cellsOf(await parse('表.xlsx', workbookFile({ files })))).toEqual([['1']]);
  });
});

describe('any damage leads to a table or to a refusal', () => {
  const sound = workbookFile({
    rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46477</v></c></row>',
    sharedStrings: '<si><t>府省</t></si>',
  });

  it.each([['xlsx', sound] as const, ['csv', Buffer.from('\uFEFF府省,"a\nb"\r\n総務省,1\r\n')] as const])(
    'flipped bits and lost bytes in %s',
    async (ending, bytes) => {
      const random = randomNumbers(20_261_123);
      for (let round = 0; round < 300; round++) {
        const copy = Buffer.from(bytes).subarray(0, round % 3 === 0 ? random(bytes.length) : bytes.length);
        for (let flip = random(4); flip >= 0 && copy.length > 0; flip--) copy[random(copy.length)]! ^= 1 << random(8);
        const outcome = await parse(`表.${ending}`, copy).catch((error: unknown) => error);
        expect(outcome, `round ${round}`).toSatisfy(isTableOrRefusal);
        if (round % 50 === 0) await setTimeout();
      }
    },
  );
});

function isTableOrRefusal(outcome: unknown): boolean {
  return outcome instanceof SpreadsheetError || (outcome instanceof Object && 'sheets' in outcome);
}

/** Whole numbers below a bound, the same in each run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
