import { contentTooLarge, fileEmpty, fileTooLarge, tookTooLong } from '../spreadsheet/refusal.ts';
import { JobOutOfMemoryError, JobTookTooLongError, runJob } from '../spreadsheet/worker-job.ts';
import { type Snapshot, type SnapshotFault, type SnapshotProduct, SNAPSHOT_LIMITS, type SnapshotSource } from './snapshot.ts';

/** A snapshot in the order in which it comes from the worker. */
export type SnapshotPart = { source: SnapshotSource | null; faults: SnapshotFault[] } | { products: SnapshotProduct[] };

const LIMITS = { milliseconds: 20_000, heapMegabytes: 256 };

/**
 * Reads a snapshot file beside the thread that serves everybody.
 *
 * @throws SpreadsheetError when it is empty, too large, or takes too long
 */
export async function readSnapshotFile(bytes: Uint8Array): Promise<{ snapshot: Snapshot | null; faults: SnapshotFault[] }> {
  if (bytes.length === 0) throw fileEmpty();
  if (bytes.length > SNAPSHOT_LIMITS.bytes) throw fileTooLarge(bytes.length, SNAPSHOT_LIMITS.bytes);
  const copy = new Uint8Array(bytes);
  const script = new URL('./snapshot-worker.ts', import.meta.url);
  const parts = await runJob<SnapshotPart>(script, copy, [copy.buffer], LIMITS).catch((error: unknown) => {
    if (error instanceof JobTookTooLongError) throw tookTooLong(LIMITS.milliseconds);
    if (error instanceof JobOutOfMemoryError) throw contentTooLarge();
    throw error;
  });
  const products = parts.flatMap(part => ('products' in part ? part.products : []));
  const [head] = parts.flatMap(part => ('faults' in part ? [part] : []));
  return { snapshot: head!.source && { source: head!.source, products }, faults: head!.faults };
}
