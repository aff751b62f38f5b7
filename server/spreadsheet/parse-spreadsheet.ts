import { fileEmpty, fileEncrypted, fileTypeUnknown } from './refusal.ts';
import { readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import type { ReadingLimits, Spreadsheet } from './spreadsheet.ts';

/** What Office wraps around a workbook with a password, and what it wrote before 2007. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP_ARCHIVE = [0x50, 0x4b];

/**
 * The content of a file in the thread that calls; `readSpreadsheet` does the same beside it.
 *
 * @throws SpreadsheetError when the file is refused
 */
export async function parseSpreadsheet(fileName: string, bytes: Uint8Array, limits: ReadingLimits): Promise<Spreadsheet> {
  const spreadsheet = await parse(fileName, bytes, limits);
  if (spreadsheet.sheets.every(sheet => sheet.rows.length === 0)) throw fileEmpty();
  return spreadsheet;
}

async function parse(fileName: string, bytes: Uint8Array, limits: ReadingLimits): Promise<Spreadsheet> {
  if (startsWith(bytes, COMPOUND_FILE)) {
    throw Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? fileEncrypted() : fileTypeUnknown();
  }
  if (startsWith(bytes, ZIP_ARCHIVE)) return { fileName, format: 'xlsx', sheets: await readXlsx(bytes, limits) };
  if (!/\.(?:csv|tsv|txt)$/i.test(fileName)) throw fileTypeUnknown();
  const { encoding, rows } = readCsv(bytes, limits);
  const name = fileName.replace(/\.\w+$/, '');
  return { fileName, format: 'csv', encoding, sheets: [{ name, hidden: false, rows }] };
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}
