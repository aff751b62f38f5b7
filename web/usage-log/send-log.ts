import { postFile } from '../ui/upload.ts';

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

/** Sends a usage log, to try what it would do or to import it; never rejects. */
export const sendLog = (systemId: string, file: File, dryRun: boolean, language: string) =>
  postFile<UsageLogReport>(`/usage-logs/${systemId}?dryRun=${dryRun}`, file, language);
