import { cpus, totalmem } from 'node:os';
import type { BenchmarkResult, Measurement, ResultRow } from './benchmark.ts';

/** The result as a Markdown table, with what it was measured on above it. */
export function resultTable({ rows, postgresVersion, postgraphileVersion }: BenchmarkResult): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  const versions = [
    `Node ${process.versions.node}`,
    `PostgreSQL ${postgresVersion}`,
    postgraphileVersion && `PostGraphile ${postgraphileVersion}`,
  ];
  return [
    `${process.platform} ${process.arch}, ${cpus().length} cores, ${memory} GB; ${versions.filter(Boolean).join(', ')}; 8 clients over loopback, one for (e)`,
    '',
    line([
      '',
      'limit req/s',
      'PostGraphile req/s',
      'ours req/s',
      'ours ÷ limit',
      'ours ÷ PostGraphile',
      'bytes (limit, PG, ours)',
      'statements (limit, PG, ours)',
    ]),
    line(['---', ...Array<string>(7).fill('---:')]),
    ...rows.map(({ title, measured: { limit, postgraphile, ours }, equal }) =>
      line([
        equal ? title : `${title} — ANSWERS DIFFER`,
        rate(limit),
        rate(postgraphile),
        rate(ours),
        ratio(ours, limit),
        ratio(ours, postgraphile),
        each({ limit, postgraphile, ours }, ({ bytes }) => bytes.toLocaleString('en')),
        each({ limit, postgraphile, ours }, ({ statements }) => String(statements)),
      ]),
    ),
  ].join('\n');
}

const NONE = '–';

const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;

const rate = (measurement?: Measurement): string =>
  measurement
    ? measurement.requestsPerSecond.toLocaleString('en', { maximumFractionDigits: measurement.requestsPerSecond < 10 ? 1 : 0 })
    : NONE;

const ratio = (one?: Measurement, other?: Measurement): string =>
  one && other ? (one.requestsPerSecond / other.requestsPerSecond).toFixed(2) : NONE;

const each = ({ limit, postgraphile, ours }: ResultRow['measured'], show: (measurement: Measurement) => string): string =>
  [limit, postgraphile, ours].map(measurement => (measurement ? show(measurement) : NONE)).join(', ');
