import { readFile } from 'node:fs/promises';
import { type FileLine, type MonitoringFile } from '../../server/monitoring-import/line.ts';
import { parseMonitoringFile } from '../../server/monitoring-import/parse-file.ts';

export const fixture = (name: string): Promise<Buffer> => readFile(new URL(`../fixtures/monitoring/${name}`, import.meta.url));

/** Shapes of templates of Zabbix in the fixtures, and how many lines each has. */
export const TEMPLATES = [
  ['app_apache_agent', 33],
  ['app_http_service', 1],
  ['app_nginx_agent', 17],
  ['db_postgresql_agent2', 107],
  ['os_linux', 67],
  ['os_windows_agent', 57],
] as const;

/** Reads a text in this thread, which is quicker where the thread is not the point. */
export const parse = (fileName: string, text: string | Uint8Array): Promise<MonitoringFile> =>
  parseMonitoringFile(fileName, typeof text === 'string' ? Buffer.from(text) : text);

export const parseFixture = async (name: string): Promise<MonitoringFile> => parse(name, await fixture(name));

/** The line of a label; fails unless there is exactly one. */
export function lineNamed({ lines }: MonitoringFile, label: string): FileLine {
  const found = lines.filter(line => line.label === label);
  if (found.length !== 1) throw new Error(`${found.length} lines are named ${label}`);
  return found[0]!;
}
