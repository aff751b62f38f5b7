import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** What the request of FY2027 has to pay and to decide besides renewals, as of 2026-11-22. */
let portal: TestPortal;
beforeAll(async () => (portal = await openPortal()));
afterAll(() => portal.close());

const LINE = `id standing months quarter renewalStartsOn fullYearYen inYearYen executedYen budgetedYen requestedYen obligationYen shortfallYen
  isElsewhere funding noticeOn noticeState procurementOn procurementState contract { number endsOn licenceEndsOn }`;
const LINES = `query ($standing: BudgetStanding, $filter: BudgetFilter) {
  budgetLines(fiscalYear: 2027, standing: $standing, filter: $filter, asOf: "2026-11-22") { items { ${LINE} } } }`;
type Line = Record<string, unknown> & { contract: { number: string } };

/** A ministry with these contracts, by their numbers. */
async function ministryWith(contracts: Record<string, object>): Promise<Person> {
  const officer = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
  for (const [number, contract] of Object.entries(contracts))
    await officer.expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
      input: contractInput({ number, ...contract }),
    });
  return officer;
}
async function linesOf(officer: Person, standing: string | null, filter: object = {}): Promise<Line[]> {
  const { budgetLines } = await officer.expectData<{ budgetLines: { items: Line[] } }>(LINES, { standing, filter });
  return budgetLines.items;
}
/** The line of a ministry’s only contract under a standing; undefined for none. */
const lineOf = async (contract: object, standing: string): Promise<Line | undefined> =>
  (await linesOf(await ministryWith({ A: contract }), standing))[0];

/** A multi-year obligation of 100 yen over three fiscal years. */
const SPLIT = {
  startsOn: '2025-04-01',
  amountYen: 100,
  amountBasis: 'TOTAL',
  years: [20, 50, 30].map((obligationYen, place) => ({ fiscalYear: 2025 + place, obligationYen })),
};
const RUNS = { startsOn: '2025-04-01', endsOn: '2030-03-31', amountYen: 1200 };

