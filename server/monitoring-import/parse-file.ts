import { decodeText } from '../spreadsheet/decode-text.ts';
import { parseSpreadsheet } from '../spreadsheet/parse-spreadsheet.ts';
import { READING_LIMITS } from '../spreadsheet/spreadsheet.ts';
import { FILE_LIMITS, type MonitoringFile } from './line.ts';
import { readList } from './list.ts';
import { isPrometheus, prometheusLines } from './prometheus.ts';
import { encodingUnknown, formatUnknown, nothingInside, tooManyLines } from './refusal.ts';
import { readYaml, type YamlMap } from './yaml-text.ts';
import { zabbixLines } from './zabbix.ts';

/**
 * What a file watches, in the thread that calls; `readMonitoringFile` does the same beside it. What is inside decides what a text
 * is, its name only whether it is a table.
 *
 * @throws SpreadsheetError when the file is refused
 */
export async function parseMonitoringFile(fileName: string, bytes: Uint8Array): Promise<MonitoringFile> {
  const file = /\.(?:ya?ml|json)$/i.test(fileName) ? parseYaml(bytes) : await parseList(fileName, bytes);
  if (file.lines.length === 0) throw nothingInside();
  if (file.lines.length > FILE_LIMITS.lines) throw tooManyLines();
  return file;
}

async function parseList(fileName: string, bytes: Uint8Array): Promise<MonitoringFile> {
  if (!/\.(?:xlsx|xlsm|csv|tsv|txt)$/i.test(fileName)) throw formatUnknown();
  return { format: 'LIST', version: null, ...readList(await parseSpreadsheet(fileName, bytes, READING_LIMITS)) };
}

function parseYaml(bytes: Uint8Array): MonitoringFile {
  const documents = readYaml(textOf(bytes));
  const zabbix = documents.flatMap(document => document.map('zabbix_export') ?? []);
  const isTaken = zabbix.length > 0 ? (document: YamlMap) => document.has('zabbix_export') : isPrometheus;
  if (!documents.some(isTaken)) throw formatUnknown();
  return {
    format: zabbix.length > 0 ? 'ZABBIX' : 'PROMETHEUS',
    version: zabbix[0]?.text('version') || null,
    lines: zabbix.length > 0 ? zabbix.flatMap(zabbixLines) : documents.filter(isPrometheus).flatMap(prometheusLines),
    passedOver: documents.flatMap((document, index) => (isTaken(document) ? [] : [nameOf(document, index)])),
  };
}

function textOf(bytes: Uint8Array): string {
  try {
    return decodeText(bytes).text;
  } catch {
    throw encodingUnknown();
  }
}

const nameOf = (document: YamlMap, index: number): string =>
  [document.text('kind'), document.map('metadata')?.text('name')].filter(Boolean).join(' ') || `#${index + 1}`;
