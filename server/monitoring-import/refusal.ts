/** Every reason for which a file of monitoring items is refused: what is wrong, where, and what to do. */
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.ts';
import { FILE_LIMITS } from './line.ts';

export const formatUnknown = (): SpreadsheetError =>
  new SpreadsheetError('FILE_TYPE_UNKNOWN', {
    ja: '読み取れるのは、Zabbix テンプレートのエクスポート（YAML、JSON）、Prometheus のアラートルール（YAML）、Excel ブック（.xlsx）、CSV です。XML の場合は、Zabbix で YAML を選んでエクスポートし直してください。',
    en: 'Exports of Zabbix templates (YAML, JSON), alerting rules of Prometheus (YAML), Excel workbooks (.xlsx) and CSV can be read. If this is XML, export it from Zabbix again as YAML.',
  });

export const nothingInside = (): SpreadsheetError =>
  new SpreadsheetError('FILE_EMPTY', {
    ja: 'ファイルに監視項目が1件もありません。監視項目を含むテンプレート、ルール、一覧を選んでください。',
    en: 'The file holds no monitoring item. Choose a template, rules or a list that has some.',
  });

export const encodingUnknown = (): SpreadsheetError =>
  new SpreadsheetError('ENCODING_UNKNOWN', {
    ja: '文字コードを判別できません。監視ツールが書き出したファイルをそのまま選ぶか、UTF-8 で保存し直してください。',
    en: 'The character encoding cannot be told. Choose the file as the tool wrote it, or save it again as UTF-8.',
  });

export const contentTooLarge = (): SpreadsheetError =>
  new SpreadsheetError('FILE_TOO_LARGE', {
    ja: 'ファイルの中身が大きすぎて読み取れません。テンプレートやシートごとにファイルを分けてください。',
    en: 'What the file holds is too large to read. Split it by template or by sheet.',
  });

export function tookTooLong(milliseconds: number): SpreadsheetError {
  const seconds = Math.ceil(milliseconds / 1000);
  return new SpreadsheetError('READING_TOOK_TOO_LONG', {
    ja: `${seconds} 秒以内に読み取れませんでした。テンプレートやシートごとにファイルを分けるか、少し待ってからもう一度お試しください。`,
    en: `The file could not be read within ${seconds} seconds. Split it by template or by sheet, or try again in a while.`,
  });
}

export const tooManyLines = (): SpreadsheetError =>
  new SpreadsheetError('TOO_MANY_ROWS', {
    ja: `監視項目が ${FILE_LIMITS.lines.toLocaleString('ja')} 件を超えています。テンプレートやシートごとにファイルを分けてください。`,
    en: `The file has more than ${FILE_LIMITS.lines.toLocaleString('en')} monitoring items. Split it by template or by sheet.`,
  });

export const tooManyNodes = (): SpreadsheetError =>
  new SpreadsheetError('FILE_UNSAFE', {
    ja: 'YAML の別名（*）をたどると内容が大きくなりすぎるため、安全のため読み取りません。別名を使わずに書き出すか、ファイルを分けてください。',
    en: 'Followed to the end, the aliases (*) of this YAML hold too much, so it is not read, for safety. Write it without aliases, or split the file.',
  });

export const nestedTooDeep = (line: number): SpreadsheetError =>
  new SpreadsheetError('FILE_UNSAFE', {
    ja: `${line} 行目で YAML の入れ子が深すぎるため、安全のため読み取りません。監視ツールが書き出したファイルをそのまま選んでください。`,
    en: `In line ${line} the YAML is nested too deep, so it is not read, for safety. Choose the file as the tool wrote it.`,
  });

export const aliasUnknown = (line: number): SpreadsheetError =>
  new SpreadsheetError('FILE_DAMAGED', {
    ja: `${line} 行目の別名（*）が指すものがファイルにありません。別名を直すか、監視ツールから書き出し直してください。`,
    en: `The alias (*) in line ${line} points at nothing. Correct it, or export the file from the tool again.`,
  });

/** What the parser finds, in words; anything else is told as not being YAML. */
const YAML_FAULTS: Readonly<Record<string, { ja: string; en: string }>> = {
  TAB_AS_INDENT: { ja: '字下げにタブが使われています', en: 'a tab is used as indentation' },
  BAD_INDENT: { ja: '字下げがそろっていません', en: 'the indentation does not fit' },
  DUPLICATE_KEY: { ja: '同じ項目名が2回出てきます', en: 'one key stands twice' },
  MISSING_CHAR: { ja: '閉じる記号か引用符が足りません', en: 'a closing character or quotation mark is missing' },
};

export function yamlDamaged(line: number, code: string): SpreadsheetError {
  const { ja, en } = YAML_FAULTS[code] ?? { ja: 'YAML として読み取れません', en: 'this cannot be read as YAML' };
  return new SpreadsheetError('FILE_DAMAGED', {
    ja: `${line} 行目：${ja}。その行を直すか、監視ツールから書き出し直してください。`,
    en: `Line ${line}: ${en}. Correct it, or export the file from the tool again.`,
  });
}
