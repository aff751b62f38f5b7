import type { CopyTransaction } from '../database/copy.ts';
import { ConflictError } from '../errors.ts';
import type { Language } from '../language.ts';
import { today } from '../scalars.ts';
import { RowChecker } from './check-row.ts';
import {
  ADD_KEYS,
  COPY_INCOMING,
  COUNT_CHANGES,
  COUNT_DISAGREEING,
  CREATE_INCOMING,
  DISAGREEING_ROWS,
  DROP_EMPTY,
  FIND_DISAGREEING,
  MAP_KEYS,
  MERGE,
  PACK,
  TAKE_OUT_DISAGREEING,
  TOLD_MONTHS,
  UNMAPPED_KEYS,
} from './import-query.ts';
import type { LogRow } from './column.ts';
import { type LogFormat, openLog } from './read-log.ts';
import { type RefusalReason, Refusals, TOLD_IN_FULL, type ToldRefusal } from './refusal.ts';

/** A usage log on its way in. */
export interface IncomingLog {
  /** Null when a script sent none. */
  fileName: string | null;
  body: AsyncIterable<Uint8Array>;
  /** Who imports: a person, or the token of a script. */
  importedByName: string;
}

/** What became of a usage log, as the door answers it. */
export interface UsageLogReport {
  dryRun: boolean;
  fileName: string | null;
  format: LogFormat;
  /** Rows read, headings and blank rows aside. */
  rowCount: number;
  /** Months of a key and an organisation that were not known, that were corrected, and that were known as they are. */
  newCount: number;
  changedCount: number;
  unchangedCount: number;
  /** Rows that said again what an earlier row said. */
  repeatedCount: number;
  refusedCount: number;
  /** Rows among the accepted whose key stands for no feature yet, and the first 100 of those keys by their uses. */
  unmappedCount: number;
  unmappedKeyCount: number;
  unmappedKeys: { key: string; rowCount: number; count: string }[];
  /** Months that the accepted rows tell of, YYYY-MM, earliest first. */
  months: string[];
  reasons: RefusalReason[];
  /** The first 1,000 refused rows in the order of the file; a row with several faults stands there several times. */
  refused: ToldRefusal[];
}

/**
 * Takes a usage log into a system of the viewer's organisation (S-24, F-042): rows that hold go in, the others are told of one by
 * one. The same file twice changes nothing; a month that is told otherwise is replaced. Memory stays flat, however long the file.
 *
 * @param transaction of the import alone; whoever opened it decides whether it stays
 * @throws ConflictError while another import into the system is under way
 * @throws SpreadsheetError when the file as a whole cannot be read
 */