describe('what runs in the fiscal year', () => {
  it.each([
    ['by its part of the obligation', { ...SPLIT, endsOn: '2028-03-31' }, { inYearYen: 30, obligationYen: 30, months: 12, quarter: 1 }],
    ['whole where it costs so much a year', RUNS, { fullYearYen: 1200, inYearYen: 1200, obligationYen: null, months: 12, quarter: 1 }],
    ['from its start within the year', { ...RUNS, startsOn: '2027-10-15' }, { fullYearYen: 1200, inYearYen: 600, months: 6, quarter: 3 }],
    [
      'as unknown where a total is not split',
      { ...RUNS, amountBasis: 'TOTAL' },
      { fullYearYen: 240, inYearYen: null, obligationYen: null },
    ],
    ['as unknown where its amount is', { ...RUNS, amountYen: null }, { fullYearYen: null, inYearYen: null }],
    ['where no end was agreed', { ...RUNS, endsOn: null, endKind: 'NONE' }, { inYearYen: 1200, months: 12 }],
    ['where the end is unknown but the part is not', { ...SPLIT, endKind: 'UNKNOWN' }, { inYearYen: 30, months: null }],
    [
      'up to the month before its renewal',
      { ...RUNS, endsOn: '2027-09-30', amountYen: 101 },
      { inYearYen: 51, months: 6, isElsewhere: true },
    ],
  ])('is paid %s', async (_, contract, line) => {
    expect(await lineOf(contract, 'RUNNING')).toMatchObject(line);
  });

  it.each([
    ['ended before', { ...RUNS, endsOn: '2027-03-31' }],
    ['begins after', { ...RUNS, startsOn: '2028-04-01' }],
    ['has an unknown end and no part recorded', { ...RUNS, endsOn: null, endKind: 'UNKNOWN' }],
  ])('is not what %s', async (_, contract) => {
    expect(await lineOf(contract, 'RUNNING')).toBeUndefined();
  });

  it('is never counted with its renewal: both together are the full year, and recorded amounts stand on one of them', async () => {
    const years = [
      { fiscalYear: 2025, executedYen: 7 },
      { fiscalYear: 2026, budgetedYen: 8 },
      { fiscalYear: 2027, requestedYen: 9 },
    ];
    const officer = await ministryWith({ A: { ...RUNS, endsOn: '2027-09-30', amountYen: 101, years }, B: RUNS });
    const lines = await linesOf(officer, 'PAYABLE');
    expect(lines.map(({ contract, standing, inYearYen, fullYearYen }) => [contract.number, standing, inYearYen, fullYearYen])).toEqual([
      ['A', 'RENEWAL', 50, 101],
      ['A', 'RUNNING', 51, null],
      ['B', 'RUNNING', 1200, 1200],
    ]);
    expect(lines.map(({ executedYen, budgetedYen, requestedYen }) => [executedYen, budgetedYen, requestedYen])).toEqual([
      [7, 8, 9],
      [null, null, null],
      [null, null, null],
    ]);
    const figures = 'contractCount fullYearYen inYearYen executedYen budgetedYen requestedYen executedUnknownCount elsewhereCount';
    const { budgetRequest } = await officer.expectData<{ budgetRequest: object }>(
      `{ budgetRequest(fiscalYear: 2027, standing: RENEWAL, asOf: "2026-11-22") { payable { ${figures} } total { ${figures} } } }`,
    );
    expect(budgetRequest).toMatchObject({
      total: { contractCount: 1, fullYearYen: 101, inYearYen: 50, executedUnknownCount: 0 },
      payable: {
        contractCount: 3,
        fullYearYen: 1301,
        inYearYen: 1301,
        executedYen: 7,
        requestedYen: 9,
        executedUnknownCount: 1,
        elsewhereCount: 1,
      },
    });
  });

  it('adds up with the renewal to what the contract costs in a year, whenever it ends', { timeout: 60_000 }, async () => {
    const end = fc.integer({ min: 0, max: 365 }).map(days => new Date(Date.UTC(2027, 2, 31 + days)).toISOString().slice(0, 10));
    const contracts = fc.sample(fc.tuple(end, fc.integer({ min: 1, max: 1_000_000_007 })), 60);
    const officer = await ministryWith(
      Object.fromEntries(contracts.map(([endsOn, amountYen], place) => [`N-${place}`, { ...RUNS, endsOn, amountYen }])),
    );
    const lines = [...(await linesOf(officer, 'RENEWAL')), ...(await linesOf(officer, 'RUNNING'))];
    const paid = Map.groupBy(lines, ({ contract }) => contract.number);
    for (const [place, [endsOn, amountYen]] of contracts.entries()) {
      const both = paid.get(`N-${place}`)!;
      expect([endsOn, both.reduce((yen, line) => yen + (line['inYearYen'] as number), 0)]).toEqual([endsOn, amountYen]);
      expect(both.reduce((months, line) => months + (line['months'] as number), 0)).toBe(12);
    }
  });
});

describe('the end of a licence', () => {
  it.each([
    ['falls into the year', { ...RUNS, licenceEndsOn: '2027-06-30' }, { renewalStartsOn: '2027-07-01', quarter: 2 }],
    ['is the last of the year before', { ...RUNS, licenceEndsOn: '2027-03-31' }, { renewalStartsOn: '2027-04-01', quarter: 1 }],
    ['is unknown', RUNS, { renewalStartsOn: null, quarter: null }],
    ['falls into the year of a contract of unknown end', { licenceEndsOn: '2027-06-30' }, { renewalStartsOn: '2027-07-01' }],
    ['comes before that of its contract', { ...RUNS, endsOn: '2027-12-31', licenceEndsOn: '2027-06-30' }, { quarter: 2 }],
  ])('is to be decided upon where it %s, and costs nobody knows how much', async (_, contract, line) => {
    const { endsOn = null, licenceEndsOn = null } = contract as { endsOn?: string; licenceEndsOn?: string };
    expect(await lineOf(contract, 'LICENCE_END')).toMatchObject({
      ...line,
      fullYearYen: null,
      inYearYen: null,
      isElsewhere: true,
      contract: { endsOn, licenceEndsOn },
    });
  });

  it.each([
    ['falls into the next year', { ...RUNS, licenceEndsOn: '2028-03-31' }],
    ['is that of the contract', { ...RUNS, endsOn: '2027-06-30', licenceEndsOn: '2027-06-30' }],
    ['is unknown and the contract ends in the year', { ...RUNS, endsOn: '2027-06-30' }],
    ['is no matter, as it is no licence', { ...RUNS, kind: 'OPERATION' }],
  ])('is nothing of the year where it %s', async (_, contract) => {
    expect(await lineOf(contract, 'LICENCE_END')).toBeUndefined();
  });
});

