import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput, importLedger } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { csv, makeSystem } from '../support/survey.ts';
import { countStatements } from '../support/count-statements.ts';

const FIGURES =
  'contractCount fullYearYen inYearYen unknownAmountCount executedYen budgetedYen requestedYen obligationYen executedUnknownCount budgetedUnknownCount notRequestedCount notFundedCount shortCount fundingUnknownCount carriedCount decidedCount carriedYen';
const REQUEST = `query ($year: Int!, $by: BudgetAxis!, $standing: BudgetStanding!, $filter: BudgetFilter) {
  budgetRequest(fiscalYear: $year, by: $by, standing: $standing, filter: $filter, asOf: "2026-11-22") {
    standings { standing figures { ${FIGURES} } } groups { key figures { ${FIGURES} } } } }`;
const LINES = `query ($year: Int!, $standing: BudgetStanding!, $filter: BudgetFilter, $after: String) {
  budgetLines(fiscalYear: $year, standing: $standing, filter: $filter, asOf: "2026-11-22", first: 40, after: $after) { totalCount nextCursor items {
    id fullYearYen inYearYen executedYen budgetedYen requestedYen obligationYen funding isCarried decisions { id } } } }`;
const SUMS = ['fullYearYen', 'inYearYen', 'executedYen', 'budgetedYen', 'requestedYen', 'obligationYen'] as const;

type Figures = Record<string, number>;
type Line = Record<(typeof SUMS)[number], number | null> & {
  id: string;
  funding: string;
  isCarried: boolean;
  decisions: object[];
};

let portal: TestPortal;
let ministry: TestOrganisation;
let officer: Person;
let systemIds: string[];

/** 160 contracts of every sort: several systems or none, ends of every kind, amounts that are odd or unknown, and years. */
beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER);
  officer = ministry.as(Role.BUDGET_OFFICER);
  const pmo = ministry.as(Role.PORTFOLIO_MANAGER);
  const codes = ['S-1', 'S-2', 'S-3'];
  systemIds = [];
  for (const code of codes)
    systemIds.push((await makeSystem(pmo, 0, { code, lifecycleState: code === 'S-3' ? 'RETIRED' : 'IN_OPERATION' })).id);
  const pick = <Value>(list: readonly Value[], place: number): Value => list[place % list.length]!;
  const ends = ['', '定めなし', '2026-06-30', '2027-01-15', '2027-03-31', '2027-08-31', '2028-03-30', '2028-03-31'];
  const rows = Array.from({ length: 160 }, (_, place) =>
    [
      `K-${String(place).padStart(3, '0')}`,
      pick(['S-1', 'S-2;S-3', 'S-1;S-2;S-3', '', 'S-3'], place),
      pick(['ライセンス', '運用', 'クラウド利用'], place * 7),
      '件名',
      '2024-04-01',
      pick(ends, place * 3 + Math.floor(place / 8)),
      pick(['1000001', '', '7', '123456789'], place),
      pick(['年額', '総額', '年額'], place * 5),
      pick(['整備経費', '', '運用等経費'], place * 11),
    ].join(','),
  );
  const file = csv('契約番号,情報システムID,種別,件名,開始日,終了日,金額,金額区分,経費区分', ...rows);
  expect(await importLedger(officer, file, 'ledger.csv', false)).toMatchObject({ newCount: 160 });
  await portal.superuser.query(`alter table contract_year disable trigger all`);
  await portal.superuser.query(
    `insert into contract_year (tenant_id, contract_id, fiscal_year, obligation_yen, requested_yen, budgeted_yen, executed_yen)
     select tenant_id, id, y, ascii(right(number, 1)) * 7, ascii(right(number, 1)) * 1001, case ascii(right(number, 1)) % 3 when 0 then 0 when 1 then 5 else 900000000 end, 13
     from contract, generate_series(2025, 2028) y where right(number, 1) not in ('3', '4')`,
  );
  await portal.superuser.query(`alter table contract_year enable trigger all`);
}, 60_000);
afterAll(() => portal.close());

async function linesOf(year: number, standing: string, filter: object): Promise<Line[]> {
  const lines: Line[] = [];
  for (let after: string | null = null; ;) {
    const { budgetLines }: { budgetLines: { totalCount: number; nextCursor: string | null; items: Line[] } } = await officer.expectData(
      LINES,
      {
        year,
        standing,
        filter,
        after,
      },
    );
    lines.push(...budgetLines.items);
    after = budgetLines.nextCursor;
    if (after) continue;
    expect(lines.length).toBe(budgetLines.totalCount);
    return lines;
  }
}

