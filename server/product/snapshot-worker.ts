/** Reads snapshots in a thread of its own; see `readSnapshotFile`. */
import { serveJobs } from '../spreadsheet/worker-message.ts';
import type { SnapshotPart } from './read-snapshot.ts';
import { readSnapshot } from './snapshot.ts';

/** How many products go in one message: a few milliseconds of work for who takes it. */
const PART_SIZE = 100;

await serveJobs(parts);

function* parts(bytes: Uint8Array): Generator<SnapshotPart> {
  const { snapshot, faults } = readSnapshot(bytes);
  yield { source: snapshot?.source ?? null, faults };
  for (let start = 0; start < (snapshot?.products.length ?? 0); start += PART_SIZE)
    yield { products: snapshot!.products.slice(start, start + PART_SIZE) };
}
