import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Viewer } from '../access/viewer.ts';
import { type Doors, variablesOf } from './doors.ts';

/** A transaction behind the viewer's wall that can take rows by the million. */
export interface CopyTransaction {
  /** Runs one statement; values are `$1`, `$2` … */
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Streams lines into `copy … from stdin`; the server sets the pace, so little is held here. */
  copy(sql: string, lines: AsyncIterable<string>): Promise<void>;
}

interface CopyOptions {
  action: string;
  requestId: string;
  /** Whether what the work did stays; a dry run says no. */
  keep: boolean;
  /** How long one statement may take, in milliseconds. */
  statementTimeout: number;
}

/**
 * Runs work in one transaction of a plain connection, since the ORM gives none to stream through. The wall holds as in `ownDoor`:
 * the same login, and the same variables for this transaction alone.
 */
export async function inCopyTransaction<Result>(
  { app }: Doors,
  viewer: Viewer,
  { action, requestId, keep, statementTimeout }: CopyOptions,
  work: (transaction: CopyTransaction) => Promise<Result>,
): Promise<Result> {
  const pool = (await (app.em.getConnection() as PostgreSqlConnection).getNativeClient()) as unknown as Pool;
  const client = await pool.connect();
  try {
    await client.query('begin');
    const variables = { ...variablesOf(viewer, action, requestId), statement_timeout: String(statementTimeout) };
    for (const [name, value] of Object.entries(variables)) await client.query('select set_config($1, $2, true)', [name, value]);
    const result = await work(transactionOf(client));
    await client.query(keep ? 'commit' : 'rollback');
    client.release();
    return result;
  } catch (error) {
    // What cannot be undone goes with its connection.
    await client.query('rollback').then(
      () => client.release(),
      (lost: Error) => client.release(lost),
    );
    throw error;
  }
}

const transactionOf = (client: PoolClient): CopyTransaction => ({
  query: async <Row extends object>(sql: string, values: readonly unknown[] = []) => (await client.query<Row>(sql, [...values])).rows,
  copy: (sql, lines) => pipeline(Readable.from(lines, { objectMode: true, highWaterMark: 1 }), client.query(copyFrom(sql))),
});
