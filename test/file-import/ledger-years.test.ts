import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput, importLedger } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** Figures of fiscal years in the ledger: read, written so that they are read again as the same, and refused where the form refuses them. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const keeper = async (): Promise<Person> => (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
const csv = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n`);

interface Row {
  status: string;
  changes: { field: string; before: string | null; after: string | null }[];
  problems: { code: string; cell: string; column: string; value: string | null; message: string; remedy: string }[];
}
async function dryRun(person: Person, bytes: Uint8Array): Promise<Row[]> {
  const fileId = await person.upload('ledger.csv', bytes);
  const { contractImport } = await person.expectData<{ contractImport: { rows: Row[] } }>(
    `query ($fileId: ID!) { contractImport(fileId: $fileId) {
      rows { status changes { field before after } problems { code cell column value message remedy } } } }`,
    { fileId },
  );
  return contractImport.rows;
}
async function yearsOf(person: Person): Promise<object[][]> {
  const { contracts } = await person.expectData<{ contracts: { items: { number: string; years: object[] }[] } }>(
    '{ contracts(first: 100) { items { number years { fiscalYear obligationYen requestedYen budgetedYen executedYen callCount } } } }',
  );
  return contracts.items.toSorted((one, other) => one.number.localeCompare(other.number)).map(({ years }) => years);
}
const NOTHING = { obligationYen: null, requestedYen: null, budgetedYen: null, executedYen: null, callCount: null };

describe('columns of fiscal years', () => {
  it('are read in each way in which they are headed, in the unit of their heading or else that of the row', async () => {
    const person = await keeper();
    const bytes = csv(
      '契約番号,種別,件名,開始日,終了日,金額,金額単位,金額区分,令和8年度額,R9年度年割額（円）,FY2028,2027年度概算要求額（千円）,令和8(2026)年度予算額（百万円）,2026年度執行額,R8年度呼出回数',
      'C-1,運用,件名,2026-04-01,R11.3.31,"3,000",千円,総額,"1,000","1,000,000","1,000","1,200",5,999,12',
    );
    expect(await importLedger(person, bytes)).toMatchObject({ newCount: 1, refusedCount: 0 });
    expect(await yearsOf(person)).toEqual([
      [
        { fiscalYear: 2026, obligationYen: 1_000_000, requestedYen: null, budgetedYen: 5_000_000, executedYen: 999_000, callCount: 12 },
        { ...NOTHING, fiscalYear: 2027, obligationYen: 1_000_000, requestedYen: 1_200_000 },
        { ...NOTHING, fiscalYear: 2028, obligationYen: 1_000_000 },
      ],
    ]);
    expect(await importLedger(person, bytes)).toMatchObject({ changedCount: 0, unchangedCount: 1 });
  });

  it('are read to the last yen, however much it is', async () => {
    const person = await keeper();
    const bytes = csv(
      '契約番号,種別,件名,終了日,金額,金額区分,2026年度執行額,2026年度予算額（千円）',
      'C-1,運用,件名,,9007199254740991,年額,936774321307,98765432.109',
    );
    expect((await dryRun(person, bytes))[0]!.changes).toEqual(
      expect.arrayContaining([
        { field: 'amountYen', before: null, after: '9007199254740991' },
        { field: 'years.2026.executedYen', before: null, after: '936774321307' },
        { field: 'years.2026.budgetedYen', before: null, after: '98765432109' },
      ]),
    );
  });

  it('change what they name and leave the rest, a blank cell saying that it is unknown', async () => {
    const person = await keeper();
    const head = '契約番号,種別,件名,終了日';
    await importLedger(person, csv(`${head},2026年度予算額,2026年度執行額,2027年度要求額`, 'C-1,運用,件名,2027-03-31,10,9,11'));
    const bytes = csv(`${head},2026年度執行額,2027年度要求額`, 'C-1,運用,件名,2027-03-31,8,');
    expect((await dryRun(person, bytes))[0]!.changes).toEqual([
      { field: 'years.2026.executedYen', before: '9', after: '8' },
      { field: 'years.2027.requestedYen', before: '11', after: null },
    ]);
    await importLedger(person, bytes);
    expect(await yearsOf(person)).toEqual([[{ ...NOTHING, fiscalYear: 2026, budgetedYen: 10, executedYen: 8 }]]);
  });

  it('tell a late writer of the contract', async () => {
    const person = await keeper();
    const version = async (): Promise<number> =>
      (await person.expectData<{ contracts: { items: { version: number }[] } }>('{ contracts { items { version } } }')).contracts.items[0]!
        .version;
    await importLedger(person, csv('契約番号,種別,件名,終了日', 'C-1,運用,件名,'));
    const before = await version();
    await importLedger(person, csv('契約番号,種別,件名,終了日,2027年度要求額', 'C-1,運用,件名,,5'));
    expect(await version()).toBeGreaterThan(before);
  });

  const HEAD = '契約番号,種別,件名,開始日,終了日,金額,金額区分';
  it.each([
    ['a sum that is not the total', `${HEAD},2026年度額,2027年度額`, '2026-04-01,2028-03-31,30,総額,10,19', 'SUM', 'H2', '一致しません'],
    ['parts of a yearly amount', `${HEAD},2026年度額`, '2026-04-01,2028-03-31,30,年額,30', 'SUM', 'H2', '年額で登録'],
    [
      'a year outside the contract',
      `${HEAD},2026年度額,2028年度額`,
      '2026-04-01,2028-03-31,30,総額,10,20',
      'OUTSIDE_CONTRACT',
      'I2',
      '2028年度は契約期間',
    ],
    [
      'more than five years',
      `${HEAD},2026年度額,2027年度額,2028年度額,2029年度額,2030年度額,2031年度額`,
      '2026-04-01,2032-03-31,6,総額,1,1,1,1,1,1',
      'TOO_MANY_YEARS',
      'H2',
      '5か年度まで',
    ],
    ['what is no amount', `${HEAD},2026年度額`, '2026-04-01,2028-03-31,30,総額,約30', 'NUMBER', 'H2', '金額として読めない'],
  ])('refuse %s, with place and remedy', async (_, head, cells, code, cell, message) => {
    const person = await keeper();
    const [row] = await dryRun(person, csv(head, `C-1,運用,件名,${cells}`));
    expect(row).toMatchObject({ status: 'REFUSED', problems: [{ code, cell, remedy: expect.stringMatching(/./) }] });
    expect(row!.problems[0]!.message).toContain(message);
  });

  it('refuse a new total that the parts on record do not add up to, and nothing that stays as it is', async () => {
    const person = await keeper();
    const head = '契約番号,種別,件名,開始日,終了日,金額,金額区分';
    await importLedger(person, csv(`${head},2026年度額,2027年度額`, 'C-1,運用,件名,2026-04-01,2028-03-31,30,総額,10,20'));
    expect(await dryRun(person, csv(head, 'C-1,運用,件名,2026-04-01,2028-03-31,31,総額'))).toMatchObject([
      { status: 'REFUSED', problems: [{ code: 'SUM', cell: 'F2', column: '金額' }] },
    ]);
    expect(await dryRun(person, csv('契約番号,種別,件名,終了日', 'C-1,運用,別の件名,2028-03-31'))).toMatchObject([{ status: 'CHANGED' }]);
  });

  it('follow the rule of the form, which refuses a part in a year in which the contract is not in force', async () => {
    const person = await keeper();
    const create = (years: object[]) =>
      person.ask('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
        input: contractInput({ startsOn: '2026-04-01', endsOn: '2028-03-31', amountYen: 30, amountBasis: 'TOTAL', years }),
      });
    const { errors } = await create([
      { fiscalYear: 2026, obligationYen: 10 },
      { fiscalYear: 2028, obligationYen: 20 },
    ]);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'years[1].obligationYen' });
    // The year in which it was signed may stand with nothing to pay.
    const { data } = await create([
      { fiscalYear: 2025, obligationYen: 0 },
      { fiscalYear: 2026, obligationYen: 30 },
    ]);
    expect(data).toBeTruthy();
  });
});
