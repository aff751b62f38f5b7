import { findTable, type Table, type TableColumn, type TableRow } from '../spreadsheet/find-table.ts';
import { normaliseText } from '../spreadsheet/normalise-text.ts';
import type { Spreadsheet } from '../spreadsheet/spreadsheet.ts';
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.ts';
import { writtenSeconds } from './interval.ts';
import { type FileLine, type FileThreshold, lineOf, type MonitoringFile } from './line.ts';

type Key =
  | 'label'
  | 'key'
  | 'category'
  | 'unit'
  | 'interval'
  | 'intervalInSeconds'
  | 'intervalInMinutes'
  | 'threshold'
  | 'severity'
  | 'warning'
  | 'critical'
  | 'description'
  | 'enabled';

/** Columns of a list of monitoring items, as suppliers keep it. */
const MONITORING_COLUMNS: readonly TableColumn<Key>[] = [
  { key: 'label', headings: ['監視項目', '監視項目名', '項目名', '監視内容', '監視名', 'Item', 'Monitoring item', 'Name'], required: true },
  { key: 'key', headings: ['監視キー', 'キー', 'メトリクス', 'メトリック名', '監視ID', 'Key', 'Metric'] },
  { key: 'category', headings: ['分類', '監視分類', '監視対象', '対象', '種別', 'Category', 'Target'] },
  { key: 'unit', headings: ['単位', 'Unit', 'Units'] },
  { key: 'interval', headings: ['監視間隔', '間隔', '監視周期', '周期', '取得間隔', 'Interval'] },
  { key: 'intervalInSeconds', headings: ['監視間隔（秒）', '間隔（秒）', '監視間隔[秒]', 'Interval (s)', 'Interval (seconds)'] },
  { key: 'intervalInMinutes', headings: ['監視間隔（分）', '間隔（分）', '監視間隔[分]', 'Interval (min)', 'Interval (minutes)'] },
  { key: 'threshold', headings: ['しきい値', '閾値', '監視条件', '検知条件', 'Threshold', 'Condition'] },
  { key: 'severity', headings: ['重要度', '深刻度', '重大度', '緊急度', 'Severity'] },
  { key: 'warning', headings: ['警告しきい値', '警告閾値', 'しきい値（警告）', '閾値（警告）', '警告', 'Warning'] },
  { key: 'critical', headings: ['異常しきい値', '異常閾値', 'しきい値（異常）', '閾値（異常）', '異常', '重大', '危険', 'Critical'] },
  { key: 'description', headings: ['説明', '備考', '概要', 'Description', 'Note', 'Notes'] },
  { key: 'enabled', headings: ['有効', '有効／無効', '監視有無', 'Enabled', 'Status'] },
];

/** Words for an item that is switched off; anything else, and nothing, means that it is on. */
const OFF = new Set(['無効', '停止', 'なし', '無', '×', 'off', 'no', 'false', 'disabled', '0']);

/**
 * The rows of every sheet that is a list of monitoring items.
 *
 * @throws SpreadsheetError when no sheet has a table with the name of the item
 */
export function readList(file: Spreadsheet): Pick<MonitoringFile, 'lines' | 'passedOver'> {
  const tables = file.sheets.flatMap(sheet => tableIn({ ...file, sheets: [sheet] }) ?? []);
  // Says what is missing.
  if (tables.length === 0) tables.push(findTable(file, MONITORING_COLUMNS));
  const found = new Set(tables.map(({ sheetName }) => sheetName));
  return {
    lines: tables.flatMap(table => linesOf(table, file.format === 'csv' ? [] : [table.sheetName])),
    passedOver: file.sheets.filter(({ name, rows }) => rows.length > 0 && !found.has(name)).map(({ name }) => name),
  };
}

function tableIn(file: Spreadsheet): Table<Key> | null {
  try {
    return findTable(file, MONITORING_COLUMNS);
  } catch (error) {
    if (error instanceof SpreadsheetError && error.code === 'HEADING_MISSING') return null;
    throw error;
  }
}

function linesOf({ rows }: Table<Key>, sheet: readonly string[]): FileLine[] {
  return rows.map(({ line, values }) => {
    const [intervalText, intervalSeconds] = intervalOf(values);
    return lineOf({
      line,
      path: [...sheet, normaliseText(values.category)].filter(Boolean),
      kind: 'LIST_ROW',
      label: normaliseText(values.label),
      key: values.key,
      unit: normaliseText(values.unit) || null,
      intervalSeconds,
      intervalText,
      thresholds: thresholdsOf(values),
      description: values.description,
      enabled: !OFF.has(normaliseText(values.enabled).toLowerCase()),
    });
  });
}

function intervalOf(values: TableRow<Key>['values']): [string | null, number | null] {
  const headed = [
    ['intervalInSeconds', '秒'],
    ['intervalInMinutes', '分'],
  ] as const;
  for (const [key, unit] of headed) {
    const text = normaliseText(values[key]);
    if (text) return [/^[\d.]+$/.test(text) ? `${text}${unit}` : text, writtenSeconds(/^[\d.]+$/.test(text) ? `${text}${unit}` : text)];
  }
  const text = normaliseText(values.interval);
  return [text || null, writtenSeconds(text)];
}

function thresholdsOf(values: TableRow<Key>['values']): FileThreshold[] {
  const name = normaliseText(values.label);
  const severity = normaliseText(values.severity) || null;
  const columns = [
    ['threshold', severity],
    ['warning', 'WARNING'],
    ['critical', 'CRITICAL'],
  ] as const;
  return columns.flatMap(([key, said]) => {
    const expression = normaliseText(values[key]);
    return expression === '' || expression === '-' ? [] : [{ name, severity: said, expression, holdsFor: null, enabled: true }];
  });
}
