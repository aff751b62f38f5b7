/** Reads files in a thread of its own; see `readSpreadsheet`. */
import { parseSpreadsheet } from './parse-spreadsheet.ts';
import type { ReadPart, ReadTask } from './read-spreadsheet.ts';
import type { Spreadsheet } from './spreadsheet.ts';
import { SpreadsheetError } from './spreadsheet-error.ts';
import { serveJobs } from './worker-message.ts';

/** How many characters and cells go in one message: a few milliseconds of work for who takes it. */
const PART_SIZE = 200_000;

await serveJobs(outcome);

async function outcome({ fileName, bytes, limits }: ReadTask): Promise<Iterable<ReadPart>> {
  try {
    return partsOf(await parseSpreadsheet(fileName, bytes, limits));
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    return [{ kind: 'refusal', code: error.code, text: error.text }];
  }
}

function* partsOf({ sheets, ...file }: Spreadsheet): Generator<ReadPart> {
  yield { kind: 'file', file };
  for (const { rows, ...sheet } of sheets) {
    yield { kind: 'sheet', sheet };
    let start = 0;
    let size = 0;
    for (const [index, { cells }] of rows.entries()) {
      size += 10 + cells.reduce((sum, cell) => sum + 10 + cell.length, 0);
      if (size < PART_SIZE && index < rows.length - 1) continue;
      yield { kind: 'rows', rows: rows.slice(start, index + 1) };
      start = index + 1;
      size = 0;
    }
  }
}
