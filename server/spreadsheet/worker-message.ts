/** What a worker and the thread that started it say to each other. */
import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';

/** One part of the result; null after the last. */
export type FromWorker<Part> = { part: Part } | null;

export const ACKNOWLEDGED = 'acknowledged';

/** Sends parts one after another, each when the one before was taken, then ends the job. */
export async function sendParts(parts: Iterable<unknown>): Promise<void> {
  if (!parentPort) throw new Error('Only a worker has somebody to send to.');
  for (const part of parts) {
    const taken = once(parentPort, 'message');
    parentPort.postMessage({ part });
    await taken;
  }
  parentPort.postMessage(null);
}
