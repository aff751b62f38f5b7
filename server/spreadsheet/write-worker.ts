/** Writes workbooks in a thread of its own; see `writeXlsx`. */
import { renderXlsx } from './render-xlsx.ts';
import type { Workbook } from './workbook.ts';
import { serveJobs } from './worker-message.ts';

await serveJobs(async (workbook: Workbook) => [await renderXlsx(workbook)]);
