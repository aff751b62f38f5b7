import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { settled } from '../support/settled.ts';
import { COUNTER_TEMPLATE, openTwoTools, TAX_LIST, type TwoTools } from '../support/two-tools.ts';

/**
 * Case 9-2 of the guidebook in the browser. Five common items apply to each of two systems. The counter is watched by the suite: CPU,
 * memory, disk. Taxation is watched by the board: CPU, disk, certificate. So 6 of 10 are watched, and four are unknown: response and
 * certificate of the counter, memory and response of taxation.
 */
let portal: BrowserPortal;
let world: TwoTools;
let page: Page;

beforeAll(async () => {
  portal = await openBrowserPortal();
  world = await openTwoTools(portal);
  await portal.person(world.ministry.id, 'owner@case-9-2', Role.SYSTEM_OWNER);
  page = await portal.enter('owner@case-9-2');
}, 60_000);
afterAll(() => portal.close());

const open = async (path: string): Promise<void> => {
  await page.goto(`${portal.address}${path}`);
  await settled(page);
};
/** Where the lines of a file stand, as the page adds them up. */
const sum = async (): Promise<string> => (await page.getByRole('region', { name: '行の内訳' }).innerText()).replaceAll(/\s+/g, ' ');
const coverage = (): Locator => page.getByRole('progressbar', { name: '網羅率' });
const facts = async (): Promise<string[]> => page.getByRole('region', { name: '統一の効果' }).locator('dd').allInnerTexts();

/** Reads a file for a system, takes what is suggested, leaves out the rest, and applies it; answers the coverage that the system has then. */
async function takeIn(
  systemId: string,
  tool: string,
  file: { name: string; text: string | Uint8Array },
  { lines, open: openCount }: { lines: number; open: number },
  target: string,
): Promise<string | null> {
  await open(`/systems/${systemId}/monitoring`);
  await page.getByRole('link', { name: '監視項目の取込み' }).click();
  await page.getByRole('heading', { name: 'ファイルを読み取る' }).waitFor();
  await settled(page);
  await page.getByLabel(/^監視ツール/).selectOption({ label: tool });
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: Buffer.from(file.text) });
  await page.getByRole('heading', { name: 'ファイルの行' }).waitFor();
  await settled(page);
  expect(await sum()).toBe(`全 ${lines} 行 = 候補あり 3 行 + 未対応 ${openCount} 行 + 対応済み 0 行 + 対象外 0 行`);

  await page.getByRole('button', { name: '表示中の候補 3 件をすべて採用' }).click();
  await page.getByText('3 行について決めました').waitFor();
  await page.getByRole('region', { name: '行の内訳' }).getByRole('link').nth(2).click();
  await page.getByRole('heading', { name: 'ファイルの行（未対応）' }).waitFor();
  await settled(page);
  await page.getByRole('button', { name: '表示中の行をすべて選ぶ' }).click();
  await page.getByRole('button', { name: '対象外にする', exact: true }).first().click();
  const dialog = page.getByRole('alertdialog');
  await dialog.getByLabel(/^理由/).fill('共通の項目ではない');
  await dialog.getByRole('button', { name: '対象外にする' }).click();
  await dialog.waitFor({ state: 'detached' });
  await settled(page);
  expect(await sum()).toBe(`全 ${lines} 行 = 候補あり 0 行 + 未対応 0 行 + 対応済み 3 行 + 対象外 ${openCount} 行`);

  await page.getByLabel(/^連絡先/).fill(target);
  await page.getByRole('button', { name: '3 項目を反映する' }).click();
  await page.getByText('新規 3、変更 0、変更なし 0、既存を維持 0').waitFor();
  await page.getByRole('link', { name: 'この情報システムの監視項目へ' }).click();
  await coverage().waitFor();
  expect(await page.getByText('監視しているか不明な項目が 2 件あります').count()).toBe(1);
  expect(await page.getByText(target).count()).toBe(3);
  return coverage().getAttribute('aria-valuetext');
}

it('takes in a template of one tool and a list of the other, and maps both to one catalogue', async () => {
  const [counter, tax] = world.systems;
  const template = { name: 'counter.yaml', text: COUNTER_TEMPLATE };
  expect(await takeIn(counter, '統合監視', template, { lines: 5, open: 2 }, '受付の運用当番')).toBe('3/5（60%）');
  const list = { name: '監視項目一覧.csv', text: TAX_LIST };
  expect(await takeIn(tax, '監視盤', list, { lines: 4, open: 1 }, '課税の運用当番')).toBe('3/5（60%）');
});

it('shows the coverage and the gaps that were counted by hand', async () => {
  await open('/monitoring');
  expect(await coverage().getAttribute('aria-valuetext')).toBe('6/10（60%）');
  await page.getByRole('list', { name: '監視の抜け' }).getByRole('link', { name: '4 件' }).click();
  const table = page.getByRole('table', { name: '監視の抜け' });
  await table.waitFor();
  const rows = await table.locator('tbody tr').allInnerTexts();
  const gaps = rows.map(row =>
    [/窓口受付システム|課税システム/.exec(row)![0], /T-[0-9A-F]{8}/.exec(row)![0], row.includes('不明')].join(' '),
  );
  const { response, certificate, memory } = world.codes;
  expect(gaps.toSorted()).toEqual(
    [
      `窓口受付システム ${response} true`,
      `窓口受付システム ${certificate} true`,
      `課税システム ${memory} true`,
      `課税システム ${response} true`,
    ].toSorted(),
  );
});

it('plans one tool in place of two, and comes to one once the last item has somewhere to go', async () => {
  await open('/monitoring/unification');
  await page.getByLabel(/^統一先のツール/).selectOption({ label: '統合監視' });
  await page.getByRole('region', { name: '統一の効果' }).waitFor();
  // Tools before and after, what the suite is known for, what can move (CPU, disk), what remains (the certificate).
  expect(await facts()).toEqual(['2 種類', '2 種類', '3 件', '2 件', '1 件']);
  await page.getByLabel(/^計画名/).fill('監視ツール統一計画');
  await page.getByRole('button', { name: '保存する' }).click();
  await page.getByRole('heading', { level: 1, name: '監視ツール統一計画' }).waitFor();
  const plan = new URL(page.url()).pathname;

  // The suite is set to watch the certificate of the counter, so it can watch that of taxation too.
  await open(`/systems/${world.systems[0]}/monitoring?search=${world.codes.certificate}`);
  await page.getByRole('button', { name: /^編集/ }).click();
  await page.getByRole('radio', { name: '監視している' }).check();
  expect(await page.getByLabel(/^連絡先/).inputValue()).toBe('受付の運用当番');
  await page
    .getByRole('dialog')
    .getByLabel(/^監視ツール/)
    .selectOption({ label: '統合監視' });
  await page.getByRole('button', { name: '保存する' }).click();
  await page.getByText('「証明書の有効期限」を保存しました').waitFor();
  await open(plan);
  expect(await facts()).toEqual(['2 種類', '1 種類', '4 件', '3 件', '0 件']);
});
