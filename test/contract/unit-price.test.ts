import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput, importLedger } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** An amount may be the price of one: what all of the quantity costs is what the budget has to pay. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const keeper = async (): Promise<Person> => (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
const CREATE = 'mutation ($input: CreateContractInput!) { createContract(input: $input) { extendedAmountYen } }';
const FIGURES = 'contractCount fullYearYen inYearYen unknownAmountCount';
const renewals = async (person: Person): Promise<object> =>
  (
    await person.expectData<{ budgetRequest: { total: object } }>(
      `{ budgetRequest(fiscalYear: 2027, by: KIND, standing: RENEWAL, asOf: "2026-11-22") { total { ${FIGURES} } } }`,
    )
  ).budgetRequest.total;
const term = { startsOn: '2025-10-01', endsOn: '2027-09-30' };

it('costs its quantity times the price of one, for a year or over the term', async () => {
  const person = await keeper();
  const create = (input: object) => person.expectData(CREATE, { input: contractInput({ ...term, ...input }) });
  expect(await create({ amountYen: 1200, amountBasis: 'UNIT_PER_YEAR', quantity: 150 })).toEqual({
    createContract: { extendedAmountYen: 180_000 },
  });
  expect(await create({ amountYen: 1000, amountBasis: 'UNIT_TOTAL', quantity: 48, kind: 'LEASE' })).toEqual({
    createContract: { extendedAmountYen: 48_000 },
  });
  // 180,000 a year and 48,000 in two years; from October half of it.
  expect(await renewals(person)).toEqual({ contractCount: 2, fullYearYen: 204_000, inYearYen: 102_000, unknownAmountCount: 0 });
});

it('is unknown while the quantity is, which is not nothing', async () => {
  const person = await keeper();
  expect(await person.expectData(CREATE, { input: contractInput({ ...term, amountYen: 1200, amountBasis: 'UNIT_PER_YEAR' }) })).toEqual({
    createContract: { extendedAmountYen: null },
  });
  expect(await renewals(person)).toMatchObject({ contractCount: 1, fullYearYen: 0, unknownAmountCount: 1 });
});

it('is refused where all of the quantity is more than can be reckoned with', async () => {
  const person = await keeper();
  const input = contractInput({ amountYen: 9_007_199_254_740_991, amountBasis: 'UNIT_TOTAL', quantity: 2 });
  const { extensions } = await person.expectRefusal(CREATE, { input });
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'amountYen' });
  const fileId = await person.upload(
    'ledger.csv',
    Buffer.from('契約番号,種別,件名,終了日,金額,金額区分,契約数量\r\nC-1,運用,件名,,9007199254740991,単価・総額,2\r\n'),
  );
  expect(
    await person.expectData('query ($fileId: ID!) { contractImport(fileId: $fileId) { rows { status problems { code cell } } } }', {
      fileId,
    }),
  ).toEqual({ contractImport: { rows: [{ status: 'REFUSED', problems: [{ code: 'OUT_OF_RANGE', cell: 'E2' }] }] } });
});

it('is refused where a year of it would be, as that of a term of a month is twelve times as much', async () => {
  const person = await keeper();
  const month = { startsOn: '2027-09-01', endsOn: '2027-09-30', amountBasis: 'TOTAL' };
  const { extensions } = await person.expectRefusal(CREATE, { input: contractInput({ ...month, amountYen: 750_599_937_895_083 }) });
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'amountYen' });
  await person.expectData(CREATE, { input: contractInput({ ...month, amountYen: 750_599_937_895_082 }) });
  expect(await renewals(person)).toMatchObject({ fullYearYen: 9_007_199_254_740_984 });
});

it.each([
  ['金額,金額区分', '単価・年額', 'UNIT_PER_YEAR'],
  ['金額,金額区分', '単価（総額）', 'UNIT_TOTAL'],
  ['金額,Basis', 'Unit price per year', 'UNIT_PER_YEAR'],
  ['金額,金額区分', '年額', 'PER_YEAR'],
])('is read from a ledger with %s as “%s”', async (headings, basis, expected) => {
  const person = await keeper();
  const rows = [`契約番号,種別,件名,終了日,${headings},契約数量`, `C-1,通信回線,件名,2027-09-30,"1,200",${basis},10`];
  expect(await importLedger(person, Buffer.from(`${rows.join('\r\n')}\r\n`))).toMatchObject({ newCount: 1 });
  expect(await person.expectData('{ contracts { items { kind amountYen amountBasis } } }')).toEqual({
    contracts: { items: [{ kind: 'NETWORK', amountYen: 1200, amountBasis: expected }] },
  });
});

it('is read as a price where a person has said that 単価（年額） heads the amounts', async () => {
  const person = await keeper();
  const bytes = Buffer.from('契約番号,種別,件名,終了日,単価（年額）,契約数量\r\nC-1,その他,件名,2027-09-30,500,3\r\n');
  const fileId = await person.upload('ledger.csv', bytes);
  await person.expectData('mutation ($input: SaveLedgerHeadingsInput!) { saveLedgerHeadings(input: $input) { fileId } }', {
    input: { fileId, headings: [{ heading: '単価（年額）', field: 'amount', version: 0 }] },
  });
  expect(await importLedger(person, bytes)).toMatchObject({ newCount: 1 });
  expect(await person.expectData('{ contracts { items { amountBasis extendedAmountYen } } }')).toEqual({
    contracts: { items: [{ amountBasis: 'UNIT_PER_YEAR', extendedAmountYen: 1500 }] },
  });
});
