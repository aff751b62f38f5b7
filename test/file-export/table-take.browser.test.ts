import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { ACT_FOR } from '../support/open-portal.ts';

/** A page's table as a file, taken as people take it: all of the list, in their language, and nothing of another ministry. */
let portal: BrowserPortal;
beforeAll(async () => {
  portal = await openBrowserPortal();
  for (const [name, count] of [
    ['large', 130],
    ['small', 2],
  ] as const) {
    const { id } = await portal.organisation();
    await portal.person(id, name, Role.ADMINISTRATOR);
    await portal.superuser.query(ACT_FOR, [id]);
    await portal.superuser.query(
      `insert into account (tenant_id, login, name) select $1, $2 || n, '=' || $2 || n from generate_series(1, $3::int) n`,
      [id, `${name}-`, count],
    );
  }
});
afterAll(() => portal.close());

async function takenFrom(
  page: Page,
  link: RegExp,
): Promise<{ name: string; bytes: Buffer; cells: (string | undefined)[][]; notes: (string | undefined)[] }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('main').getByRole('button', { name: link }).click()]);
  const name = download.suggestedFilename();
  const bytes = await readFile(await download.path());
  const { sheets } = await readSpreadsheet(name, bytes);
  const lines = sheets[0]!.rows.map(row => row.cells as (string | undefined)[]);
  const end = lines.findIndex(line => !line.some(Boolean));
  return { name, bytes, cells: lines.slice(0, end), notes: lines.slice(end + 1).map(line => line[0]) };
}

it('has every line of a list of which the page shows the first hundred, its headings in the language of the reader', async () => {
  const page = await portal.enter('large', { language: 'en' });
  await page.goto(`${portal.address}/people`);
  await page.getByText('Showing 100 of 131').waitFor();
  const { name, cells, notes } = await takenFrom(page, /^Excel/);
  expect(name).toBe('Accounts.xlsx');
  expect(cells[0]!.slice(0, 2)).toEqual(['Name', 'Mail address']);
  expect(cells[0]).not.toContain('Actions');
  expect(notes).toEqual([expect.stringMatching(/^Taken at /), `Taken from ${portal.address}/people`]);
  const names = cells.slice(1).map(row => row[0]!);
  expect(new Set(names).size).toBe(131);
  expect(names.filter(each => !/^=large-|large$/.test(each))).toEqual([]);
  // The page still shows what it showed.
  expect(await page.locator('main table tbody tr').count()).toBe(100);
});

it('guards what looks like a formula, and shows another ministry its own lines alone', async () => {
  const page = await portal.enter('small');
  await page.goto(`${portal.address}/people`);
  const { bytes, cells } = await takenFrom(page, /^CSV（UTF-8）/);
  expect(bytes.toString()).toContain(`'=small-1`);
  expect(cells.slice(1).map(row => row[0]!.replace(/^担当 /, ''))).toEqual(expect.arrayContaining(['=small-1', '=small-2', 'small']));
  expect(cells).toHaveLength(4);
  expect(bytes.toString()).not.toContain('large');
});
