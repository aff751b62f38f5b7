/** Reads one file of monitoring items in a thread of its own; see `readMonitoringFile`. */
import { workerData } from 'node:worker_threads';
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.ts';
import { sendParts } from '../spreadsheet/worker-message.ts';
import type { MonitoringFile } from './line.ts';
import { parseMonitoringFile } from './parse-file.ts';
import type { FilePart, FileTask } from './read-file.ts';

/** How many lines go in one message: a few milliseconds of work for who takes it. */
const PART_SIZE = 200;

const { fileName, bytes } = workerData as FileTask;
await sendParts(await outcome());

async function outcome(): Promise<Iterable<FilePart>> {
  try {
    return partsOf(await parseMonitoringFile(fileName, bytes));
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    return [{ kind: 'refusal', code: error.code, text: error.text }];
  }
}

function* partsOf({ lines, ...file }: MonitoringFile): Generator<FilePart> {
  yield { kind: 'file', file };
  for (let start = 0; start < lines.length; start += PART_SIZE) yield { kind: 'lines', lines: lines.slice(start, start + PART_SIZE) };
}
