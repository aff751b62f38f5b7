import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importLedger, openLedger } from '../support/contracts.ts';
import { corporateNumberFrom } from '../support/corporate-number.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { settled } from '../support/settled.ts';

/** Names that an import could not tell to be one company are made one by hand, and told apart again. */
const MINISTRY = '8000012050001';
let portal: BrowserPortal;
let page: Page;

beforeAll(async () => {
  portal = await openBrowserPortal();
  const { officer } = await openLedger(portal, MINISTRY);
  const rows = [
    'C-1,運用,会計の運用,2027-03-31,株式会社甲野情報,',
    'C-2,運用,人事の運用,2027-03-31,甲野情報株式会社,',
    'C-3,運用,旅費の運用,2027-03-31,こうの情報,',
    `C-4,運用,文書の運用,2027-03-31,乙山商事,${corporateNumberFrom(123_456_789_012)}`,
    `C-5,運用,広報の運用,2027-03-31,乙山商会,${corporateNumberFrom(123_456_789_013)}`,
  ];
  await importLedger(officer, Buffer.from(['契約番号,種別,件名,終了日,事業者,事業者法人番号', ...rows].join('\r\n')));
  page = await portal.enter(`budget@${MINISTRY}`);
});
afterAll(() => portal.close());

/** Suppliers as the ledger names them. */
async function inLedger(): Promise<string[]> {
  await page.goto(`${portal.address}/contracts`);
  await settled(page);
  const cells = page.getByRole('table', { name: '契約台帳' }).getByRole('row').locator('td:nth-of-type(5)');
  await cells.first().waitFor();
  return [...new Set((await cells.allInnerTexts()).map(text => text.split('\n').at(-1)!.trim()))].toSorted();
}
const choose = (name: string) => page.getByRole('checkbox', { name, exact: true }).check();

it('proposes what differs in writing alone, shows what would move, and merges what a person adds besides', async () => {
  expect(await inLedger()).toEqual(['こうの情報', '乙山商事', '乙山商会', '株式会社甲野情報', '甲野情報株式会社'].toSorted());
  await page.getByRole('link', { name: '事業者の名寄せ' }).click();
  await page.getByRole('heading', { name: '同じ会社と思われる事業者' }).waitFor();
  expect(await page.locator('li.panel').allInnerTexts()).toEqual([expect.stringMatching(/甲野情報.*甲野情報/s)]);

  await page.getByRole('button', { name: 'まとめた結果を確かめる', exact: true }).last().click();
  await page.getByText('まとめる事業者を2社以上選んでください。').waitFor();
  for (const name of ['株式会社甲野情報', '甲野情報株式会社', 'こうの情報']) await choose(name);
  await page.getByText('3 社を選んでいます').waitFor();
  await page.getByRole('button', { name: 'まとめた結果を確かめる', exact: true }).last().click();
  await page.getByRole('radio', { name: /^甲野情報株式会社/ }).check();
  const moved = page.getByRole('table', { name: '移る契約' });
  await moved.getByRole('rowheader', { name: '会計の運用' }).waitFor();
  await page.getByText('3 件（うち 2 件が移ります）').waitFor();
  await page.getByRole('button', { name: '「甲野情報株式会社」にまとめる' }).click();
  await page.getByText('3 社を「甲野情報株式会社」にまとめました。').waitFor();
  expect(await inLedger()).toEqual(['乙山商事', '乙山商会', '甲野情報株式会社'].toSorted());
});

it('says why two companies of different numbers stay apart', async () => {
  await page.goto(`${portal.address}/contracts/vendors`);
  for (const name of ['乙山商事', '乙山商会']) await choose(name);
  await page.getByRole('button', { name: 'まとめた結果を確かめる', exact: true }).last().click();
  await page.getByText(/法人番号の違う事業者は別の会社のため、まとめられません/).waitFor();
  expect(await page.getByRole('button', { name: /にまとめる$/ }).count()).toBe(0);
  await page.getByRole('button', { name: 'まとめずに戻る' }).click();
});

it('renames a supplier, and takes a merge back', async () => {
  await page.getByRole('button', { name: /編集する.*甲野情報株式会社|甲野情報株式会社.*編集する/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('法人番号').fill('123');
  await dialog.getByRole('button', { name: '保存する' }).click();
  await dialog
    .getByText(/検査数字が合いません/)
    .first()
    .waitFor();
  await dialog.getByLabel('法人番号').fill('');
  await dialog.getByLabel('事業者名').fill('甲野ホールディングス');
  await dialog.getByRole('button', { name: '保存する' }).click();
  await page.getByText('「甲野ホールディングス」を保存しました。').waitFor();
  expect(await inLedger()).toContain('甲野ホールディングス');

  await page.goto(`${portal.address}/contracts/vendors`);
  const merges = page.getByRole('table', { name: '名寄せの記録' });
  await merges.getByRole('row').filter({ hasText: 'こうの情報' }).getByRole('button', { name: '取り消す' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '取り消す' }).click();
  await page.getByText('「こうの情報」の名寄せを取り消しました。').waitFor();
  await merges.getByText(/取消し済み/).waitFor();
  expect(await inLedger()).toEqual(['こうの情報', '乙山商事', '乙山商会', '甲野ホールディングス'].toSorted());
});