/** What the lines add up to. */
function added(lines: readonly Line[]): Figures {
  const count = (of: (line: Line) => boolean): number => lines.filter(of).length;
  return {
    ...Object.fromEntries(SUMS.map(key => [key, lines.reduce((sum, line) => sum + (line[key] ?? 0), 0)])),
    contractCount: new Set(lines.map(({ id }) => id)).size,
    unknownAmountCount: count(line => line.fullYearYen === null),
    executedUnknownCount: count(line => line.executedYen === null),
    budgetedUnknownCount: count(line => line.budgetedYen === null),
    notRequestedCount: count(line => line.requestedYen === null),
    notFundedCount: count(line => line.funding === 'NOT_FUNDED'),
    shortCount: count(line => line.funding === 'SHORT'),
    fundingUnknownCount: count(line => line.funding === 'UNKNOWN'),
    carriedCount: count(line => line.isCarried),
    decidedCount: count(line => !line.isCarried && line.decisions.length > 0),
    carriedYen: lines.reduce((sum, line) => sum + (line.isCarried ? (line.fullYearYen ?? 0) : 0), 0),
  };
}

interface Request {
  standings: { standing: string; figures: Figures }[];
  groups: { key: string | null; figures: Figures }[];
}
const requestOf = async (variables: object): Promise<Request> =>
  (await officer.expectData<{ budgetRequest: Request }>(REQUEST, { ...variables })).budgetRequest;

/** `system` by its place in `systemIds`, or -1 for contracts that name none. */
interface Filter {
  system?: number;
  kind?: string;
  costClass?: string;
  quarter?: number;
}
const STANDINGS = ['UNKNOWN_END', 'RENEWAL', 'CURRENT_YEAR', 'ENDED', 'OTHER_YEAR', 'NO_END'];
const wish = fc.record({
  year: fc.constantFrom(2026, 2027, 2028),
  standing: fc.constantFrom(...STANDINGS),
  by: fc.constantFrom('ORGANISATION', 'SYSTEM', 'KIND', 'COST_CLASS', 'QUARTER'),
  filter: fc.oneof(
    fc.constant({} as Filter),
    fc.record<Filter>(
      {
        system: fc.constantFrom(0, 1, 2, -1),
        kind: fc.constantFrom('LICENCE', 'OPERATION'),
        costClass: fc.constantFrom('DEVELOPMENT', 'UNKNOWN'),
        quarter: fc.constantFrom(1, 2, 4),
      },
      { requiredKeys: [] },
    ),
  ),
});

describe('the sums of a request', () => {
  it('equal their lines, and their groups, under any filter', { timeout: 60_000 }, async () => {
    let filled = 0;
    await fc.assert(
      fc.asyncProperty(wish, async ({ year, standing, by, filter: { system, ...rest } }) => {
        const filter = { ...rest, ...(system === undefined ? {} : system < 0 ? { withoutSystem: true } : { systemId: systemIds[system] }) };
        const { standings, groups } = await requestOf({ year, standing, by, filter });
        const { figures } = standings.find(one => one.standing === standing)!;
        expect(added(await linesOf(year, standing, filter))).toEqual(figures);
        const keys = by === 'SYSTEM' && system === undefined ? SUMS : Object.keys(figures);
        for (const key of keys) expect([key, groups.reduce((sum, group) => sum + group.figures[key]!, 0)]).toEqual([key, figures[key]]);
        if (figures['contractCount']) filled++;
      }),
      { numRuns: 40 },
    );
    expect(filled).toBeGreaterThan(5);
  });

  it('hold every contract in exactly one standing', async () => {
    for (const year of [2026, 2027, 2028]) {
      const { standings } = await requestOf({ year, standing: 'RENEWAL', by: 'KIND' });
      expect(standings.map(({ standing }) => standing)).toEqual(STANDINGS);
      expect(standings.reduce((sum, { figures }) => sum + figures['contractCount']!, 0)).toBe(160);
    }
  });

  it('open into the lines of a group by the same filter', async () => {
    const { groups } = await requestOf({ year: 2027, standing: 'RENEWAL', by: 'SYSTEM' });
    for (const { key, figures } of groups) {
      const lines = await linesOf(2027, 'RENEWAL', key ? { systemId: key } : { withoutSystem: true });
      expect(added(lines)).toEqual(figures);
    }
    expect(groups.length).toBe(4);
  });

  it('say that a renewal of a system that is retired may not be needed', async () => {
    const { standings } = await requestOf({ year: 2027, standing: 'RENEWAL', by: 'KIND', filter: { systemId: systemIds[2] } });
    const { figures } = standings.find(({ standing }) => standing === 'RENEWAL')!;
    expect(figures['carriedCount']).toBe(figures['contractCount']);
    expect(figures['carriedYen']).toBeGreaterThan(0);
  });

  it('take the same few statements, however many contracts there are', async () => {
    const statements = await countStatements(portal, () => requestOf({ year: 2027, standing: 'RENEWAL', by: 'SYSTEM' }));
    expect(statements).toBeLessThan(12);
  });

  it('refuse a year that there cannot be', async () => {
    const refusal = await officer.expectRefusal(REQUEST, { year: 20_270, standing: 'RENEWAL', by: 'KIND' });
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'fiscalYear' });
  });
});

