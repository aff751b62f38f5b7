import { problemOf, type Problem } from '../ui/problem.ts';

/** What became of a usage log, as the server says it. */
export interface UsageLogReport {
  fileName: string | null;
  rowCount: number;
  newCount: number;
  changedCount: number;
  unchangedCount: number;
  repeatedCount: number;
  refusedCount: number;
  unmappedCount: number;
  unmappedKeyCount: number;
  unmappedKeys: { key: string; rowCount: number; count: string }[];
  months: string[];
  reasons: { code: string; count: number; message: string; remedy: string }[];
  refused: { line: number; column: string | null; value: string; message: string; remedy: string }[];
}

/**
 * Sends a usage log, to try what it would do or to import it.
 *
 * @returns what became of it, or why the server did not take it; never rejects
 */
export async function sendLog(
  systemId: string,
  file: File,
  dryRun: boolean,
  language: string,
): Promise<{ report: UsageLogReport } | { problem: Problem }> {
  try {
    const response = await fetch(`/usage-logs/${systemId}?dryRun=${dryRun}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/octet-stream',
        'X-Requested-With': 'tanaoroshi',
        'X-File-Name': encodeURIComponent(file.name),
        'Accept-Language': language,
      },
      body: file,
    });
    const answer: unknown = await response.json();
    return response.ok ? { report: answer as UsageLogReport } : { problem: problemOf(answer as Problem) };
  } catch {
    // No answer, or one that is not ours, such as that of a proxy on the way.
    return { problem: { message: '', code: 'OFFLINE' } };
  }
}
