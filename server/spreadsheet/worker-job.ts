import { Worker } from 'node:worker_threads';
import { type FromWorker, ACKNOWLEDGED } from './worker-message.ts';

export interface JobLimits {
  milliseconds: number;
  heapMegabytes: number;
}

export class JobTookTooLongError extends Error {}
export class JobOutOfMemoryError extends Error {}

/** Each job may take a core and some hundred megabytes, so few run at a time and the others wait for their turn. */
const JOBS_AT_A_TIME = 2;
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs a script in a thread of its own and gathers what it sends. The script ends with its job, whatever happens to it: too much
 * time or memory costs the thread, never the process.
 *
 * @param input what the script finds as `workerData`; buffers among `transfer` move there without a copy
 * @throws JobTookTooLongError, JobOutOfMemoryError, or an Error with what made the script fail
 */
export async function runJob<Part>(script: URL, input: unknown, transfer: ArrayBuffer[], limits: JobLimits): Promise<Part[]> {
  await myTurn();
  try {
    return await run<Part>(script, input, transfer, limits);
  } finally {
    running--;
    waiting.shift()?.();
  }
}

async function myTurn(): Promise<void> {
  if (running >= JOBS_AT_A_TIME) await new Promise<void>(resolve => waiting.push(resolve));
  running++;
}

async function run<Part>(script: URL, input: unknown, transfer: ArrayBuffer[], limits: JobLimits): Promise<Part[]> {
  const worker = new Worker(script, {
    workerData: input,
    transferList: transfer,
    // What loads the server, such as a transformer of TypeScript, is of no use here and slow to start.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes, maxYoungGenerationSizeMb: 32 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Part[]>((resolve, reject) => {
      const parts: Part[] = [];
      timer = setTimeout(() => reject(new JobTookTooLongError()), limits.milliseconds);
      worker.on('message', (message: FromWorker<Part>) => {
        if (message === null) return resolve(parts);
        parts.push(message.part);
        // The next part comes when the loop of this thread has gone round, so that a large result never holds it up.
        setImmediate(() => worker.postMessage(ACKNOWLEDGED));
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new JobOutOfMemoryError() : error);
      });
      worker.on('exit', () => reject(new Error('The worker ended before its job.')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
