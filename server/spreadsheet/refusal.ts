/** Every reason for which a file is refused, in words: what is wrong, where, and what to do. */
import type { Text } from '../language.ts';
import { SpreadsheetError } from './spreadsheet-error.ts';

/** A cell such as C12, or a row such as 12, of a sheet; a CSV has no sheet to name. */
export interface Place {
  sheetName: string | null;
  cell: string;
}

export function fileEmpty(): SpreadsheetError {
  return new SpreadsheetError('FILE_EMPTY', {
    ja: 'ファイルに内容がありません。見出し行とデータ行が入力されたファイルを選んでください。',
    en: 'The file holds nothing. Choose a file with a row of headings and rows of data.',
  });
}

export function fileTooLarge(bytes: number, limit: number): SpreadsheetError {
  return new SpreadsheetError('FILE_TOO_LARGE', {
    ja: `ファイルの大きさが ${megabytes(bytes)} MB あり、上限の ${megabytes(limit)} MB を超えています。画像や不要なシートを削除するか、ファイルを分けてください。`,
    en: `The file has ${megabytes(bytes)} MB, more than the ${megabytes(limit)} MB that can be taken. Remove pictures and unneeded sheets, or split the file.`,
  });
}

/** The file itself is small; what it holds is not. */
export function contentTooLarge(): SpreadsheetError {
  return new SpreadsheetError('FILE_TOO_LARGE', {
    ja: 'ファイルの中身が大きすぎて読み取れません。表の部分だけを新しいブックに値で貼り付け、保存し直してください。',
    en: 'What the file holds is too large to read. Paste only the table, as values, into a new workbook and save that.',
  });
}

export function fileTypeUnknown(): SpreadsheetError {
  return new SpreadsheetError('FILE_TYPE_UNKNOWN', {
    ja: '読み取れるのは Excel ブック（.xlsx）と CSV（.csv）です。Excel で開き、「名前を付けて保存」でどちらかの形式を選んでください。',
    en: 'Only Excel workbooks (.xlsx) and CSV (.csv) can be read. Open the file in Excel and save it as one of them.',
  });
}

export function fileDamaged(cause?: unknown): SpreadsheetError {
  return new SpreadsheetError(
    'FILE_DAMAGED',
    {
      ja: 'ファイルが壊れているか、途中で切れています。Excel で開いて内容を確認し、.xlsx 形式で保存し直してください。',
      en: 'The file is damaged or incomplete. Open it in Excel, check what it shows, and save it again as .xlsx.',
    },
    { cause },
  );
}

export function quoteNotClosed(line: number): SpreadsheetError {
  return new SpreadsheetError('FILE_DAMAGED', {
    ja: `${line} 行目の引用符（"）が閉じられていません。その行の引用符を直すか、Excel で開いて CSV として保存し直してください。`,
    en: `A quotation mark (") in row ${line} is never closed. Correct that row, or open the file in Excel and save it as CSV again.`,
  });
}

export function fileEncrypted(): SpreadsheetError {
  return new SpreadsheetError('FILE_ENCRYPTED', {
    ja: 'ファイルにパスワードが設定されています。Excel で開き、「ファイル」→「情報」→「ブックの保護」でパスワードを外して保存し直してください。',
    en: 'The file is protected by a password. Open it in Excel, remove the password under File, Info, Protect Workbook, and save it again.',
  });
}

export function fileUnsafe(reason: Text): SpreadsheetError {
  return new SpreadsheetError('FILE_UNSAFE', {
    ja: `安全のため読み取りません（${reason.ja}）。表の部分だけを新しいブックに値で貼り付け、.xlsx 形式で保存し直してください。`,
    en: `The file is not read, for safety: ${reason.en}. Paste only the table, as values, into a new workbook and save that as .xlsx.`,
  });
}

export function encodingUnknown(): SpreadsheetError {
  return new SpreadsheetError('ENCODING_UNKNOWN', {
    ja: '文字コードを判別できません。Excel で開き、「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。',
    en: 'The character encoding cannot be told. Open the file in Excel and save it as “CSV UTF-8 (Comma delimited)”.',
  });
}

