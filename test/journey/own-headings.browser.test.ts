import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLedger, renamedLedger } from '../support/contracts.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { settled } from '../support/settled.ts';

/** A ministry that keeps its ledger under headings of its own says once what they mean, and is not asked again. */
const MINISTRY = '8000012050001';
const RENAMED = { 契約番号: '整理番号', 件名: '案件名', 終了日: '契約満了日', 金額: '税込の価格', 更新: '起案者' };
let portal: BrowserPortal;
let page: Page;

beforeAll(async () => {
  portal = await openBrowserPortal();
  await openLedger(portal, MINISTRY);
  page = await portal.enter(`budget@${MINISTRY}`);
});
afterAll(() => portal.close());

async function choose(name: string): Promise<void> {
  await page.goto(`${portal.address}/contracts/import`);
  await settled(page);
  const buffer = Buffer.from(await renamedLedger(MINISTRY, RENAMED, 'xlsx'));
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}
const reading = (heading: string) => page.getByLabel(`「${heading}」の読み取り先`);
const summary = () => page.locator('section').filter({ has: page.getByRole('heading', { name: '列の読み方', exact: true }) });

it('asks what headings mean, proposes what is likely, and names what is missing or doubled before anything is read', async () => {
  await choose('契約一覧.xlsx');
  await page.getByRole('heading', { name: '「契約一覧.xlsx」の列の読み方を決める' }).waitFor();
  expect(await reading('整理番号').inputValue()).toBe('number');
  expect(await reading('契約満了日').inputValue()).toBe('endsOn');
  expect(await reading('起案者').inputValue()).toBe('-');

  await reading('契約満了日').selectOption('-');
  await page.getByText('必須の項目 1 件を読み取る列がありません').waitFor();
  await reading('税込の価格').selectOption('title');
  await page.getByRole('button', { name: 'この読み方で内容を確かめる' }).click();
  const faults = page.getByRole('alert').filter({ hasText: '「終了日」を読み取る列を選んでください' });
  await faults.waitFor();
  expect(await faults.innerText()).toContain('「案件名」（F1）も「件名」として読もうとしています');

  await reading('契約満了日').selectOption('endsOn');
  await reading('税込の価格').selectOption('amount');
  await page.getByText('必須の項目は、すべて読み取る列が決まっています。').waitFor();
  await page.getByRole('button', { name: 'この読み方で内容を確かめる' }).click();
});

it('says in the dry run which columns are not read, and imports', async () => {
  await page.getByRole('heading', { name: '「契約一覧.xlsx」の内容を確かめる' }).waitFor();
  expect(await summary().innerText()).toContain('21列のうち20列を読み取ります。');
  expect(await summary().getByRole('listitem').allInnerTexts()).toEqual(['「起案者」（P1）']);
  const leaveOut = page.getByRole('checkbox', { name: /除いて取り込む/ });
  if (await leaveOut.count()) await leaveOut.check();
  await page.getByRole('button', { name: /件・変更/ }).click();
  await page.getByRole('heading', { name: '取り込みました' }).waitFor();
});

it('reads the next file without asking, and changes nothing', async () => {
  await choose('来年の契約一覧.xlsx');
  await page
    .getByText('新規0 行')
    .or(page.getByRole('button', { name: /^新規\s*0 行/ }))
    .first()
    .waitFor();
  expect(await summary().getByRole('listitem').allInnerTexts()).toEqual(['「起案者」（P1）']);
});

it('shows who said so, and lets a heading be read otherwise or forgotten', async () => {
  await summary().getByRole('button', { name: '列の読み方を変える' }).click();
  await page
    .getByText(/前回と同じ（.*）/)
    .first()
    .waitFor();
  await reading('起案者').selectOption('supportEndSource');
  await page.getByRole('button', { name: 'この読み方で内容を確かめる' }).click();
  await page.getByText('21列のうち21列を読み取ります。').waitFor();

  await page.goto(`${portal.address}/contracts/import`);
  const table = page.getByRole('table', { name: '覚えている見出しの読み方' });
  const row = table.getByRole('row').filter({ hasText: '起案者' });
  await row.getByText('サポート終了日の根拠').waitFor();
  await row.getByRole('button', { name: '忘れる' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '忘れる' }).click();
  await page.getByText('「起案者」の読み方を忘れました。').waitFor();
  await expect.poll(() => row.count()).toBe(0);
  await choose('さらに次の契約一覧.xlsx');
  await reading('起案者').waitFor();
  expect(await page.getByText('読み方を選ぶ列（1列）').count()).toBe(1);
});
