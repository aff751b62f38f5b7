import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

let portal: TestPortal;
let officer: Person;
/** Ids of the contracts by their numbers. */
const ids = new Map<string, string>();

const RUNS = { startsOn: '2025-04-01', endsOn: '2030-03-31', kind: 'OPERATION' };
const CONTRACTS: Record<string, object> = {
  renewed: { ...RUNS, endsOn: '2027-09-30', amountYen: 1_499_999, noticeDays: 400, leadTimeDays: 30, stopsOn: '2027-06-30' },
  running: { ...RUNS, amountYen: 5_000_001 },
  licence: { ...RUNS, kind: 'LICENCE', amountBasis: 'TOTAL', amountYen: 7, licenceEndsOn: '2027-06-30' },
  unfunded: { ...RUNS, endsOn: '2026-12-31', amountYen: 4000, years: [{ fiscalYear: 2026, budgetedYen: 0 }] },
  funded: { ...RUNS, endsOn: '2026-12-31', amountYen: 4000, years: [{ fiscalYear: 2026, budgetedYen: 1000 }] },
  unknown: { amountYen: 9 },
};

beforeAll(async () => {
  portal = await openPortal();
  officer = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
  for (const [number, contract] of Object.entries(CONTRACTS)) {
    const { createContract } = await officer.expectData<{ createContract: { id: string } }>(
      'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
      { input: contractInput({ number, ...contract }) },
    );
    ids.set(number, createContract.id);
  }
});
afterAll(() => portal.close());

/** The cells of the sheet, each row by the headings. */
async function sheet(query: string): Promise<Record<string, string>[]> {
  const { bytes } = await officer.download(`budget-request/2027.csv?lang=en&asof=2026-11-22${query}`);
  const [read] = (await readSpreadsheet('request.csv', bytes)).sheets;
  const [headings, ...rows] = read!.rows.map(row => row.cells) as [string[], ...string[][]];
  return rows.map(row => Object.fromEntries(headings.map((heading, place) => [heading, row[place] ?? ''])));
}
const standings = (rows: readonly Record<string, string>[]) =>
  rows.filter(row => row['Standing']).map(row => `${row['Contract number']}: ${row['Standing']}`);

it('holds what the year has to pay, to decide and to find out, and what the year under way does not fund', async () => {
  const rows = await sheet('');
  expect(standings(rows)).toEqual([
    'unknown: End unknown, to be found out',
    'licence: Licence ends, to be decided',
    'renewed: Renewal',
    'renewed: Running contract',
    'licence: Running contract',
    'running: Running contract',
    'unfunded: Renewal of the year under way, funding to be looked into',
  ]);
});

it('adds up each part and both together, without and with what may need no renewal, and what is missing', async () => {
  const rows = (await sheet('')).filter(row => row['Contract number']!.startsWith('Total'));
  expect(rows.map(row => [row['Contract number'], row['In the year (yen)'], row['Missing in the year under way (yen)']])).toEqual([
    ['Total of renewals', '749999', '0'],
    ['Total of running contracts', '5750001', '0'],
    ['Total of renewals and running contracts', '6500000', '0'],
    ['Total without what may need no renewal', '5750001', '0'],
    ['Total of what the year under way does not fund', '1000', '1000'],
  ]);
});

it('says what is too late, what is unknown and what stands on another line, and leads to the contract', async () => {
  const rows = await sheet('');
  const [renewal, running] = rows.filter(row => row['Contract number'] === 'renewed');
  expect(renewal).toMatchObject({ 'Ends on': '2027-09-30', 'Notice by': '2026-08-26', Notice: 'Passed', Procurement: 'Ahead' });
  expect(running).toMatchObject({
    'Full year (yen)': 'On another line',
    'In the year (yen)': '750000',
    'Executed two years before (yen)': 'On another line',
  });
  expect(new URL(renewal!['Link to the contract']!).pathname).toBe(`/contracts/${ids.get('renewed')}`);
  const licence = (await officer.download('budget-request/2027.csv?lang=ja&asof=2026-11-22')).bytes
    .toString()
    .split('\r\n')
    .find(line => line.startsWith('licence,') && line.includes('ライセンス期限の到来'))!;
  expect(licence).toContain('2030-03-31,2027-06-30,');
  expect(licence).toContain('不明,不明,ほかの行に計上');
});

it.each([
  ['thousand', 'thousand yen', '750', '5750', '6500'],
  ['million', 'million yen', '1', '6', '7'],
  ['hundredMillion', 'hundred million yen', '0', '0.1', '0.1'],
])('follows the unit %s, with sums rounded from yen', async (unit, name, renewals, running, both) => {
  const rows = await sheet(`&unit=${unit}`);
  const totals = rows.filter(row => row['Contract number']!.startsWith('Total of r'));
  expect(totals.map(row => row[`In the year (${name})`])).toEqual([renewals, running, both]);
  expect(rows.at(-1)!['Contract number']).toContain(`Amounts are in ${name}`);
});

it('obeys the mark that the page is narrowed to, and refuses one that there is not', async () => {
  expect(standings(await sheet('&mark=NOTICE_MISSED'))).toEqual(['renewed: Renewal']);
  expect((await officer.download('budget-request/2027.csv?mark=NONSENSE')).status).toBe(404);
  expect((await officer.download('budget-request/2027.csv?asof=2026-02-30')).status).toBe(400);
});
