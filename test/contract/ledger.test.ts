import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { type Counts, type ExpectedLedger, expectedLedger, importLedger, ledgerOf, openLedger, wholeLedger } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** The ledgers of ten ministries, imported by each and read together by one that they let read. */
let portal: TestPortal;
let expected: ExpectedLedger;
let reader: Person;
let officers: Map<string, { officer: Person; organisationId: string }>;
let counts: Counts[];

beforeAll(async () => {
  portal = await openPortal();
  expected = await expectedLedger();
  const readers = await portal.organisation(Role.AUDITOR);
  officers = new Map();
  counts = [];
  for (const corporateNumber of Object.keys(expected.requestFY2027.byMinistry)) {
    const ministry = await openLedger(portal, corporateNumber);
    officers.set(corporateNumber, ministry);
    counts.push(await importLedger(ministry.officer, await ledgerOf(corporateNumber)));
    await ministry.officer.expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
      input: { granteeOrganisationId: readers.id, role: 'AUDITOR' },
    });
  }
  reader = readers.as(Role.AUDITOR);
}, 120_000);
afterAll(() => portal.close());

const total = (key: keyof Counts): number => counts.reduce((sum, one) => sum + one[key], 0);
const firstOfficer = () => officers.get('2000012020001')!;

describe('the import of the ledger', () => {
  it('takes every row but those whose end cannot be read', () => {
    const refused = expected.refusedRowsBecauseEndDateCannotBeRead.length;
    expect([total('newCount'), total('refusedCount')]).toEqual([expected.rows - refused, refused]);
  });

  it('names the rows that it refuses, with place and remedy', async () => {
    const refused: string[] = [];
    const said = new Set<string>();
    for (const [corporateNumber, { officer }] of officers) {
      const fileId = await officer.upload('ledger.csv', await ledgerOf(corporateNumber));
      const { contractImport } = await officer.expectData<{
        contractImport: { rows: { key: string; problems: { code: string; column: string; remedy: string }[] }[] };
      }>('query ($fileId: ID!) { contractImport(fileId: $fileId, status: REFUSED) { rows { key problems { code column remedy } } } }', {
        fileId,
      });
      for (const { key, problems } of contractImport.rows) {
        refused.push(key);
        for (const { code, column, remedy } of problems) said.add(`${code} ${column} ${remedy.includes('空欄')}`);
      }
    }
    expect(refused.toSorted()).toEqual(expected.refusedRowsBecauseEndDateCannotBeRead);
    expect([...said]).toEqual(['DATE 終了日 true']);
  });

  it('stores a blank end as unknown, which stands first in the list', async () => {
    const { contracts } = await reader.expectData<{ contracts: { totalCount: number; items: { number: string; endKind: string }[] } }>(
      '{ contracts(first: 30) { totalCount items { number endKind } } }',
    );
    expect(contracts.totalCount).toBe(632);
    expect(contracts.items.filter(({ endKind }) => endKind === 'UNKNOWN').map(({ number }) => number)).toEqual(
      expected.storedWithUnknownEndDate,
    );
    expect(contracts.items.slice(22).map(({ endKind }) => endKind)).toEqual(Array.from({ length: 8 }, () => 'KNOWN'));
  });

  it('changes nothing when the same file comes again', async () => {
    const again = await importLedger(firstOfficer().officer, await ledgerOf('2000012020001'));
    expect(again).toMatchObject({ newCount: 0, changedCount: 0 });
    expect(again.unchangedCount).toBeGreaterThan(50);
  });

  it('leaves the contracts of others to them, and stops unless refused rows may stay out', async () => {
    const { officer } = firstOfficer();
    const fileId = await officer.upload('ledger.csv', await wholeLedger());
    const { extensions } = await officer.expectRefusal(
      'mutation ($input: ImportContractsInput!) { importContracts(input: $input) { newCount } }',
      { input: { fileId, leaveOutRefused: false } },
    );
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'fileId' });
    const { contractImport } = await officer.expectData<{ contractImport: { problemCounts: object[] } }>(
      'query ($fileId: ID!) { contractImport(fileId: $fileId) { problemCounts { code count } } }',
      { fileId },
    );
    expect(contractImport.problemCounts).toContainEqual({ code: 'OTHER_ORGANISATION', count: 582 });
  });

  it.each(['csv', 'csv?encoding=cp932', 'xlsx'])('reads its own export (%s) as nothing new', async format => {
    const { officer } = firstOfficer();
    const [extension, query = ''] = format.split('?') as [string, string?];
    const { bytes } = await officer.download(`contracts.${extension}?${query}`);
    expect(await importLedger(officer, bytes, `ledger.${extension}`, false)).toMatchObject({
      newCount: 0,
      changedCount: 0,
      refusedCount: 0,
    });
  });
});

const KINDS: Record<string, string> = {
  LICENCE: 'ライセンス',
  SOFTWARE_MAINTENANCE: 'ソフトウェア保守',
  HARDWARE_MAINTENANCE: 'ハードウェア保守',
  OPERATION: '運用',
  CLOUD: 'クラウド利用',
};

