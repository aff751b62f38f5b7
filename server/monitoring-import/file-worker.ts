/** Reads files of monitoring items in a thread of its own; see `readMonitoringFile`. */
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.ts';
import { serveJobs } from '../spreadsheet/worker-message.ts';
import type { MonitoringFile } from './line.ts';
import { parseMonitoringFile } from './parse-file.ts';
import type { FilePart, FileTask } from './read-file.ts';

/** How many lines go in one message: a few milliseconds of work for who takes it. */
const PART_SIZE = 200;

await serveJobs(outcome);

async function outcome({ fileName, bytes }: FileTask): Promise<Iterable<FilePart>> {
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