export function tooManyRows(sheetName: string | null, limit: number): SpreadsheetError {
  const { ja, en } = sheet(sheetName);
  return new SpreadsheetError('TOO_MANY_ROWS', {
    ja: `${ja}に ${limit.toLocaleString('ja')} 行を超える行があります。表を複数のファイルに分けるか、表の下に残った行や書式を行ごと削除してください。`,
    en: `${en} has more than ${limit.toLocaleString('en')} rows. Split the table into several files, or delete the rows left below the table.`,
  });
}

export function tooManyColumns(sheetName: string | null, limit: number): SpreadsheetError {
  const { ja, en } = sheet(sheetName);
  return new SpreadsheetError('TOO_MANY_COLUMNS', {
    ja: `${ja}に ${limit} 列を超える列があります。不要な列を削除するか、表の右に残った列や書式を列ごと削除してください。`,
    en: `${en} has more than ${limit} columns. Delete columns that are not needed, or those left at the right of the table.`,
  });
}

export function cellTooLong({ sheetName, cell }: Place, limit: number): SpreadsheetError {
  const { ja, en } = sheet(sheetName);
  return new SpreadsheetError('CELL_TOO_LONG', {
    ja: `${ja}のセル ${cell} の文字数が上限の ${limit.toLocaleString('ja')} 文字を超えています。文章を短くするか、別の行に分けてください。`,
    en: `${en}, cell ${cell}: the text has more than ${limit.toLocaleString('en')} characters. Shorten it or spread it over several rows.`,
  });
}

export function formulaNotCalculated({ sheetName, cell }: Place): SpreadsheetError {
  const { ja, en } = sheet(sheetName);
  return new SpreadsheetError('FORMULA_NOT_CALCULATED', {
    ja: `${ja}のセル ${cell} に、計算結果が保存されていない数式があります。Excel で開いて保存し直すか、値に置き換えてください。`,
    en: `${en}, cell ${cell}: a formula without its result. Open the file in Excel and save it again, or replace the formula by its value.`,
  });
}

export function tookTooLong(milliseconds: number): SpreadsheetError {
  const seconds = Math.ceil(milliseconds / 1000);
  return new SpreadsheetError('READING_TOOK_TOO_LONG', {
    ja: `${seconds} 秒以内に読み取れませんでした。表の部分だけを新しいブックに値で貼り付けて保存し直すか、少し待ってからもう一度お試しください。`,
    en: `The file could not be read within ${seconds} seconds. Paste only the table, as values, into a new workbook, or try again in a while.`,
  });
}

export function headingsMissing(missing: readonly (readonly string[])[], found: readonly string[]): SpreadsheetError {
  const seen = found.filter(heading => heading.trim() !== '').map(heading => heading.trim().slice(0, 30));
  return new SpreadsheetError('HEADING_MISSING', {
    ja: `見出し ${missing.map(names => `「${names[0]}」`).join('')} が見つかりません。${seen.length ? `見つかったのは ${seen.map(name => `「${name}」`).join('')} です。` : ''}表の見出し行を直してください。`,
    en: `There is no heading ${missing.map(names => quoted(englishName(names))).join(', ')}. ${seen.length ? `Found instead: ${seen.map(quoted).join(', ')}. ` : ''}Correct the row of headings.`,
  });
}

export function headingDuplicated(sheetName: string | null, heading: string, cells: readonly string[]): SpreadsheetError {
  const { ja, en } = sheet(sheetName);
  return new SpreadsheetError('HEADING_DUPLICATED', {
    ja: `${ja}の見出し「${heading}」が ${cells.join('、')} に重複しています。どちらを読むか決められないため、一方の列を削除するか名前を変えてください。`,
    en: `${en}: the heading ${quoted(heading)} stands in ${cells.join(' and ')}. Delete or rename one of the columns, since only one can be read.`,
  });
}

function sheet(name: string | null): Text {
  return name === null ? { ja: 'ファイル', en: 'The file' } : { ja: `シート「${name}」`, en: `Sheet ${quoted(name)}` };
}

function quoted(text: string): string {
  return `“${text}”`;
}

/** The first name that an English reader can read, else the first. */
function englishName(names: readonly string[]): string {
  return names.find(name => /^[\x20-\x7E]+$/.test(name)) ?? names[0] ?? '';
}

function megabytes(bytes: number): string {
  // Rounded up, so that what is too large never reads like the limit.
  return String(Math.ceil((bytes / 1024 / 1024) * 10) / 10);
}
