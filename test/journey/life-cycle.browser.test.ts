import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { daysAfter, today } from '../../server/scalars.ts';
import { contractInput } from '../support/contracts.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { settled } from '../support/settled.ts';

/** Whoever operates the portal brings in life cycles; a ministry says with the keyboard what a product of its ledger is. */
let portal: BrowserPortal;
let operator: Page;
let officer: Page;
let contractId: string;
let ministryId: string;

interface File {
  source: Record<string, string>;
  products: { id: string; cycles: { cycle: string; eol?: unknown }[] }[];
}
let file: File;

/** Within the months that the ends in time are laid out by. */
const END = daysAfter(today(), 400);
const [YEAR, MONTH, DAY] = END.split('-').map(Number);
const END_IN_WORDS = `${YEAR}年${MONTH}月${DAY}日`;

beforeAll(async () => {
  portal = await openBrowserPortal();
  file = JSON.parse(await readFile(new URL('../fixtures/life-cycles/endoflife.json', import.meta.url), 'utf8')) as File;
  await portal.person(portal.operator.organisationId, 'operator@portal', Role.ADMINISTRATOR);
  const ministry = await portal.organisation(Role.BUDGET_OFFICER);
  const { createContract } = await ministry
    .as(Role.BUDGET_OFFICER)
    .expectData<{ createContract: { id: string } }>('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
      input: contractInput({ number: 'K-1', title: '基盤DB 保守', productName: '基盤DB', productVersion: '16系' }),
    });
  contractId = createContract.id;
  ministryId = ministry.id;
  await portal.person(ministry.id, 'officer@ministry', Role.BUDGET_OFFICER);
  operator = await portal.enter('operator@portal');
  officer = await portal.enter('officer@ministry');
}, 60_000);
afterAll(() => portal.close());

