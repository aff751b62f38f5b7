import type { Text } from '../language.ts';
import type { TableColumn } from '../spreadsheet/find-table.ts';

export type LogColumn = 'month' | 'key' | 'corporateNumber' | 'count' | 'users';

/** Columns of a usage log. In JSON lines the English names without spaces are the properties. */
export const LOG_COLUMNS: readonly TableColumn<LogColumn>[] = [
  { key: 'month', headings: ['年月', 'month'], required: true },
  { key: 'key', headings: ['機能ID', '機能コード', 'キー', 'key', 'featureCode', 'feature code'], required: true },
  { key: 'corporateNumber', headings: ['法人番号', 'corporateNumber', 'corporate number'], required: true },
  { key: 'count', headings: ['利用件数', 'count'], required: true },
  { key: 'users', headings: ['利用者数', 'users'] },
];

/** Properties of a line of JSON, by column. */
export const LOG_PROPERTIES: Record<LogColumn, readonly string[]> = {
  month: ['month'],
  key: ['key', 'featureCode'],
  corporateNumber: ['corporateNumber'],
  count: ['count'],
  users: ['users'],
};

export const COLUMN_NAMES: Record<LogColumn, Text> = {
  month: { ja: '年月', en: 'month' },
  key: { ja: '機能ID', en: 'key' },
  corporateNumber: { ja: '法人番号', en: 'corporateNumber' },
  count: { ja: '利用件数', en: 'count' },
  users: { ja: '利用者数', en: 'users' },
};

/** One row of a usage log as the file has it. */
export interface LogRow {
  /** Row number that a spreadsheet shows beside it, from 1. */
  line: number;
  month: string;
  key: string;
  corporateNumber: string;
  count: string;
  /** Undefined where the file does not tell, which leaves what is known. */
  users: string | undefined;
  /** The line itself, where it is not what the format asks for. */
  broken?: string;
}