const SET = 'mutation ($input: SetRequestCalendarInput!) { setRequestCalendar(input: $input) { version dueOn cutoffOn } }';
const DEADLINE = '{ budgetRequest(fiscalYear: 2030) { deadline { version dueOn cutoffOn } } }';

describe('the calendar of requests', () => {
  it('has the usual day until another one is set, with the cut-off of the ministry', async () => {
    expect(await officer.expectData(DEADLINE)).toEqual({
      budgetRequest: { deadline: { version: 0, dueOn: '2029-08-31', cutoffOn: null } },
    });
    const set = { version: 1, dueOn: '2029-09-30', cutoffOn: '2029-07-01' };
    expect(await officer.expectData(SET, { input: { fiscalYear: 2030, version: 0, dueOn: set.dueOn, cutoffOn: set.cutoffOn } })).toEqual({
      setRequestCalendar: set,
    });
    expect(await officer.expectData(DEADLINE)).toEqual({ budgetRequest: { deadline: set } });
    const other = await portal.organisation(Role.BUDGET_OFFICER);
    expect(await other.as(Role.BUDGET_OFFICER).expectData(DEADLINE)).toMatchObject({
      budgetRequest: { deadline: { version: 0, dueOn: '2029-08-31' } },
    });
  });

  it('refuses a cut-off after the deadline', async () => {
    const refusal = await officer.expectRefusal(SET, {
      input: { fiscalYear: 2031, version: 0, dueOn: '2030-08-31', cutoffOn: '2030-09-01' },
    });
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'cutoffOn' });
  });
});

