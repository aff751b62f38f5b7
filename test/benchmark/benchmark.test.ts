import { expect, it } from 'vitest';
import { runBenchmark } from './benchmark.ts';
import { budgetTable, runBudget } from './budget.ts';
import { coverageTable, runCoverage } from './coverage.ts';
import { logImportTable, runLogImport } from './log-import.ts';
import { CONTRACTS, COVERAGE, LOG_ROWS, SCALES } from './scale.ts';
import { resultTable } from './table.ts';

it('prints every row of the table, with answers of ours that say what the limit says', { timeout: 120_000 }, async () => {
  const result = await runBenchmark(SCALES.tiny, () => {});
  const rows = resultTable(result)
    .split('\n')
    .filter(line => line.startsWith('| ('))
    .map(line => line.split(' | '));

  expect(rows.map(([title]) => title)).toEqual([
    '| (a) feature × ministry, open round',
    '| (a) feature × ministry, closed round',
    '| (b) system × ministry, own rounds',
    '| (b) the same through grants, reading recorded',
    '| (c) 50 systems with provider, users, features',
    '| (e) verdicts of every feature of the year, first 100',
  ]);
  expect(result.rows.filter(({ equal }) => !equal)).toEqual([]);
  expect(result.rows.filter(({ measured }) => !measured.limit?.requestsPerSecond || !measured.ours?.requestsPerSecond)).toEqual([]);
});

it('imports a usage log, and knows the same as a plain table afterwards', { timeout: 120_000 }, async () => {
  const result = await runLogImport(LOG_ROWS.tiny, () => {});
  expect(result).toMatchObject({ rows: 1920, equal: true });
  expect(logImportTable(result)).toMatch(/\| usage-log import \| 1,920 \| [\d,]+ \| [\d,]+ \| \d+\.\d\d \| (\d+|–) \|$/);
});

it('reads the budget view, and says what plain SQL says', { timeout: 120_000 }, async () => {
  const result = await runBudget(CONTRACTS.tiny, 1, () => {});
  expect(result).toMatchObject({ contracts: 600, equal: true });
  expect(budgetTable(result)).toMatch(/\| \(d\) budget view \| 600 \| \d+ \| \d+ \| \d+\.\d\d \|$/);
});

it('reads the coverage of monitoring, and says what plain SQL says', { timeout: 120_000 }, async () => {
  const result = await runCoverage(COVERAGE.tiny, 1, () => {});
  expect(result).toMatchObject({ systems: 60, items: 20, equal: true });
  expect(coverageTable(result)).toMatch(/\| \(f\) monitoring coverage \| 60 × 20 \| \d+ \| \d+ \| \d+\.\d\d \|$/);
});
