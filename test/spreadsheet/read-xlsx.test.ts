import { describe, expect, it } from 'vitest';
import { archive, workbookFile, workbookFiles, type WorkbookParts } from './archive.ts';
import { cellsOf, parse, refusal } from './expectation.ts';

const cells = async (parts: WorkbookParts) => cellsOf(await parse('表.xlsx', workbookFile(parts)));
const row = (xml: string) => `<row r="1">${xml}</row>`;

describe('a cell of an XLSX as text', () => {
  it.each([
    ['corporate number', '<c><v>2000012010002</v></c>', '2000012010002'],
    ['number with an exponent', '<c><v>2.000012010002E12</v></c>', '2000012010002'],
    ['largest exact number', '<c><v>9007199254740991</v></c>', '9007199254740991'],
    ['fraction as Excel shows it', '<c><v>0.30000000000000004</v></c>', '0.3'],
    ['negative number', '<c><v>-12.50</v></c>', '-12.5'],
    ['true', '<c t="b"><v>1</v></c>', 'TRUE'],
    ['false', '<c t="b"><v>0</v></c>', 'FALSE'],
    ['day', '<c s="1"><v>46477</v></c>', '2027-03-31'],
    ['day in a Japanese era', '<c s="2"><v>46477</v></c>', '2027-03-31'],
    ['time of day', '<c s="3"><v>0.60416666666667</v></c>', '14:30'],
    ['day and time', '<c s="4"><v>46477.6041782407</v></c>', '2027-03-31 14:30:01'],
    ['day beyond the calendar', '<c s="1"><v>99999999999999</v></c>', '########'],
    ['error', '<c t="e"><v>#N/A</v></c>', '#N/A'],
    ['formula with a number', '<c><f>1+1</f><v>2</v></c>', '2'],
    ['formula with text', '<c t="str"><f>"a"&amp;"b"</f><v>ab</v></c>', 'ab'],
    ['formula with a boolean', '<c t="b"><f>1=1</f><v>1</v></c>', 'TRUE'],
    ['formula with a day', '<c s="1"><f>TODAY()</f><v>46477</v></c>', '2027-03-31'],
    ['text that begins like a formula', '<c t="inlineStr"><is><t>=1+1</t></is></c>', '=1+1'],
    ['text with an apostrophe and a formula', `<c t="inlineStr"><is><t>'=1+1</t></is></c>`, "'=1+1"],
    ['text with spaces', '<c t="inlineStr"><is><t xml:space="preserve"> 他の手段も併用　</t></is></c>', ' 他の手段も併用　'],
    ['text with zeros', '<c s="5" t="inlineStr"><is><t>007</t></is></c>', '007'],
    ['escaped signs', '<c t="inlineStr"><is><t>a_x000D_&#10;&lt;b&gt;</t></is></c>', 'a\r\n<b>'],
    [
      'formatted text with furigana in the cell',
      '<c t="inlineStr"><is><r><t>総務</t></r><r><rPr><b/></rPr><t>省</t></r><rPh sb="0" eb="3"><t>ソウムショウ</t></rPh></is></c>',
      '総務省',
    ],
    ['text with furigana in the cell', '<c t="inlineStr"><is><t>総務省</t><rPh sb="0" eb="3"><t>ソウムショウ</t></rPh></is></c>', '総務省'],
  ])('%s', async (_, xml, text) => {
    expect(await cells({ rows: row(xml) })).toEqual([[text]]);
  });

  it('reads shared text without its furigana, formatted or not', async () => {
    const sharedStrings =
      '<si><t>総務省</t><rPh sb="0" eb="2"><t>ソウム</t></rPh><phoneticPr fontId="1"/></si>' +
      '<si><r><t>財</t></r><r><rPr><b/></rPr><t xml:space="preserve">務 </t></r><rPh sb="0" eb="2"><t>ザイム</t></rPh></si>';
    expect(await cells({ rows: row('<c t="s"><v>0</v></c><c t="s"><v>1</v></c>'), sharedStrings })).toEqual([['総務省', '財務 ']]);
  });

  it('reads days of a workbook that counts from 1904', async () => {
    const workbookProperties = '<workbookPr date1904="1"/>';
    expect(await cells({ rows: row('<c s="1"><v>45015</v></c>'), workbookProperties })).toEqual([['2027-03-31']]);
  });
});

