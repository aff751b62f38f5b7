/** What a worker and the thread that started it say to each other. */
import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';

/** One part of the result; null after the last. */
export type FromWorker<Part> = { part: Part } | null;

export const ACKNOWLEDGED = 'acknowledged';

/** Does the job for each input that comes, and sends its parts one after another, each when the one before was taken. */
export async function serveJobs<Input>(job: (input: Input) => Iterable<unknown> | Promise<Iterable<unknown>>): Promise<never> {
  if (!parentPort) throw new Error('Only a worker has somebody to send to.');
  const messages = on(parentPort, 'message');
  for (;;) {
    const [input] = (await messages.next()).value as [Input];
    for (const part of await job(input)) {
      parentPort.postMessage({ part });
      await messages.next();
    }
    parentPort.postMessage(null);
  }
}