const choose = async (content: unknown, name: string): Promise<void> => {
  await operator
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(content)) });
  await operator.getByRole('heading', { name: `試し取込みの結果：${name}` }).waitFor();
  await settled(operator);
};
const open = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${portal.address}${path}`);
  await settled(page);
};
/** Contracts that open from a column of when support ends. */
async function contractsAmongEnds(column: string): Promise<string[]> {
  await open(officer, `/expiries?kind=SUPPORT_END&row=${ministryId}&column=${column}`);
  await officer.locator('#expiry-cell').waitFor();
  await settled(officer);
  return officer.locator('section[aria-labelledby=expiry-cell] tbody th a').allInnerTexts();
}
const text = (page: Page): Promise<string> => page.locator('main').innerText();

it('shows whoever operates the portal what a file holds before it is brought in, and afterwards its day and who did it', async () => {
  await operator.getByRole('link', { name: 'ライフサイクル情報' }).click();
  await operator.getByRole('heading', { level: 1, name: 'ライフサイクル情報' }).waitFor();
  await choose(file, 'first.json');
  expect(await text(operator)).toContain(`新規 ${file.products.length} 件、変更 0 件、なくなるもの 0 件`);
  expect(await text(operator)).toContain('まだ何も変わっていません');
  await operator.getByRole('button', { name: 'この内容に入れ替える' }).click();
  await operator.getByText('2026年8月22日（令和8年） 時点の情報に入れ替えました').waitFor();
  await settled(operator);
  const facts = await operator.getByRole('region', { name: '現在の情報' }).innerText();
  expect(facts).toContain('2026年8月22日');
  expect(facts).toContain('operator@portal');
});

it('tells where a file is wrong, and of a newer one which products go and which ends move', async () => {
  const broken = structuredClone(file);
  const product = broken.products[0]!;
  product.cycles[0]!.eol = '2027-02-30';
  await choose(broken, 'broken.json');
  expect(await operator.getByRole('table', { name: 'ファイルの誤り' }).locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(new RegExp(`${product.id} の ${product.cycles[0]!.cycle}[^]*eol は実在する日付`)),
  ]);
  expect(await operator.getByRole('button', { name: 'この内容に入れ替える' }).count()).toBe(0);

  const newer = structuredClone(file);
  newer.source['commitDate'] = '2026-10-01';
  newer.products = newer.products.filter(({ id }) => id !== 'nginx');
  newer.products.find(({ id }) => id === 'postgresql')!.cycles.find(({ cycle }) => cycle === '16')!.eol = END;
  await choose(newer, 'newer.json');
  expect(await text(operator)).toContain('なくなる製品：nginx');
  expect(await operator.getByRole('table', { name: '変わる終了日' }).locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(new RegExp(`PostgreSQL ／ 16[^]*サポート終了[^]*2028/11/09[^]*${END.replaceAll('-', '/')}`)),
  ]);
  await operator.getByRole('button', { name: 'この内容に入れ替える' }).click();
  await operator.getByText('2026年10月1日（令和8年） 時点の情報に入れ替えました').waitFor();
});

it('lets a ministry match a product with the keyboard alone, and shows the end of its support on the contract and among the ends', async () => {
  await open(officer, `/contracts/${contractId}`);
  await officer.getByText('該当する製品が見つかりません').waitFor();
  expect(await contractsAmongEnds('UNKNOWN')).toEqual(['基盤DB 保守']);
  await open(officer, `/contracts/${contractId}`);
  await officer.getByRole('link', { name: 'この製品の照合を見る' }).press('Enter');
  const table = officer.getByRole('table', { name: '契約の製品と照合' });
  await table.waitFor();
  await settled(officer);
  expect(await table.locator('tbody tr').allInnerTexts()).toEqual([expect.stringMatching(/基盤DB 16系[^]*未照合（不明）[^]*不明/)]);

  await officer.getByRole('button', { name: /^製品を指定/ }).press('Enter');
  const product = officer.getByRole('combobox', { name: /^製品/ });
  await officer.getByRole('radio', { name: '一覧から製品を選ぶ' }).press('Tab');
  expect(await officer.evaluate('document.activeElement.getAttribute("role")')).toBe('combobox');
  await officer.keyboard.type('postg');
  await officer.getByRole('option', { name: /^PostgreSQL/ }).waitFor();
  // The answer to the last letter may still replace that to an earlier one, and with it what the arrow key chose.
  await settled(officer);
  await officer.keyboard.press('ArrowDown');
  expect(await officer.getByRole('option', { selected: true }).innerText()).toContain('PostgreSQL');
  await officer.keyboard.press('Enter');
  expect(await product.inputValue()).toBe('PostgreSQL');
  await officer.getByLabel(/^バージョン系列/).waitFor();
  await product.press('Enter');
  await officer.getByText('製品の照合を記録しました').waitFor();
  await settled(officer);
  expect(await table.locator('tbody tr').allInnerTexts()).toEqual([
    expect.stringMatching(new RegExp(`PostgreSQL ／ 16[^]*担当者が指定した製品と照合しました[^]*${END_IN_WORDS}[^]*2026年10月1日`)),
  ]);

  await open(officer, `/contracts/${contractId}`);
  await officer.getByText(END_IN_WORDS).waitFor();
  expect(await contractsAmongEnds(`${END.slice(0, 7)}-01`)).toEqual(['基盤DB 保守']);
  expect(await contractsAmongEnds('UNKNOWN')).toEqual([]);
});

it('keeps "in no list" as a state of its own, and takes back what was said', async () => {
  await open(officer, '/support-ends/products');
  const row = officer.getByRole('table', { name: '契約の製品と照合' }).locator('tbody tr');
  await officer.getByRole('button', { name: /^製品を指定/ }).click();
  await officer.getByRole('radio', { name: '一覧にない製品である' }).check();
  await officer.getByRole('button', { name: '記録する' }).click();
  await officer.getByText('製品の照合を記録しました').waitFor();
  await settled(officer);
  expect(await row.innerText()).toContain('一覧にない製品');
  await officer.getByRole('button', { name: /^指定を取り消す/ }).click();
  await officer.getByText('指定を取り消しました').waitFor();
  await settled(officer);
  expect(await row.innerText()).toContain('未照合（不明）');
});
