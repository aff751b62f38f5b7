/** Writes one workbook in a thread of its own; see `writeXlsx`. */
import { workerData } from 'node:worker_threads';
import { renderXlsx } from './render-xlsx.ts';
import type { Workbook } from './workbook.ts';
import { sendParts } from './worker-message.ts';

await sendParts([await renderXlsx(workerData as Workbook)]);