interface Request {
  deadline: { dueOn: string };
  endsFrom: string;
  endsTo: string;
  endingSoonCount: number;
  standings: { standing: string; figures: { contractCount: number; fullYearYen: number; inYearYen: number } }[];
  besides: { figures: { contractCount: number; fullYearYen: number; inYearYen: number } }[];
  payable: { fullYearYen: number; inYearYen: number };
  groups: { key: string; figures: { contractCount: number; fullYearYen: number } }[];
}
const REQUEST = `query ($year: Int!, $by: BudgetAxis!) { budgetRequest(fiscalYear: $year, by: $by, asOf: "2026-11-22") {
  deadline { dueOn } endsFrom endsTo endingSoonCount standings { standing figures { contractCount fullYearYen inYearYen } }
  besides { figures { contractCount fullYearYen inYearYen } } payable { fullYearYen inYearYen }
  groups { key figures { contractCount fullYearYen } } } }`;

async function requestOf(year: number, by: string): Promise<Request> {
  const { budgetRequest } = await reader.expectData<{ budgetRequest: Request }>(REQUEST, { year, by });
  return budgetRequest;
}
const figuresOf = ({ standings }: Request, standing: string) => standings.find(one => one.standing === standing)!.figures;

describe('the request of a fiscal year', () => {
  it.each([2027, 2028] as const)('FY%i has the figures that the ledger holds', async year => {
    const wanted = expected[`requestFY${year}`];
    const byMinistry = await requestOf(year, 'ORGANISATION');
    expect(byMinistry).toMatchObject({ deadline: { dueOn: wanted.deadline }, endsFrom: wanted.endFrom, endsTo: wanted.endTo });
    expect(figuresOf(byMinistry, 'RENEWAL')).toEqual({
      contractCount: wanted.contracts,
      fullYearYen: wanted.fullYearYen,
      inYearYen: wanted.inYearProRataYen,
    });
    const numbers = new Map([...officers].map(([number, { organisationId }]) => [organisationId, number]));
    expect(
      Object.fromEntries(
        byMinistry.groups.map(({ key, figures: { contractCount, fullYearYen } }) => [
          numbers.get(key),
          { contracts: contractCount, fullYearYen },
        ]),
      ),
    ).toEqual(wanted.byMinistry);
    const byKind = await requestOf(year, 'KIND');
    expect(Object.fromEntries(byKind.groups.map(({ key, figures }) => [KINDS[key], figures.contractCount]))).toEqual(wanted.byKind);
    const { budgetLines } = await reader.expectData<{ budgetLines: { totalCount: number; items: { contract: { number: string } }[] } }>(
      'query ($year: Int!) { budgetLines(fiscalYear: $year) { totalCount items { contract { number } } } }',
      { year },
    );
    expect(budgetLines.totalCount).toBe(wanted.contracts);
  });

  it('counts a contract of several systems once, and shares what it costs to the yen', async () => {
    const bySystem = await requestOf(2027, 'SYSTEM');
    const sum = bySystem.groups.reduce((yen, { figures }) => yen + figures.fullYearYen, 0);
    expect([figuresOf(bySystem, 'RENEWAL').contractCount, sum]).toEqual([227, expected.requestFY2027.fullYearYen]);
    expect(bySystem.groups.reduce((count, { figures }) => count + figures.contractCount, 0)).toBeGreaterThan(227);
  });

  it('says what has ended, ends soon, falls in the year under way, and is unknown', async () => {
    const request = await requestOf(2027, 'KIND');
    const asOf = expected['asOf2026-11-22'];
    expect([
      figuresOf(request, 'ENDED').contractCount,
      request.endingSoonCount,
      figuresOf(request, 'CURRENT_YEAR').contractCount,
      figuresOf(request, 'UNKNOWN_END').contractCount,
    ]).toEqual([asOf.ended, asOf.endingWithin90Days, asOf.renewalFallsInCurrentFY2026, 22]);
    expect(request.standings.reduce((count, { figures }) => count + figures.contractCount, 0)).toBe(632);
  });

  it('is a sheet with a line for each contract, which adds up to the same', async () => {
    const { bytes } = await reader.download('budget-request/2027.csv?lang=en');
    const lines = bytes.toString().trimEnd().split('\r\n');
    const columns = lines[0]!.split(',');
    const renewals = lines
      .slice(1)
      .map(line => line.split(','))
      .filter(cells => cells[2] === 'Renewal');
    const sum = renewals.reduce((yen, cells) => yen + Number(cells[columns.indexOf('Full year (yen)')]), 0);
    expect([renewals.length, sum]).toEqual([227, expected.requestFY2027.fullYearYen]);
    const totalOf = (label: string): number[] => {
      const cells = lines.find(line => line.startsWith(`${label},`))!.split(',');
      return ['Full year (yen)', 'In the year (yen)'].map(heading => Number(cells[columns.indexOf(heading)]));
    };
    expect(totalOf('Total of renewals')).toEqual([expected.requestFY2027.fullYearYen, expected.requestFY2027.inYearProRataYen]);
    const { payable, besides } = await requestOf(2027, 'KIND');
    expect(totalOf('Total of renewals and running contracts')).toEqual([payable.fullYearYen, payable.inYearYen]);
    expect(totalOf('Total of running contracts')).toEqual([besides[0]!.figures.fullYearYen, besides[0]!.figures.inYearYen]);
    expect(besides.map(({ figures }) => figures.contractCount > 0)).toEqual([true, true]);
    expect(expected.requestFY2027.ids.filter(id => !renewals.some(([number]) => number === id))).toEqual([]);
  });
});
