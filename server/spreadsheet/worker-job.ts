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

/** How long a thread waits for its next job, in milliseconds: starting one takes longer than reading most files. */
const PATIENCE = 10_000;
let idle: { kind: string; worker: Worker; timer: NodeJS.Timeout }[] = [];

/**
 * Has a script do a job in a thread beside this one and gathers what it sends. Too much time or memory, or a fault of the script,
 * costs the thread, never the process; a thread that came to its end waits a while for another job.
 *
 * @param input what the script's job is called with; buffers among `transfer` move there without a copy
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
  const kind = `${script.href} ${limits.heapMegabytes}`;
  const worker = takeWaiting(kind) ?? startWorker(script, limits);
  let timer: NodeJS.Timeout | undefined;
  try {
    const parts = await new Promise<Part[]>((resolve, reject) => {
      const gathered: Part[] = [];
      timer = setTimeout(() => reject(new JobTookTooLongError()), limits.milliseconds);
      worker.on('message', (message: FromWorker<Part>) => {
        if (message === null) return resolve(gathered);
        gathered.push(message.part);
        // The next part comes when the loop of this thread has gone round, so that a large result never holds it up.
        setImmediate(() => worker.postMessage(ACKNOWLEDGED));
      });
      worker.on('error', (error: NodeJS.ErrnoException) => {
        reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new JobOutOfMemoryError() : error);
      });
      worker.on('exit', () => reject(new Error('The worker ended before its job.')));
      worker.postMessage(input, transfer);
    });
    letWait(kind, worker);
    return parts;
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function startWorker(script: URL, { heapMegabytes }: JobLimits): Worker {
  return new Worker(script, {
    // What loads the server, such as a transformer of TypeScript, is of no use here and slow to start.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 32 },
  });
}

/** All that a job listened to; what the thread itself listens to stays. */
function forget(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

/** A thread that waits for a job of the kind, which then holds the process up again. */
function takeWaiting(kind: string): Worker | undefined {
  const found = idle.find(one => one.kind === kind)?.worker;
  if (found) leaveWaiting(found);
  found?.ref();
  return found;
}

function leaveWaiting(worker: Worker): void {
  clearTimeout(idle.find(one => one.worker === worker)?.timer);
  idle = idle.filter(one => one.worker !== worker);
  forget(worker);
}

function letWait(kind: string, worker: Worker): void {
  forget(worker);
  worker.unref();
  const end = (): void => {
    leaveWaiting(worker);
    void worker.terminate();
  };
  worker.once('error', end).once('exit', end);
  idle.push({ kind, worker, timer: setTimeout(end, PATIENCE).unref() });
}
