import type { BrowserResult, BrowserRow } from './browser.ts';

/** What was measured in the browser as a Markdown table. */
export function browserTable({ rows, browserVersion, heapBytes }: BrowserResult): string {
  return [
    `Chromium ${browserVersion}, no GPU, 1200 × 700, a real portal over generated surveys; heap of the overview ${(heapBytes / 2 ** 20).toFixed(0)} MB`,
    '',
    '| in the browser | cells | p50 ms | p95 ms | p95 with what is out of sight ms | p50 of the work of the page ms | goal |',
    '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
    ...rows.map(
      ({ title, cells, times, all, work, goal }) =>
        `| ${title} | ${cells.toLocaleString('en')} | ${atShare(times, 0.5)} | ${atShare(times, 0.95)} | ${all ? atShare(all, 0.95) : '–'} | ${work ? atShare(work, 0.5) : '–'} | ${goal.at} ≤ ${goal.ms} ms: ${reached({ times, goal }) ? 'reached' : 'MISSED'} |`,
    ),
  ].join('\n');
}

function percentile(times: readonly number[], share: number): number {
  return times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))]!;
}
const atShare = (times: readonly number[], share: number): string => percentile(times, share).toFixed(1);
const reached = ({ times, goal }: Pick<BrowserRow, 'times' | 'goal'>): boolean =>
  percentile(times, goal.at === 'p50' ? 0.5 : 0.95) <= goal.ms;
