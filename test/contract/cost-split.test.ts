import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput, importLedger } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** One contract may be paid by both classes of cost: a part of its amount as 整備経費, and the rest as 運用等経費 (F-065). */
let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const keeper = async (): Promise<Person> => (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
const CREATE = 'mutation ($input: CreateContractInput!) { createContract(input: $input) { costClass developmentYen } }';
const term = { startsOn: '2025-10-01', endsOn: '2027-09-30', costClass: 'BOTH' };

it('is paid by each class to the yen, 整備経費 rounded down', async () => {
  const person = await keeper();
  const years = [{ fiscalYear: 2027, requestedYen: 100 }];
  const input = contractInput({ ...term, amountYen: 1000, amountBasis: 'PER_YEAR', developmentYen: 333, years });
  expect(await person.expectData(CREATE, { input })).toEqual({ createContract: { costClass: 'BOTH', developmentYen: 333 } });
  const { budgetRequest } = await person.expectData<{ budgetRequest: { groups: object[] } }>(
    `{ budgetRequest(fiscalYear: 2027, by: COST_CLASS, standing: RENEWAL, asOf: "2026-11-22") {
      groups { key figures { contractCount fullYearYen inYearYen requestedYen } } } }`,
  );
  // Half of the year is paid: 333 and 1000 of a year are 166 and 500.
  expect(budgetRequest.groups).toEqual([
    { key: 'OPERATION', figures: { contractCount: 1, fullYearYen: 667, inYearYen: 334, requestedYen: 67 } },
    { key: 'DEVELOPMENT', figures: { contractCount: 1, fullYearYen: 333, inYearYen: 166, requestedYen: 33 } },
  ]);
  const found = await person.expectData(`{ development: contracts(filter: { costClass: DEVELOPMENT }) { totalCount }
    operation: contracts(filter: { costClass: OPERATION }) { totalCount } unknown: contracts(filter: { costClass: UNKNOWN }) { totalCount } }`);
  expect(found).toEqual({ development: { totalCount: 1 }, operation: { totalCount: 1 }, unknown: { totalCount: 0 } });
});

it.each([
  ['a part of nothing', { amountYen: null, developmentYen: 1 }],
  ['no part', { amountYen: 1000 }],
  ['more than all', { amountYen: 1000, developmentYen: 1001 }],
  ['less than nothing', { amountYen: 1000, developmentYen: -1 }],
  ['a part of a yen', { amountYen: 1000, developmentYen: 0.5 }],
  ['a part of one class', { amountYen: 1000, developmentYen: 1, costClass: 'OPERATION' }],
])('is refused with %s', async (_what, input) => {
  const person = await keeper();
  const { extensions } = await person.expectRefusal(CREATE, { input: contractInput({ ...term, ...input }) });
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'developmentYen' });
});

const HEADINGS = '契約番号,種別,件名,終了日,金額（千円）,金額区分,経費区分,うち整備経費（千円）';
const ledger = (...rows: string[]): Buffer => Buffer.from([HEADINGS, ...rows].join('\r\n'));

it('comes from a ledger in the unit of its heading, and is given up where the ledger says one class', async () => {
  const person = await keeper();
  await importLedger(person, ledger('C-1,運用,件名,2027-09-30,1000,年額,両方,300.5'), 'ledger.csv', false);
  const read = () => person.expectData('{ contracts { items { amountYen costClass developmentYen } } }');
  expect(await read()).toEqual({ contracts: { items: [{ amountYen: 1_000_000, costClass: 'BOTH', developmentYen: 300_500 }] } });
  await importLedger(
    person,
    Buffer.from('契約番号,種別,件名,終了日,経費区分\r\nC-1,運用,件名,2027-09-30,運用等経費\r\n'),
    'ledger.csv',
    false,
  );
  expect(await read()).toEqual({ contracts: { items: [{ amountYen: 1_000_000, costClass: 'OPERATION', developmentYen: null }] } });
});

it('is refused in a ledger where part, class and amount do not go together', async () => {
  const person = await keeper();
  const rows = ['1000,年額,両方,', '1000,年額,両方,1001', '1000,年額,運用等経費,1', ',,両方,1'];
  const fileId = await person.upload('ledger.csv', ledger(...rows.map((row, place) => `C-${place},運用,件名,2027-09-30,${row}`)));
  const { contractImport } = await person.expectData<{ contractImport: { rows: object[] } }>(
    'query ($fileId: ID!) { contractImport(fileId: $fileId) { rows { status problems { code cell } } } }',
    { fileId },
  );
  expect(contractImport.rows).toEqual(
    rows.map((_, place) => ({ status: 'REFUSED', problems: [{ code: 'MISMATCH', cell: `H${place + 2}` }] })),
  );
});

it('stands in the draft of the request with the part of each class', async () => {
  const person = await keeper();
  await person.expectData(CREATE, { input: contractInput({ ...term, amountYen: 1000, developmentYen: 333 }) });
  const lines = async (query: string): Promise<string[]> =>
    new TextDecoder().decode((await person.download(`budget-request/2027.csv?lang=en&asof=2026-11-22${query}`)).bytes).split('\r\n');
  const cells = async (query: string): Promise<(string | undefined)[]> => {
    const [headings, renewal] = (await lines(query)).map(line => line.split(','));
    return ['In the year (yen)', 'Development in the year (yen)', 'Operation in the year (yen)'].map(
      heading => renewal![headings!.indexOf(heading)],
    );
  };
  expect(await cells('')).toEqual(['500', '166', '334']);
  expect(await cells('&class=OPERATION')).toEqual(['334', '0', '334']);
});
