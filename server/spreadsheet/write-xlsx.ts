import { type JobLimits, runJob } from './worker-job.ts';
import type { Workbook } from './workbook.ts';

const LIMITS: JobLimits = { milliseconds: 60_000, heapMegabytes: 512 };

/**
 * The bytes of an XLSX, made beside the thread that serves everybody.
 *
 * Text is written as text, whatever it looks like: `=1+1` stands in its cell as those four characters, also after somebody edits
 * the cell, and `readSpreadsheet` gives back every text as it was.
 */
export async function writeXlsx(workbook: Workbook): Promise<Uint8Array> {
  const [bytes] = await runJob<Uint8Array>(new URL('./write-worker.ts', import.meta.url), workbook, [], LIMITS);
  if (!bytes) throw new Error('The worker wrote nothing.');
  return bytes;
}
