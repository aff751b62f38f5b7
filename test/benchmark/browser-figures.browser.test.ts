import { expect, it } from 'vitest';
import { runBrowserBenchmark } from './browser.ts';
import { browserTable } from './browser-table.ts';
import { BROWSER_SCALES } from './scale.ts';

it('does in a browser what a person does with both surveys, and prints a figure for each', { timeout: 300_000 }, async () => {
  const result = await runBrowserBenchmark(BROWSER_SCALES.tiny, () => {});
  expect(result.rows.map(({ title }) => title)).toEqual([
    'table: filter by group',
    'table: sort by a level',
    'table: scroll by a page',
    'table: collapse or unfold a group',
    'overview: first paint after the data',
    'overview: a frame of a pan',
    'table of the overview: scroll both ways',
  ]);
  expect(result.rows.filter(({ times }) => times.length === 0 || times.some(time => !(time > 0)))).toEqual([]);
  for (const { title } of result.rows) expect(browserTable(result)).toContain(`| ${title} | `);
});
