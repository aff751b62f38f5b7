import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, openAsBlob } from 'node:fs';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { startServer } from './child-server.ts';
import { directory, idOf, people } from './generate-data.ts';
import { openDatabase } from './portal-data.ts';

const MINISTRIES = 40;
const MONTHS = 12;
const RUNNER = 'benchmark-runner';

export interface LogImportResult {
  rows: number;
  /** Seconds of PostgreSQL's own COPY of the same rows into a plain table with the same key, from a file beside the server. */
  copySeconds: number;
  /** Seconds from the first byte that is sent to the answer of the portal. */
  ourSeconds: number;
  /** Bytes by which the portal's process grew at most; null where the system does not tell. */
  growth: number | null;
  /** Whether the portal knows the same as the plain table. */
  equal: boolean;
}

/** Imports a usage log of so many rows, and copies the same file into a plain table, in one run on one database server. */
export async function runLogImport(wanted: number, say: (text: string) => void): Promise<LogImportResult> {
  const keys = Math.max(1, Math.round(wanted / MINISTRIES / MONTHS));
  say(`Generating a usage log of ${(keys * MINISTRIES * MONTHS).toLocaleString('en')} rows …`);
  const database = await openDatabase(superuser => generate(superuser, keys));
  try {
    const path = join(database.dataFolder, 'usage-log.csv');
    await writeLog(path, keys);
    await chmod(path, 0o644);
    const server = await startServer('server/main.ts', {
      DATA_FOLDER: database.dataFolder,
      PORT: '0',
      LOG_LEVEL: 'warn',
      SAMPLE_DATA: 'false',
    });
    try {
      const { superuser } = database;
      say('COPY into a plain table …');
      const copySeconds = await seconds(() => superuser.query(`copy plain_log from '${path}' (format csv, header)`));
      await superuser.query('checkpoint');
      say('Import into the portal …');
      await send(server.url, new Blob(['month,key,corporateNumber,count,users\n']), true);
      const before = await memoryOf(server.pid);
      let report = '';
      const ourSeconds = await seconds(async () => (report = await send(server.url, await openAsBlob(path), false)));
      const after = await memoryOf(server.pid);
      return {
        rows: keys * MINISTRIES * MONTHS,
        copySeconds,
        ourSeconds,
        growth: before === null || after === null ? null : after - before,
        equal: await saysTheSame(superuser, report, keys),
      };
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
  }
}

/** The result as a Markdown table. */
export function logImportTable({ rows, copySeconds, ourSeconds, growth, equal }: LogImportResult): string {
  const rate = (time: number): string => Math.round(rows / time).toLocaleString('en');
  return [
    '| | rows | COPY rows/s | ours rows/s | ours ÷ COPY | growth of the process, MB |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    `| usage-log import${equal ? '' : ' — ANSWERS DIFFER'} | ${rows.toLocaleString('en')} | ${rate(copySeconds)} | ${rate(ourSeconds)} | ${(copySeconds / ourSeconds).toFixed(2)} | ${growth === null ? '–' : Math.round(growth / 2 ** 20)} |`,
  ].join('\n');
}

/** Ministries, a system with a feature for every second key, and a plain table for the rows. */
async function generate(superuser: pg.Client, keys: number): Promise<null> {
  await superuser.query('begin');
  await superuser.query('set local session_replication_role = replica');
  const system = idOf('system', 1);
  for (const statement of [
    ...directory({ ministries: MINISTRIES }),
    ...people({ runnerToken: RUNNER, granteeToken: 'benchmark-grantee' }),
    `insert into information_system (id, tenant_id, code, name, lifecycle_state, user_ids, asked_ids)
     values (${system}, ${idOf('organisation', 1)}, 'S00001', '試験用情報システム', 'IN_OPERATION', '{}', '{}')`,
    `insert into feature (tenant_id, system_id, code, name, major_group, position)
     select ${idOf('organisation', 1)}, ${system}, 'KEY-' || n * 2, '機能' || n, '大分類', n from generate_series(1, ${Math.ceil(keys / 2)}) n`,
    `create table plain_log (month text, key text, corporate_number text, count bigint, users int, primary key (key, corporate_number, month))`,
    // The portal does not start over a table without a wall; the superuser is past it.
    'alter table plain_log enable row level security; alter table plain_log force row level security; create policy none on plain_log using (false)',
  ])
    await superuser.query(statement);
  await superuser.query('commit');
  await superuser.query('vacuum analyze');
  return null;
}

const countOf = (key: number, ministry: number, month: number): number => (key * 7919 + ministry * 104_729 + month * 31) % 1000;

/** A log as they come: month by month. */
async function writeLog(path: string, keys: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('month,key,corporateNumber,count,users\n');
  for (let month = 0; month < MONTHS; month++) {
    const name = `${month < 9 ? 2025 : 2026}-${String(((month + 3) % 12) + 1).padStart(2, '0')}`;
    for (let key = 1; key <= keys; key++) {
      let lines = '';
      for (let ministry = 1; ministry <= MINISTRIES; ministry++) {
        const count = countOf(key, ministry, month);
        lines += `${name},KEY-${key},${String(ministry).padStart(13, '0')},${count},${Math.ceil(count / 4)}\n`;
      }
      if (!file.write(lines)) await once(file, 'drain');
    }
  }
  file.end();
  await once(file, 'close');
}

async function send(url: string, body: Blob, dryRun: boolean): Promise<string> {
  const response = await fetch(`${url}/usage-logs/${SYSTEM}?dryRun=${dryRun}`, {
    method: 'POST',
    headers: { cookie: `tanaoroshi_session=${RUNNER}`, 'x-requested-with': 'tanaoroshi' },
    body,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text.slice(0, 2000));
  return text;
}

/** The id of the system as `idOf` has the database compute it. */
const SYSTEM = createHash('md5')
  .update('system 1')
  .digest('hex')
  .replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

async function saysTheSame(superuser: pg.Client, report: string, keys: number): Promise<boolean> {
  const rows = keys * MINISTRIES * MONTHS;
  const { newCount, refusedCount } = JSON.parse(report) as { newCount: number; refusedCount: number };
  const { rows: sums } = await superuser.query<{ plain: string; ours: string }>(
    `select (select sum(count * users) from plain_log)::text as plain,
       (select sum(c * u) from usage_log, unnest(counts, users) as t(c, u))::text as ours`,
  );
  return newCount === rows && refusedCount === 0 && sums[0]!.plain === sums[0]!.ours;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Most memory that a process has held so far, in bytes. */
async function memoryOf(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, peak] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
  return peak === undefined ? null : Number(peak) * 1024;
}