describe('a contract', () => {
  const CREATE = `mutation ($input: CreateContractInput!) { createContract(input: $input) {
    id version number endKind endsOn amountYen vendor { name corporateNumber otherNames } systems { id } years { fiscalYear obligationYen }
    budget { standing renewalFiscalYear noticeOn } } }`;
  const UPDATE =
    'mutation ($input: UpdateContractInput!) { updateContract(input: $input) { version endKind systems { id } years { fiscalYear } } }';
  interface Made {
    id: string;
    version: number;
    vendor: { name: string; otherNames: string[] };
  }
  const create = async (input: object): Promise<Made> =>
    (await officer.expectData<{ createContract: Made }>(CREATE, { input: contractInput(input as never) })).createContract;

  it('is recorded with systems, years and supplier, and says which request pays its renewal', async () => {
    const input = {
      number: '作成-1',
      endsOn: '2031-03-31',
      startsOn: '2029-04-01',
      noticeDays: 60,
      amountYen: 200,
      amountBasis: 'TOTAL',
      systemIds: [systemIds[1], systemIds[0]],
      vendorName: '株式会社架空',
      years: [
        { fiscalYear: 2030, obligationYen: 150 },
        { fiscalYear: 2029, obligationYen: 50 },
      ],
    };
    expect(await create(input)).toMatchObject({
      version: 1,
      endKind: 'KNOWN',
      vendor: { name: '株式会社架空', corporateNumber: null },
      systems: [{ id: systemIds[1] }, { id: systemIds[0] }],
      years: [
        { fiscalYear: 2029, obligationYen: 50 },
        { fiscalYear: 2030, obligationYen: 150 },
      ],
      budget: { standing: 'OTHER_YEAR', renewalFiscalYear: 2031, noticeOn: '2031-01-30' },
    });
  });

  it('names one supplier by one corporate number, however it is written', async () => {
    await create({ vendorName: 'カブシキ商会', vendorCorporateNumber: '7000012050002' });
    const { vendor } = await create({ vendorName: '株式会社商会', vendorCorporateNumber: '7000012050002' });
    expect(vendor).toMatchObject({ name: 'カブシキ商会', otherNames: ['株式会社商会'] });
    expect((await create({ vendorName: '（株）商会' })).vendor).toMatchObject({ name: 'カブシキ商会' });
  });

  it('is changed as a whole, and a late writer is told', async () => {
    const { id } = await create({ number: '変更-1', systemIds: [systemIds[0]], years: [{ fiscalYear: 2026, budgetedYen: 5 }] });
    const input = { ...contractInput({ number: '変更-1', endsOn: '2027-03-31', systemIds: [systemIds[2]] }), contractId: id, version: 1 };
    const { updateContract } = await officer.expectData<{ updateContract: { version: number } }>(UPDATE, { input });
    expect(updateContract).toMatchObject({ endKind: 'KNOWN', systems: [{ id: systemIds[2] }], years: [] });
    const refusal = await officer.expectRefusal(UPDATE, { input });
    expect(refusal.extensions).toMatchObject({ code: 'CONFLICT', currentVersion: updateContract.version });
  });

  it('keeps a system that whoever changes it cannot see, in its place', async () => {
    const provider = await portal.organisation(Role.PORTFOLIO_MANAGER);
    const hidden = (await makeSystem(provider.as(Role.PORTFOLIO_MANAGER), 1)).id;
    const { id } = await create({ number: '隠れ-1', systemIds: [systemIds[0], systemIds[1]] });
    await portal.superuser.query(
      `alter table contract_system disable trigger all;
       update contract_system set system_id = '${hidden}' where contract_id = '${id}' and position = 1;
       alter table contract_system enable trigger all`,
    );
    await officer.expectData(UPDATE, {
      input: { ...contractInput({ number: '隠れ-1', systemIds: [systemIds[2], systemIds[0]] }), contractId: id, version: 1 },
    });
    const { rows } = await portal.superuser.query('select system_id as id from contract_system where contract_id = $1 order by position', [
      id,
    ]);
    expect(rows.map(row => row.id)).toEqual([systemIds[2], hidden, systemIds[0]]);
  });

  it.each([
    ['a number that is taken', { number: 'K-001' }, 'number'],
    ['a known end without a day', { endKind: 'KNOWN' }, 'endsOn'],
    ['an unknown end with a day', { endKind: 'UNKNOWN', endsOn: '2027-03-31' }, 'endsOn'],
    ['an end before its start', { startsOn: '2027-04-01', endsOn: '2027-03-31' }, 'endsOn'],
    ['parts of a yen', { amountYen: 0.5 }, 'amountYen'],
    ['periodic maintenance of a licence', { maintenanceStyle: 'PERIODIC' }, 'maintenanceStyle'],
    ['an end of support without a source', { supportEndsOn: '2027-01-01' }, 'supportEndSource'],
    ['an address that is none', { documentUrls: ['javascript:alert(1)'] }, 'documentUrls'],
    ['a corporate number that is none', { vendorName: '商会', vendorCorporateNumber: '1234567890123' }, 'vendorCorporateNumber'],
    ['a system that is not there', { systemIds: ['00000000-0000-4000-8000-000000000000'] }, 'systemIds'],
    [
      'parts of an obligation that do not add up',
      { amountYen: 9, amountBasis: 'TOTAL', years: [{ fiscalYear: 2026, obligationYen: 8 }] },
      'years',
    ],
    [
      'an obligation over six years',
      {
        amountYen: 6,
        amountBasis: 'TOTAL',
        years: Array.from({ length: 6 }, (_, year) => ({ fiscalYear: 2026 + year, obligationYen: 1 })),
      },
      'years',
    ],
  ])('is refused with %s', async (_, input, field) => {
    const { extensions } = await officer.expectRefusal(CREATE, { input: contractInput(input) });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is nobody else’s to see or change', async () => {
    const { id } = await create({});
    const stranger = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
    expect((await stranger.expectRefusal('query ($id: ID!) { contract(id: $id) { id } }', { id })).extensions.code).toBe('NOT_FOUND');
    const input = { ...contractInput(), contractId: id, version: 1 };
    expect((await stranger.expectRefusal(UPDATE, { input })).extensions.code).toBe('NOT_FOUND');
  });
});
