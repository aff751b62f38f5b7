import type { Text } from '../language.ts';
import { fileTooLarge } from '../spreadsheet/refusal.ts';
import { SpreadsheetError, type SpreadsheetErrorCode } from '../spreadsheet/spreadsheet-error.ts';
import { JobOutOfMemoryError, JobTookTooLongError, runJob } from '../spreadsheet/worker-job.ts';
import { type FileLine, FILE_LIMITS, type MonitoringFile } from './line.ts';
import { contentTooLarge, nothingInside, tookTooLong } from './refusal.ts';

export interface FileTask {
  fileName: string;
  bytes: Uint8Array;
}

/** A file in the order in which it comes from the worker, or why there is none. */
export type FilePart =
  | { kind: 'file'; file: Omit<MonitoringFile, 'lines'> }
  | { kind: 'lines'; lines: FileLine[] }
  | { kind: 'refusal'; code: SpreadsheetErrorCode; text: Text };

/**
 * Reads what a file watches beside the thread that serves everybody: an export of Zabbix, rules of Prometheus, or a list.
 *
 * @param limits of time and memory, those to use instead of `FILE_LIMITS`
 * @throws SpreadsheetError when the file is refused; then nothing of it has been read
 */
export async function readMonitoringFile(
  fileName: string,
  bytes: Uint8Array,
  limits: { milliseconds?: number; heapMegabytes?: number } = {},
): Promise<MonitoringFile> {
  if (bytes.length === 0) throw nothingInside();
  if (bytes.length > FILE_LIMITS.bytes) throw fileTooLarge(bytes.length, FILE_LIMITS.bytes);
  const copy = new Uint8Array(bytes);
  const task: FileTask = { fileName, bytes: copy };
  const script = new URL('./file-worker.ts', import.meta.url);
  const all = { ...FILE_LIMITS, ...limits };
  const parts = await runJob<FilePart>(script, task, [copy.buffer], all).catch((error: unknown) => {
    if (error instanceof JobTookTooLongError) throw tookTooLong(all.milliseconds);
    if (error instanceof JobOutOfMemoryError) throw contentTooLarge();
    throw error;
  });
  const file: MonitoringFile = { format: 'LIST', version: null, passedOver: [], lines: [] };
  for (const part of parts) {
    if (part.kind === 'refusal') throw new SpreadsheetError(part.code, part.text);
    if (part.kind === 'file') Object.assign(file, part.file);
    else file.lines.push(...part.lines);
  }
  return file;
}
