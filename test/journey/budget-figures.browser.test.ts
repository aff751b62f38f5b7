import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type ExpectedLedger, expectedLedger, importLedger, ledgerOf, openLedger } from '../support/contracts.ts';
import { type BrowserPortal, openBrowserPortal } from '../support/open-browser.ts';
import { settled } from '../support/settled.ts';

/** The figures that the ledgers of ten ministries hold, on the screen of somebody who reads them all, as of the day of the figures. */
const AS_OF = 'asof=2026-11-22&unit=yen';
let portal: BrowserPortal;
let expected: ExpectedLedger;
let page: Page;

beforeAll(async () => {
  portal = await openBrowserPortal();
  expected = await expectedLedger();
  const readers = await portal.organisation();
  for (const corporateNumber of Object.keys(expected.requestFY2027.byMinistry)) {
    const { officer } = await openLedger(portal, corporateNumber);
    await importLedger(officer, await ledgerOf(corporateNumber));
    await officer.expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
      input: { granteeOrganisationId: readers.id, role: 'AUDITOR' },
    });
  }
  await portal.person(readers.id, 'reader', Role.AUDITOR);
  page = await portal.enter('reader');
}, 180_000);
afterAll(() => portal.close());

async function open(path: string): Promise<void> {
  await page.goto(`${portal.address}${path}`);
  await settled(page);
}
/** The first line of each cell of a table, by the heading of its row. */
async function rowsOf(caption: string): Promise<Map<string, string[]>> {
  const rows = page.getByRole('table', { name: caption, exact: true }).getByRole('row');
  await rows.nth(1).waitFor();
  const texts = await rows.evaluateAll(all =>
    all
      .slice(1)
      .map(row =>
        [...row.querySelectorAll('th, td')].map(cell =>
          (cell.querySelector('div') as unknown as { innerText: string }).innerText.split('\n')[0]!.trim(),
        ),
      ),
  );
  return new Map(texts.map(([heading, ...cells]) => [heading!, cells]));
}
const inYen = (yen: number): string => yen.toLocaleString('ja');

it.each([2027, 2028] as const)('shows the request of FY%i in total, by ministry and by kind', async year => {
  const wanted = expected[`requestFY${year}`];
  await open(`/budget/${year}?${AS_OF}`);
  const [parts, standings] = [await rowsOf('この年度の要求に入れるもの'), await rowsOf('契約の区分')];
  const renewals = [String(wanted.contracts), inYen(wanted.fullYearYen), inYen(wanted.inYearProRataYen)];
  expect([parts.get('この年度に更新')!.slice(0, 3), standings.get('この年度に更新')!.slice(0, 3)]).toEqual([renewals, renewals]);
  expect(standings.get('終了日不明')![0]).toBe('22');
  const amount = (text: string): number => Number(text.replaceAll(',', ''));
  const payable = parts.get('合計（更新と後年度負担）')!;
  expect(amount(payable[2]!)).toBe(wanted.inYearProRataYen + amount(parts.get('既存契約の後年度負担')![2]!));

  const byMinistry = await rowsOf('この年度に更新の内訳');
  for (const [number, { contracts, fullYearYen }] of Object.entries(wanted.byMinistry)) {
    const [, cells] = [...byMinistry].find(([name]) => name.includes(number === '8000012010038' ? 'デジタル庁' : number))!;
    expect([number, ...cells.slice(0, 2)]).toEqual([number, String(contracts), inYen(fullYearYen)]);
  }
  await open(`/budget/${year}?${AS_OF}&by=KIND`);
  const byKind = await rowsOf('この年度に更新の内訳');
  expect(Object.fromEntries(Object.keys(wanted.byKind).map(kind => [kind, Number(byKind.get(kind)![0])]))).toEqual(wanted.byKind);
});

it('shows what has ended, falls into the year under way and ends soon, and opens it into just those lines', async () => {
  const { ended, endingWithin90Days, renewalFallsInCurrentFY2026 } = expected['asOf2026-11-22'];
  await open(`/budget/2027?${AS_OF}`);
  const standings = await rowsOf('契約の区分');
  expect([standings.get('終了済み')![0], standings.get('現年度に更新')![0]]).toEqual([String(ended), String(renewalFallsInCurrentFY2026)]);
  await page.getByRole('link', { name: `90日以内に終了する契約は ${endingWithin90Days} 件です。` }).click();
  await settled(page);
  expect(await page.getByRole('table', { name: '契約の明細' }).getByRole('rowheader').count()).toBe(endingWithin90Days);
  expect((await rowsOf('すべての契約の内訳')).get('合計')![0]).toBe(String(endingWithin90Days));
});

it('opens a count of what to look into into lines whose values add up to the sums above them', async () => {
  await open(`/budget/2027?${AS_OF}`);
  const table = page.getByRole('table', { name: 'この年度の要求に入れるもの' });
  const badge = table.getByRole('link', { name: /^通知期限切れ \d+ 件$/ });
  const count = Number(/\d+/.exec(await badge.innerText())![0]);
  await badge.click();
  await settled(page);
  const lines = page.getByRole('table', { name: '契約の明細' });
  expect(await lines.getByRole('rowheader').count()).toBe(count);
  expect(await lines.getByText('通知期限切れ', { exact: true }).count()).toBe(count);
  const cells = await lines
    .getByRole('row')
    .evaluateAll(rows =>
      rows
        .slice(1)
        .map(row => (row.querySelectorAll('td')[2]!.querySelector('div') as unknown as { innerText: string }).innerText.split('\n')[0]!),
    );
  const sum = cells.reduce((yen, text) => yen + Number(text.replaceAll(',', '')), 0);
  expect((await rowsOf('この年度に更新の内訳')).get('合計')![2]).toBe(inYen(sum));
});

it('shows each ministry the rows of its ledger that are refused', { timeout: 120_000 }, async () => {
  const seen: string[] = [];
  for (const corporateNumber of Object.keys(expected.requestFY2027.byMinistry)) {
    const ledger = await ledgerOf(corporateNumber);
    const text = new TextDecoder('shift_jis').decode(ledger);
    const refused = expected.refusedRowsBecauseEndDateCannotBeRead.filter(number => text.includes(number));
    if (!refused.length) continue;
    const own = await portal.enter(`budget@${corporateNumber}`);
    await own.goto(`${portal.address}/contracts/import`);
    await own.locator('input[type=file]').setInputFiles({ name: '契約台帳.csv', mimeType: 'text/csv', buffer: ledger });
    await own.getByText('直し方:').first().waitFor();
    for (const number of refused) if (await own.getByText(number).count()) seen.push(number);
    await own.context().close();
  }
  expect(seen.toSorted()).toEqual(expected.refusedRowsBecauseEndDateCannotBeRead);
});