export async function importUsageLog(
  transaction: CopyTransaction,
  systemId: string,
  { fileName, body, importedByName }: IncomingLog,
  { dryRun, language }: { dryRun: boolean; language: Language },
): Promise<UsageLogReport> {
  await lockSystem(transaction, systemId);
  const directory = await transaction.query<{ id: string; number: string }>(
    'select id, corporate_number as number from organisation order by id',
  );
  const checker = new RowChecker(new Map(directory.map(({ number }, index) => [number, index + 1])), today().slice(0, 7));
  const refusals = new Refusals();
  const { format, batches } = await openLog(fileName ?? 'log', body);
  const rows = { count: 0 };

  // Packing keeps a row of sums for each key and organisation; with the usual 4 MB most of them would go to disk and back.
  await transaction.query(`set local work_mem = '${WORKING_MEMORY}'`);
  await transaction.query(CREATE_INCOMING);
  await transaction.copy(COPY_INCOMING, checkedLines(batches, checker, refusals, rows));
  await transaction.query('analyze incoming');
  await transaction.query(PACK);
  await takeOutDisagreeing(transaction, refusals);
  await transaction.query('analyze packed');
  await transaction.query(ADD_KEYS, [systemId]);
  await transaction.query(MAP_KEYS, [systemId]);

  const told = [systemId, directory.map(({ id }) => id)];
  const [changes] = await transaction.query<Changes>(COUNT_CHANGES, told);
  await transaction.query(MERGE, told);
  const months = (await transaction.query<{ month: string }>(TOLD_MONTHS)).map(({ month }) => month);
  const unmappedKeys = await transaction.query<UsageLogReport['unmappedKeys'][number] & { keyCount: number }>(UNMAPPED_KEYS, [systemId]);

  const { toldCount, newCount, changedCount, unmappedCount } = changes!;
  const counts = {
    rowCount: rows.count,
    newCount,
    changedCount,
    unchangedCount: toldCount - newCount - changedCount,
    refusedCount: refusals.rowCount,
    unmappedCount,
  };
  await transaction.query(KEEP_IMPORT, [systemId, importedByName, fileName, ...Object.values(counts), months]);
  await transaction.query(KEEP_MONTHS, [systemId, months]);
  return {
    dryRun,
    fileName,
    format,
    ...counts,
    repeatedCount: rows.count - refusals.rowCount - toldCount,
    unmappedKeyCount: unmappedKeys[0]?.keyCount ?? 0,
    unmappedKeys: unmappedKeys.map(({ key, rowCount, count }) => ({ key, rowCount, count })),
    months,
    reasons: refusals.reasons(language),
    refused: refusals.told(language),
  };
}

/** Of the database, for a sort or a hash of one import; few imports run at a time. */
const WORKING_MEMORY = '64MB';

interface Changes {
  toldCount: number;
  newCount: number;
  changedCount: number;
  unmappedCount: number;
}

const KEEP_IMPORT = `
  insert into usage_log_import (system_id, imported_by_name, file_name, row_count, new_count, changed_count, unchanged_count,
    refused_count, unmapped_count, months) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

const KEEP_MONTHS = `insert into usage_log_month (system_id, month) select $1, unnest($2::text[]) on conflict do nothing`;

/** Counts are right only while nobody else changes what they are counted against. */
async function lockSystem(transaction: CopyTransaction, systemId: string): Promise<void> {
  const [lock] = await transaction.query<{ taken: boolean }>(
    `select pg_try_advisory_xact_lock(hashtextextended('usage log ' || $1, 0)) as taken`,
    [systemId],
  );
  if (lock!.taken) return;
  throw new ConflictError('InformationSystem', systemId, null, {
    ja: 'この情報システムの利用ログを、いま別の取込みが処理しています。終わってからもう一度お試しください。',
    en: 'Another import of usage logs into this system is under way. Try again when it has ended.',
  });
}

/** The rows that hold, as text to copy, a batch at a time. */
async function* checkedLines(
  batches: AsyncIterable<LogRow[]>,
  checker: RowChecker,
  refusals: Refusals,
  rows: { count: number },
): AsyncGenerator<string> {
  for await (const batch of batches) {
    let lines = '';
    for (const row of batch) {
      const checked = checker.check(row);
      if (typeof checked === 'string') lines += checked;
      else refusals.add(checked);
    }
    rows.count += batch.length;
    if (lines !== '') yield lines;
  }
}

async function takeOutDisagreeing(transaction: CopyTransaction, refusals: Refusals): Promise<void> {
  await transaction.query(FIND_DISAGREEING);
  const [found] = await transaction.query<{ rows: number }>(COUNT_DISAGREEING);
  if (found!.rows === 0) return;
  const first = await transaction.query<{ line: number; count: string }>(DISAGREEING_ROWS, [TOLD_IN_FULL]);
  refusals.addMany(
    'ROWS_DISAGREE',
    found!.rows,
    first.map(({ line, count }) => ({ line, code: 'ROWS_DISAGREE', column: 'count', value: count })),
  );
  await transaction.query(TAKE_OUT_DISAGREEING);
  await transaction.query(DROP_EMPTY);
}
