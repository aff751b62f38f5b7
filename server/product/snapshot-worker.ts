/** Reads one snapshot in a thread of its own; see `readSnapshotFile`. */
import { workerData } from 'node:worker_threads';
import { sendParts } from '../spreadsheet/worker-message.ts';
import type { SnapshotPart } from './read-snapshot.ts';
import { readSnapshot } from './snapshot.ts';

/** How many products go in one message: a few milliseconds of work for who takes it. */
const PART_SIZE = 100;

const { snapshot, faults } = readSnapshot(workerData as Uint8Array);
await sendParts(parts());

function* parts(): Generator<SnapshotPart> {
  yield { source: snapshot?.source ?? null, faults };
  for (let start = 0; start < (snapshot?.products.length ?? 0); start += PART_SIZE)
    yield { products: snapshot!.products.slice(start, start + PART_SIZE) };
}