describe('what is already too late', () => {
  const ends = { ...RUNS, endsOn: '2027-05-31' };
  it.each([
    ['notice is missed', { ...ends, noticeDays: 200 }, { noticeOn: '2026-11-12', noticeState: 'PASSED' }],
    ['notice may still be given today', { ...ends, noticeDays: 190 }, { noticeOn: '2026-11-22', noticeState: 'AHEAD' }],
    ['nobody knows the days of notice', ends, { noticeOn: null, noticeState: 'UNKNOWN' }],
    ['no notice is needed', { ...ends, noticeDays: 200, renewalKind: 'NONE' }, { noticeState: 'NOT_NEEDED' }],
    ['it is too late to procure', { ...ends, leadTimeDays: 240 }, { procurementOn: '2026-10-03', procurementState: 'PASSED' }],
    ['it goes on by itself', { ...ends, leadTimeDays: 240, renewalKind: 'TACIT' }, { procurementState: 'NOT_NEEDED' }],
  ])('is said where %s', async (_, contract, line) => {
    expect(await lineOf(contract, 'RENEWAL')).toMatchObject(line);
  });
});

describe('a renewal of the year under way', () => {
  const now = { ...RUNS, endsOn: '2026-12-31', amountYen: 1200 };
  it.each([
    ['all of it', [{ fiscalYear: 2026, budgetedYen: 0 }], { funding: 'NOT_FUNDED', shortfallYen: 300 }],
    ['a part', [{ fiscalYear: 2026, budgetedYen: 299 }], { funding: 'SHORT', shortfallYen: 1 }],
    ['nothing', [{ fiscalYear: 2026, budgetedYen: 300 }], { funding: 'FUNDED', shortfallYen: null }],
    ['nobody knows what', [], { funding: 'UNKNOWN', shortfallYen: null }],
  ])('lacks %s', async (_, years, line) => {
    expect(await lineOf({ ...now, years }, 'CURRENT_YEAR')).toMatchObject(line);
  });

  it('lacks money where the budget has none, although nobody knows how much', async () => {
    const officer = await ministryWith({
      A: { ...now, amountYen: null, years: [{ fiscalYear: 2026, budgetedYen: 0 }] },
      B: { ...now, years: [{ fiscalYear: 2026, budgetedYen: 100 }] },
      C: { ...now, years: [{ fiscalYear: 2026, budgetedYen: 300 }] },
    });
    expect(
      (await linesOf(officer, 'CURRENT_YEAR', { mark: 'UNFUNDED' })).map(line => [line.contract.number, line['shortfallYen']]),
    ).toEqual([
      ['A', null],
      ['B', 200],
    ]);
    const { budgetRequest } = await officer.expectData<{ budgetRequest: object }>(
      `{ budgetRequest(fiscalYear: 2027, standing: CURRENT_YEAR, by: KIND, filter: { mark: UNFUNDED }, asOf: "2026-11-22") {
        groups { key figures { contractCount shortfallYen shortfallUnknownCount } } } }`,
    );
    expect(budgetRequest).toEqual({
      groups: [{ key: 'LICENCE', figures: { contractCount: 2, shortfallYen: 200, shortfallUnknownCount: 1 } }],
    });
  });
});