describe('the rows of an XLSX', () => {
  it('keep the line and column that Excel shows', async () => {
    const rows =
      '<row r="2"><c r="C2"><v>1</v></c></row><row r="4"><c r="A4"><v>2</v></c><c r="B4" s="1"/></row><row r="9"><c r="A9" s="1"/></row>';
    const { sheets } = await parse('表.xlsx', workbookFile({ rows }));
    expect(sheets[0]?.rows).toEqual([
      { line: 1, cells: [] },
      { line: 2, cells: ['', '', '1'] },
      { line: 3, cells: [] },
      { line: 4, cells: ['2'] },
    ]);
  });

  it('drop blank cells with a format, however many there are below the table', async () => {
    const rows = `<row r="1"><c r="A1"><v>1</v></c></row>${Array.from({ length: 30_000 }, (_, index) => `<row r="${index + 2}"><c r="A${index + 2}" s="1"/></row>`).join('')}`;
    expect(await cells({ rows })).toEqual([['1']]);
  });

  it('have merged cells in their first place alone', async () => {
    const files = [
      {
        name: 'xl/worksheets/sheet1.xml',
        content:
          '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>',
      },
    ];
    expect(await cells({ files })).toEqual([['1']]);
  });

  it('are read by what the file is, not by how it is called', async () => {
    const spreadsheet = await parse('表.csv', workbookFile());
    expect(spreadsheet).toMatchObject({ format: 'xlsx', sheets: [{ name: '表' }] });
  });

  it('are refused when a formula has no result, which would read as blank', async () => {
    const rows = '<row r="3"><c r="C3"><f>A1</f><v></v></c></row>';
    const error = await refusal(parse('表.xlsx', workbookFile({ rows })));
    expect(error.code).toBe('FORMULA_NOT_CALCULATED');
    expect(error.text.ja).toContain('シート「表」のセル C3');
    expect(error.text.en).toContain('Sheet “表”, cell C3');
  });
});

describe('what else an XLSX may hold does no harm', () => {
  it('a sheet that is a chart', async () => {
    const parts = workbookFiles({ files: [{ name: 'xl/chartsheets/sheet1.xml', content: '<chartsheet/>' }] }).map(file =>
      file.name === 'xl/workbook.xml'
        ? { ...file, content: String(file.content).replace('<sheets>', '<sheets><sheet name="図" sheetId="2" r:id="rId9"/>') }
        : file.name === 'xl/_rels/workbook.xml.rels'
          ? {
              ...file,
              content: String(file.content).replace(
                '</Relationships>',
                '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
              ),
            }
          : file,
    );
    const { sheets } = await parse('表.xlsx', archive(parts));
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['図', 0],
      ['表', 1],
    ]);
  });

  it('a link to another workbook: the value seen last is read, nothing is opened', async () => {
    const files = [
      { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' },
      {
        name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
        content:
          '<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="http://127.0.0.1:9/a.xlsx" TargetMode="External"/></Relationships>',
      },
    ];
    expect(await cells({ rows: row('<c><f>[1]Sheet1!A1</f><v>7</v></c>'), files })).toEqual([['7']]);
  });

  it('a picture, a drawing and properties that are not what they claim', async () => {
    const broken = { size: 1, checksum: 1 };
    const files = ['xl/media/image1.png', 'xl/drawings/drawing1.xml', 'docProps/app.xml', 'xl/worksheets/_rels/sheet1.xml.rels'].map(
      name => ({
        name,
        content: '<broken',
        claims: broken,
      }),
    );
    expect(await cells({ files })).toEqual([['1']]);
  });
});
