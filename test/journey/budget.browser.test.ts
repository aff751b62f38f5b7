import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { expectedLedger, ledgerOf, openLedger } from '../support/contracts.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import type { Person } from '../support/person.ts';
import { settled } from '../support/settled.ts';

/** From the ledger as a ministry keeps it to the draft of its budget request, with an end that nobody knew found out on the way. */
const MINISTRY = '8000012050001';
let portal: BrowserPortal;
let officer: Person;
let page: Page;

beforeAll(async () => {
  portal = await openBrowserPortal();
  ({ officer } = await openLedger(portal, MINISTRY));
  page = await portal.enter(`budget@${MINISTRY}`);
});
afterAll(() => portal.close());

const open = async (path: string): Promise<void> => {
  await page.goto(`${portal.address}${path}`);
  await settled(page);
};
/** The cells of a row of a table, by the heading of the row. */
const cells = async (caption: string, heading: string): Promise<string[]> => {
  const row = page
    .getByRole('table', { name: caption })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: heading }) });
  await row.first().waitFor();
  return (await row.getByRole('cell').allInnerTexts()).map(text => text.split('\n')[0]!.trim());
};
const standing = (name: string): Promise<string[]> => cells('契約の区分', name);

/** A file that a link of the page leads to. */
async function taken(name: RegExp): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return readFile(await download.path());
}
async function chooseLedger(buffer: Buffer, name: string): Promise<void> {
  await open('/contracts/import');
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

it('takes in the ledger as the ministry keeps it, leaving out what cannot be read', async () => {
  await chooseLedger(await ledgerOf(MINISTRY), '契約台帳.csv');
  await page
    .getByText('直し方:')
    .first()
    .or(page.getByRole('button', { name: /件を取り込む/ }))
    .first()
    .waitFor();
  const leaveOut = page.getByRole('checkbox', { name: /除いて取り込む/ });
  if (await leaveOut.count()) await leaveOut.check();
  await page.getByRole('button', { name: /件・変更/ }).click();
  await page.getByRole('link', { name: '契約台帳へ' }).click();
  const table = page.getByRole('table', { name: '契約台帳' });
  await table.getByText('終了日不明', { exact: true }).first().waitFor();
  expect(await table.getByText('終了日不明', { exact: true }).count()).toBe(2);
});

it('shows what the request of FY2027 has to hold, and opens it down to a contract', async () => {
  const { requestFY2027 } = await expectedLedger();
  const { contracts, fullYearYen } = requestFY2027.byMinistry[MINISTRY]!;
  await open('/budget/2027?unit=yen');
  const [count, yen] = await standing('この年度に更新');
  expect([count, yen]).toEqual([String(contracts), fullYearYen.toLocaleString('ja')]);
  await page.getByRole('link', { name: '種別', exact: true }).click();
  await page.getByRole('table', { name: 'この年度に更新の内訳' }).getByRole('link', { name: 'ライセンス' }).click();
  await settled(page);
  const [licences] = await cells('この年度に更新の内訳', '合計');
  expect(await page.getByRole('table', { name: '契約の明細' }).getByRole('rowheader').count()).toBe(Number(licences));
  await page.getByRole('table', { name: '契約の明細' }).getByRole('link').first().click();
  await page.getByRole('heading', { level: 2, name: '4つの終了日' }).waitFor();
});

it('moves a contract into the request when its unknown end is found out', async () => {
  await open('/budget/2027');
  const [unknown, renewed] = [(await standing('終了日不明'))[0], (await standing('この年度に更新'))[0]].map(Number) as [number, number];
  await page.getByRole('link', { name: '終了日不明' }).click();
  await settled(page);
  await page.getByRole('table', { name: '契約の明細' }).getByRole('link').first().click();
  await page.getByRole('link', { name: '編集' }).click();
  await page.getByLabel(/契約の終了日の区分/).selectOption({ label: '終了日あり' });
  await page.getByLabel(/^契約の終了日(?!の区分)/).fill('2027-03-31');
  await page.getByRole('button', { name: '保存する' }).click();
  await page
    .getByText(/を保存しました/)
    .first()
    .waitFor();
  await open('/budget/2027');
  expect([(await standing('終了日不明'))[0], (await standing('この年度に更新'))[0]].map(Number)).toEqual([unknown - 1, renewed + 1]);
});

it('gives the draft as a sheet that says the same, and a ledger that comes back as nothing new', async () => {
  await open('/budget/2027?unit=yen');
  const [count, fullYear, inYear] = await standing('この年度に更新');
  const [sheet] = (await readSpreadsheet('request.xlsx', await taken(/^Excel（\.xlsx）\s*（概算要求資料（案））/))).sheets;
  const [headings, ...rows] = sheet!.rows.map(row => row.cells) as [string[], ...string[][]];
  const renewals = rows.filter(row => row[headings.indexOf('区分')] === '更新');
  const sum = (heading: string): string =>
    renewals.reduce((yen, row) => yen + Number(row[headings.indexOf(heading)]), 0).toLocaleString('ja');
  expect([String(renewals.length), sum('平年度額（円）'), sum('当該年度分（円）')]).toEqual([count, fullYear, inYear]);
  const { contracts } = await officer.expectData<{ contracts: { items: { number: string }[] } }>('{ contracts { items { number } } }');
  const numbers = new Set(contracts.items.map(({ number }) => number));
  expect(renewals.filter(row => !numbers.has(row[0]!))).toEqual([]);

  await open('/contracts');
  await chooseLedger(await taken(/^Excel（\.xlsx）\s*（契約台帳）/), '契約台帳.xlsx');
  await page.getByText('今の内容と同じです。').waitFor();
});

it('sets the steps towards the request within the ministry, says which name is missing, and shows them in the order of their days', async () => {
  await open('/budget/2027');
  await page.getByText('省内締切: 未登録').waitFor();
  await page.getByRole('button', { name: '要求期限を変更する' }).click();
  const dialog = page.getByRole('dialog');
  const add = dialog.getByRole('button', { name: '締切を追加する' });
  await add.click();
  await dialog.getByLabel(/段階の名前/).fill('局から会計課へ提出');
  await dialog.getByLabel(/締切の日/).fill('2026-07-15');
  await add.click();
  await dialog.getByRole('button', { name: '保存する' }).click();
  await dialog
    .getByText(/段階の名前と締切の日を入力/)
    .first()
    .waitFor();
  await dialog
    .getByLabel(/段階の名前/)
    .last()
    .fill('課から局へ提出');
  await dialog
    .getByLabel(/締切の日/)
    .last()
    .fill('2026-06-15');
  await dialog.getByRole('button', { name: '保存する' }).click();
  const steps = page.getByRole('list', { name: '省内締切' }).getByRole('listitem');
  await steps.first().waitFor();
  expect((await steps.allInnerTexts()).map(text => text.split(':')[0])).toEqual(['課から局へ提出', '局から会計課へ提出']);
});
