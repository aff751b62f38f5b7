import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openTitles } from '../../server/contract/open-title.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { contractInput, importLedger, ledgerOf } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** What is published of the ledger tells what was bought from whom, and nothing of how systems are built. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

describe('titles', () => {
  it.each([
    ['Red Hat Enterprise Linux 7 ソフトウェア保守', '（非公開） ソフトウェア保守'],
    ['nginx 1.26 クラウド利用', '（非公開） クラウド利用'],
    ['ＮＧＩＮＸ　１．２６　の保守', '（非公開） の保守'],
    ['端末 Windows 11 24H2 の保守', '端末 （非公開） 24H2 の保守'],
    ['基盤ソフト 2.4.1 更新', '基盤ソフト （非公開） 更新'],
    ['Google 検索の運用 令和8年度', 'Google 検索の運用 令和8年度'],
    ['端末２０台の保守', '端末２０台の保守'],
  ])('lose names and releases: %s', (title, open) => {
    expect(openTitles(['Red Hat Enterprise Linux', 'Linux', 'nginx', 'Windows', 'Go'], 'ja')(title)).toBe(open);
  });
});

async function opened(person: Person, format = 'csv'): Promise<string[][]> {
  const { bytes } = await person.download(`open-contracts.${format}?lang=ja`);
  const { sheets } = await readSpreadsheet(`open.${format}`, bytes);
  return sheets[0]!.rows.map(({ cells }) => cells.map(cell => cell ?? ''));
}

it('holds each own contract once, with what is unknown said, and neither product nor plan', async () => {
  const ministry = await portal.organisation(Role.BUDGET_OFFICER);
  const officer = ministry.as(Role.BUDGET_OFFICER);
  const create = (input: object) =>
    officer.expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
      input: contractInput({ ...input }),
    });
  await create({
    number: 'K-1',
    title: '秘密DB 12 の保守',
    productName: '秘密DB',
    productVersion: '12.3',
    productIdentifier: 'himitsu',
    vendorName: '株式会社例',
    endsOn: '2027-03-31',
    stopsOn: '2027-01-31',
    supportEndsOn: '2026-12-31',
    supportEndSource: '告知',
    amountYen: 1200,
    usedQuantity: 987_654,
    documentUrls: ['https://example.go.jp/himitsu.pdf'],
  });
  await create({ number: 'K-2', title: '運用', kind: 'OPERATION' });
  const other = await portal.organisation(Role.BUDGET_OFFICER);
  await other.as(Role.BUDGET_OFFICER).expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
    input: contractInput({ number: 'K-3' }),
  });
  for (const format of ['csv', 'xlsx']) {
    const [headings, ...rows] = await opened(officer, format);
    expect(rows.map(row => Object.fromEntries(row.map((cell, place) => [headings![place], cell])))).toMatchObject([
      { 契約番号: 'K-1', 件名: '（非公開） の保守', 事業者: '株式会社例', 終了日: '2027-03-31', '金額（円）': '1200' },
      { 契約番号: 'K-2', 件名: '運用', 事業者: '不明', 開始日: '不明', 終了日: '不明', '金額（円）': '不明', 経費区分: '不明' },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/秘密|12\.3|himitsu|2027-01-31|2026-12-31|告知|987654/);
  }
});

it('names no product of a ledger as ministries keep it', async () => {
  const officer = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
  const { sheets } = await readSpreadsheet('ledger.csv', await ledgerOf('8000012050001'));
  const [headings, ...rows] = sheets[0]!.rows.map(({ cells }) => cells) as [string[], ...string[][]];
  const at = (heading: string): number => headings.indexOf(heading);
  const products = [...new Set(rows.map(row => row[at('製品名')]!).filter(Boolean))];
  expect(products.length).toBeGreaterThan(5);
  const csv = [headings, ...rows.map(row => row.with(at('府省法人番号'), '').with(at('情報システムID'), ''))]
    .map(row => row.map(cell => `"${(cell ?? '').replaceAll('"', '""')}"`).join(','))
    .join('\r\n');
  await importLedger(officer, Buffer.from(`${csv}\r\n`));
  const titles = (await opened(officer)).slice(1).map(row => row[4]!);
  expect(titles.length).toBeGreaterThan(8);
  expect(titles.filter(title => products.some(product => title.includes(product)))).toEqual([]);
  expect(titles.filter(title => /\d/.test(title))).toEqual([]);
});
