/** Archives and workbooks as a stranger might make them, sound or not. */
import { crc32, deflateRawSync } from 'node:zlib';
import { inflateEntry, listZip } from '../../server/spreadsheet/zip.ts';

export interface ArchiveFile {
  name: string;
  content: string | Buffer;
  /** What the archive claims instead of the truth. */
  claims?: { size?: number; checksum?: number; encrypted?: boolean; method?: number };
}

/** A ZIP archive with deflated files. */
export function archive(files: readonly ArchiveFile[]): Buffer {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content, claims = {} } of files) {
    const raw = Buffer.from(content as string);
    const packed = deflateRawSync(raw, { level: 9 });
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x0800 | (claims.encrypted ? 1 : 0), 2);
    facts.writeUInt16LE(claims.method ?? 8, 4);
    facts.writeUInt32LE(claims.checksum ?? crc32(raw), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(claims.size ?? raw.length, 18);
    facts.writeUInt16LE(Buffer.byteLength(name), 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(Buffer.concat(local).length, 10);
    local.push(Buffer.from('504b0304', 'hex'), facts, Buffer.from(name), packed);
    directory.push(Buffer.from('504b01021400', 'hex'), facts, place, Buffer.from(name));
  }
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(Buffer.concat(local).length, 16);
  return Buffer.concat([...local, ...directory, end]);
}

/** The text of one file of an archive. */
export function fileIn(bytes: Uint8Array, name: string): string {
  const entry = listZip(bytes).find(each => each.name === name);
  if (!entry) throw new Error(`No ${name} in the archive`);
  return Buffer.from(inflateEntry(bytes, entry, 50_000_000)).toString();
}

/** The format record of a cell of the first sheet. */
export function styleOf(bytes: Uint8Array, cell: string): string {
  const index = Number(new RegExp(`<c r="${cell}"[^>]* s="(\\d+)"`).exec(fileIn(bytes, 'xl/worksheets/sheet1.xml'))?.[1]);
  const formats = /<cellXfs.*<\/cellXfs>/s.exec(fileIn(bytes, 'xl/styles.xml'))?.[0] ?? '';
  return [...formats.matchAll(/<xf [^>]*?(?:\/>|>.*?<\/xf>)/g)][index]?.[0] ?? '';
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Cell styles of `workbookFile`: 1 day, 2 Japanese era, 3 time of day, 4 day and time, 5 text. */
const STYLES = `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="[$-411]ggge&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="165" formatCode="yyyy/mm/dd\\ hh:mm"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="49"/></cellXfs></styleSheet>`;

export interface WorkbookParts {
  /** What stands inside `sheetData`. */
  rows?: string;
  /** What stands inside `sst`. */
  sharedStrings?: string;
  workbookProperties?: string;
  contentType?: string;
  /** The kind of sheet that the workbook names, and where. */
  sheet?: { type: string; target: string };
  /** Files besides the usual ones, or instead of them. */
  files?: ArchiveFile[];
}

/** The files of a workbook with the sheet 表. */
export function workbookFiles(parts: WorkbookParts = {}): ArchiveFile[] {
  const type = parts.contentType ?? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
  const sheet = parts.sheet ?? { type: 'worksheet', target: 'worksheets/sheet1.xml' };
  const usual: ArchiveFile[] = [
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${parts.workbookProperties ?? ''}<sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${sheet.type}" Target="${sheet.target}"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    },
    { name: 'xl/styles.xml', content: STYLES },
    { name: 'xl/sharedStrings.xml', content: `<sst xmlns="${MAIN}">${parts.sharedStrings ?? ''}</sst>` },
    {
      name: `xl/${sheet.target}`,
      content: `<worksheet xmlns="${MAIN}"><sheetData>${parts.rows ?? '<row r="1"><c r="A1"><v>1</v></c></row>'}</sheetData></worksheet>`,
    },
  ];
  const own = parts.files ?? [];
  return [...usual.filter(({ name }) => !own.some(file => file.name === name)), ...own];
}

export function workbookFile(parts: WorkbookParts = {}): Buffer {
  return archive(workbookFiles(parts));
}
