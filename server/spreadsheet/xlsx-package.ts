/** Looks through an XLSX before the library sees it, and hands over only the parts that hold cells. */
import { columnIndex } from './cell-reference.ts';
import { contentTooLarge, fileDamaged, fileEncrypted, fileTypeUnknown, fileUnsafe, tooManyColumns, tooManyRows } from './refusal.ts';
import type { ReadingLimits } from './spreadsheet.ts';
import { inflateEntry, listZip, packZip, type ZipEntry } from './zip.ts';

/** Drawings, charts, comments, links to other workbooks and the like are left behind, and with them what they could do. */
const HOLDS_CELLS = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/_rels\/[^/]+\.rels|xl\/(?:worksheets\/|chartsheets\/)?[^/]+\.xml)$/i;
const LEAVES_FOLDER = /^[/\\]|^[A-Za-z]:|\\|\0|(?:^|\/)\.\.(?:\/|$)/;
const HOLDS_PROGRAM = /(?:^|\/)vbaProject\.bin$|(?:^|\/)macrosheets\//i;
/** An element `row` or `c`, with any prefix, and its attributes. */
const ROW_OR_CELL = /<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^<>]*)>/g;
const REFERENCE = /\sr\s*=\s*["']\s*([A-Za-z]{0,3})(\d{1,9})\s*["']/;
/** Furigana: one text inside `rPh`. */
const PHONETIC_RUN = /<(?:\w+:)?rPh\b[^<>]*>\s*<(?:\w+:)?t\b[^<>]*>(?:[^<]*<\/(?:\w+:)?t>)?\s*<\/(?:\w+:)?rPh>/g;

/**
 * A new XLSX of the parts that hold cells, each inflated, counted and looked at here.
 *
 * @throws SpreadsheetError for what is not an XLSX, is damaged, encrypted, unsafe or larger than the limits
 */
export function safePackage(bytes: Uint8Array, limits: ReadingLimits): Uint8Array {
  const entries = listZip(bytes);
  refuseUnsafe(entries, limits);
  const parts = new Map<string, Uint8Array>();
  let left = limits.inflatedBytes;
  for (const entry of entries) {
    if (!HOLDS_CELLS.test(entry.name)) continue;
    const part = inflateEntry(bytes, entry, left);
    left -= part.length;
    parts.set(entry.name, prepared(entry.name, part));
  }
  refuseOtherDocuments(parts);
  refuseVast([...parts.values()], limits);
  return packZip(parts);
}

function refuseUnsafe(entries: readonly ZipEntry[], { archiveEntries }: ReadingLimits): void {
  if (entries.some(entry => entry.encrypted)) throw fileEncrypted();
  if (entries.length > archiveEntries) throw fileUnsafe({ ja: '内部のファイル数が多すぎます', en: 'it consists of too many files' });
  if (entries.some(entry => LEAVES_FOLDER.test(entry.name))) {
    throw fileUnsafe({ ja: '内部のファイル名に不正なパスがあります', en: 'a file inside it has a path that leads out of it' });
  }
  if (new Set(entries.map(entry => entry.name.toLowerCase())).size < entries.length) {
    throw fileUnsafe({ ja: '内部のファイル名が重複しています', en: 'two files inside it have the same name' });
  }
  if (entries.some(entry => HOLDS_PROGRAM.test(entry.name))) {
    throw fileUnsafe({ ja: 'マクロが含まれています', en: 'it holds macros' });
  }
}

/** The part as the library can take it. */
function prepared(name: string, part: Uint8Array): Uint8Array {
  const content = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY')) {
    throw fileUnsafe({ ja: 'XML の文書型宣言が含まれています', en: 'its XML declares a document type' });
  }
  if (name.startsWith('xl/_rels/')) {
    // The library stops at a sheet that is a chart; read as a worksheet it is a sheet without rows.
    return Buffer.from(content.toString().replaceAll(/\/chartsheet(?=["'])/g, '/worksheet'));
  }
  if (name.startsWith('xl/worksheets/') && content.includes('rPh')) {
    // The library takes furigana for text where a cell holds its text itself; in shared strings it knows better.
    return Buffer.from(content.toString().replaceAll(PHONETIC_RUN, ''));
  }
  return content;
}

function refuseOtherDocuments(parts: ReadonlyMap<string, Uint8Array>): void {
  const types = parts.get('[Content_Types].xml');
  if (!types) throw fileTypeUnknown();
  const text = Buffer.from(types).toString();
  if (text.includes('macroEnabled')) throw fileUnsafe({ ja: 'マクロ有効形式です', en: 'it is a macro-enabled workbook' });
  if (!text.includes('spreadsheetml')) throw fileTypeUnknown();
  if (!parts.has('_rels/.rels')) throw fileDamaged();
}

/**
 * The library sets up the whole rectangle down to the last cell that a sheet mentions, be it blank. One cell far out would cost
 * gigabytes, so the rectangles are measured first.
 */
function refuseVast(parts: readonly Uint8Array[], limits: ReadingLimits): void {
  let left = limits.rows * limits.columns;
  for (const part of parts) {
    const { rows, columns } = measured(Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('latin1'), limits);
    left -= rows * columns;
    if (left >= 0) continue;
    if (rows > limits.rows) throw tooManyRows(null, limits.rows);
    throw columns > limits.columns ? tooManyColumns(null, limits.columns) : contentTooLarge();
  }
}

/** The rectangle of all cells, if none of those that hold something lies beyond the limits. */
function measured(xml: string, limits: ReadingLimits): { rows: number; columns: number } {
  const extent = { rows: 0, columns: 0 };
  let row = 0;
  let column = 0;
  for (const [, element, attributes = ''] of xml.matchAll(ROW_OR_CELL)) {
    const [, letters, digits] = REFERENCE.exec(attributes) ?? [];
    if (element === 'row') {
      row = digits ? Number(digits) : row + 1;
      column = 0;
      continue;
    }
    // A cell without a reference stands right of the one before.
    column = letters ? columnIndex(letters) + 1 : column + 1;
    const line = letters && digits ? Number(digits) : row;
    if (!attributes.endsWith('/')) {
      if (line > limits.rows) throw tooManyRows(null, limits.rows);
      if (column > limits.columns) throw tooManyColumns(null, limits.columns);
    }
    extent.rows = Math.max(extent.rows, line);
    extent.columns = Math.max(extent.columns, column);
  }
  return extent;
}
