import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { importLedger } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { csv, makeSystem } from '../support/survey.ts';
import { countStatements } from '../support/count-statements.ts';

const SUMS = ['fullYearYen', 'inYearYen', 'executedYen', 'budgetedYen', 'requestedYen', 'obligationYen', 'shortfallYen'] as const;

/** What each mark is on, said once more from what a line tells. */
const MARKS: Record<string, readonly [figure: string, isOn: (line: Line) => boolean]> = {
  FULL_YEAR_UNKNOWN: ['unknownAmountCount', line => line.fullYearYen === null && !(line.isElsewhere && line.standing === 'RUNNING')],
  IN_YEAR_UNKNOWN: ['inYearUnknownCount', line => line.inYearYen === null],
  EXECUTED_UNKNOWN: ['executedUnknownCount', line => line.executedYen === null && !line.isElsewhere],
  BUDGETED_UNKNOWN: ['budgetedUnknownCount', line => line.budgetedYen === null && !line.isElsewhere],
  NOT_REQUESTED: ['notRequestedCount', line => line.requestedYen === null && !line.isElsewhere],
  UNFUNDED: ['unfundedCount', line => ['NOT_FUNDED', 'SHORT'].includes(line.funding)],
  NOT_FUNDED: ['notFundedCount', line => line.funding === 'NOT_FUNDED'],
  SHORT: ['shortCount', line => line.funding === 'SHORT'],
  FUNDING_UNKNOWN: ['fundingUnknownCount', line => line.funding === 'UNKNOWN'],
  SHORTFALL_UNKNOWN: ['shortfallUnknownCount', line => line.funding !== 'FUNDED' && line.shortfallYen === null],
  CARRIED: ['carriedCount', line => line.isCarried],
  NOT_CARRIED: ['neededCount', line => !line.isCarried],
  DECIDED: ['decidedCount', line => !line.isCarried && line.decisions.length > 0],
  NOTICE_MISSED: ['noticeMissedCount', line => line.noticeState === 'PASSED'],
  PROCUREMENT_LATE: ['procurementLateCount', line => line.procurementState === 'PASSED'],
};
const FIGURES = [
  'contractCount elsewhereCount endingSoonCount carriedYen carriedInYearYen carriedUnknownCount carriedInYearUnknownCount',
  ...SUMS,
  ...Object.values(MARKS).map(([figure]) => figure),
].join(' ');
const REQUEST = `query ($year: Int!, $by: BudgetAxis!, $standing: BudgetStanding, $filter: BudgetFilter) {
  budgetRequest(fiscalYear: $year, by: $by, standing: $standing, filter: $filter, asOf: "2026-11-22") { endingSoonCount payable { ${FIGURES} }
    total { ${FIGURES} } standings { standing figures { ${FIGURES} } } besides { standing figures { ${FIGURES} } } groups { key figures { ${FIGURES} } } } }`;
const LINES = `query ($year: Int!, $standing: BudgetStanding, $filter: BudgetFilter, $after: String) {
  budgetLines(fiscalYear: $year, standing: $standing, filter: $filter, asOf: "2026-11-22", first: 40, after: $after) { totalCount nextCursor items {
    id standing ${SUMS.join(' ')} isElsewhere funding isCarried noticeState procurementState decisions { id } contract { endsOn } } } }`;

type Figures = Record<string, number>;
type Line = Record<(typeof SUMS)[number], number | null> &
  Record<'isElsewhere' | 'isCarried', boolean> &
  Record<'id' | 'standing' | 'funding' | 'noticeState' | 'procurementState', string> & {
    decisions: object[];
    contract: { endsOn: string | null };
  };

let portal: TestPortal;
let ministry: TestOrganisation;
let officer: Person;
let systemIds: string[];

/** 160 contracts of every sort: several systems or none, ends of every kind, amounts that are odd or unknown, days to act by, and years. */
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
  await portal.superuser.query(`alter table contract_year disable trigger all; alter table contract disable trigger all;
    update contract set notice_days = case ascii(right(number, 1)) % 3 when 0 then 30 when 1 then 700 end,
      lead_time_days = case ascii(right(number, 1)) % 4 when 0 then 30 when 1 then 700 end,
      renewal_kind = case ascii(right(number, 1)) % 5 when 0 then 'TACIT' when 1 then 'NONE' end,
      licence_ends_on = case when right(number, 1) in ('1', '5', '8') then date '2027-06-30' end;
    update contract set cost_class = 'BOTH', development_yen = amount_yen * (ascii(right(number, 1)) % 4) / 3
      where right(number, 1) in ('0', '2', '6', '9') and amount_yen is not null;
    alter table contract enable trigger all`);
  await portal.superuser.query(
    `insert into contract_year (tenant_id, contract_id, fiscal_year, obligation_yen, requested_yen, budgeted_yen, executed_yen)
     select tenant_id, id, y, ascii(right(number, 1)) * 7, ascii(right(number, 1)) * 1001, case ascii(right(number, 1)) % 3 when 0 then 0 when 1 then 5 else 900000000 end, 13
     from contract, generate_series(2025, 2028) y where right(number, 1) not in ('3', '4')`,
  );
  await portal.superuser.query(`alter table contract_year enable trigger all`);
}, 60_000);
afterAll(() => portal.close());

async function linesOf(year: number, standing: string | null, filter: object): Promise<Line[]> {
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
  const sum = (of: (line: Line) => number | null): number => lines.reduce((yen, line) => yen + (of(line) ?? 0), 0);
  return {
    ...Object.fromEntries(SUMS.map(key => [key, sum(line => line[key])])),
    ...Object.fromEntries(Object.values(MARKS).map(([figure, isOn]) => [figure, count(isOn)])),
    contractCount: new Set(lines.map(({ id, standing }) => `${id} ${standing}`)).size,
    elsewhereCount: count(line => line.isElsewhere),
    endingSoonCount: count(
      ({ standing, contract: { endsOn } }) =>
        !BESIDES.includes(standing) && endsOn !== null && endsOn >= '2026-11-22' && endsOn <= '2027-02-20',
    ),
    carriedYen: sum(line => (line.isCarried ? line.fullYearYen : 0)),
    carriedInYearYen: sum(line => (line.isCarried ? line.inYearYen : 0)),
    carriedUnknownCount: count(line => line.isCarried && line.fullYearYen === null),
    carriedInYearUnknownCount: count(line => line.isCarried && line.inYearYen === null),
  };
}

interface Request {
  endingSoonCount: number;
  payable: Figures;
  total: Figures;
  standings: { standing: string; figures: Figures }[];
  besides: { standing: string; figures: Figures }[];
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
  mark?: string;
}
const STANDINGS = ['UNKNOWN_END', 'RENEWAL', 'CURRENT_YEAR', 'ENDED', 'OTHER_YEAR', 'NO_END'];
const BESIDES = ['RUNNING', 'LICENCE_END'];
const wish = fc.record({
  year: fc.constantFrom(2026, 2027, 2028),
  standing: fc.constantFrom(...STANDINGS, ...BESIDES, 'RENEWAL', 'RUNNING', 'PAYABLE', null),
  by: fc.constantFrom('ORGANISATION', 'SYSTEM', 'KIND', 'COST_CLASS', 'QUARTER'),
  filter: fc.oneof(
    fc.constant({} as Filter),
    fc.record<Filter>(
      {
        system: fc.constantFrom(0, 1, 2, -1),
        kind: fc.constantFrom('LICENCE', 'OPERATION'),
        costClass: fc.constantFrom('DEVELOPMENT', 'OPERATION', 'UNKNOWN'),
        quarter: fc.constantFrom(1, 2, 4),
        mark: fc.constantFrom(...Object.keys(MARKS), 'ENDING_SOON'),
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
        const { standings, besides, payable, total: figures, groups, endingSoonCount } = await requestOf({ year, standing, by, filter });
        expect(added(await linesOf(year, standing, filter))).toEqual(figures);
        const [renewals, running] = [standings[1]!.figures, besides[0]!.figures];
        for (const key of Object.keys(payable)) expect([key, payable[key]]).toEqual([key, renewals[key]! + running[key]!]);
        const shown = { figures: standing === 'PAYABLE' ? payable : figures };
        expect([...standings, ...besides].find(one => one.standing === standing) ?? shown).toMatchObject({ figures });
        expect(standing === null ? figures['endingSoonCount'] : endingSoonCount).toBe(endingSoonCount);
        const severalTimes = (by === 'SYSTEM' && system === undefined) || (by === 'COST_CLASS' && !filter.costClass);
        const keys = severalTimes ? SUMS : Object.keys(figures);
        for (const key of keys) expect([key, groups.reduce((sum, group) => sum + group.figures[key]!, 0)]).toEqual([key, figures[key]]);
        if (figures['contractCount']) filled++;
      }),
      { numRuns: 50 },
    );
    expect(filled).toBeGreaterThan(5);
  });

  it(
    'are split between classes of cost to the yen, of every system too, as the filter by a class has them',
    { timeout: 60_000 },
    async () => {
      const none = { withoutSystem: true };
      for (const filter of [{}, none, ...systemIds.map(systemId => ({ systemId }))]) {
        const { total, groups } = await requestOf({ year: 2027, standing: 'PAYABLE', by: 'COST_CLASS', filter });
        expect(new Set(groups.map(({ key }) => key))).toEqual(new Set(['DEVELOPMENT', 'OPERATION', 'UNKNOWN']));
        for (const key of SUMS) expect([key, groups.reduce((sum, { figures }) => sum + figures[key]!, 0)]).toEqual([key, total[key]]);
        for (const { key, figures } of groups) {
          const ofClass = { ...filter, costClass: key };
          expect((await requestOf({ year: 2027, standing: 'PAYABLE', by: 'SYSTEM', filter: ofClass })).total).toEqual(figures);
          expect(added(await linesOf(2027, 'PAYABLE', ofClass))).toEqual(figures);
        }
        // A contract of both stands in each of them; of those without a system none is of both.
        const counted = groups.reduce((sum, { figures }) => sum + figures['contractCount']!, 0);
        expect(counted > total['contractCount']!).toBe(filter !== none);
      }
    },
  );

  it('hold every contract in exactly one standing', async () => {
    for (const year of [2026, 2027, 2028]) {
      const { standings } = await requestOf({ year, standing: 'RENEWAL', by: 'KIND' });
      expect(standings.map(({ standing }) => standing)).toEqual(STANDINGS);
      expect(standings.reduce((sum, { figures }) => sum + figures['contractCount']!, 0)).toBe(160);
      expect(await linesOf(year, null, {})).toHaveLength(160);
    }
  });

  it.each([...Object.entries(MARKS).map(([mark, [figure]]) => [mark, figure]), ['ENDING_SOON', 'endingSoonCount']] as [string, string][])(
    'count by %s what that filter lets through',
    async (mark, figure) => {
      let most = 0;
      for (const standing of ['RENEWAL', 'RUNNING', 'LICENCE_END', 'CURRENT_YEAR', null]) {
        const { total } = await requestOf({ year: 2027, standing, by: 'KIND' });
        const lines = await linesOf(2027, standing, { mark });
        expect([standing, lines.length]).toEqual([standing, total[figure]]);
        expect(lines.filter(line => MARKS[mark]?.[1](line) === false)).toEqual([]);
        most = Math.max(most, lines.length);
      }
      // No decision was taken here.
      expect(most > 0).toBe(mark !== 'DECIDED');
    },
  );

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

const SET = 'mutation ($input: SetRequestCalendarInput!) { setRequestCalendar(input: $input) { version dueOn cutoffs { name on } } }';
const DEADLINE = '{ budgetRequest(fiscalYear: 2030) { deadline { version dueOn cutoffs { name on } } } }';

describe('the calendar of requests', () => {
  it('has the usual day until another one is set, with the cut-off of the ministry', async () => {
    expect(await officer.expectData(DEADLINE)).toEqual({
      budgetRequest: { deadline: { version: 0, dueOn: '2029-08-31', cutoffs: [] } },
    });
    const cutoffs = [
      { name: '局へ提出', on: '2029-06-15' },
      { name: '会計課へ提出', on: '2029-07-01' },
    ];
    const set = { version: 1, dueOn: '2029-09-30', cutoffs };
    expect(
      await officer.expectData(SET, { input: { fiscalYear: 2030, version: 0, dueOn: set.dueOn, cutoffs: cutoffs.toReversed() } }),
    ).toEqual({
      setRequestCalendar: set,
    });
    expect(await officer.expectData(DEADLINE)).toEqual({ budgetRequest: { deadline: set } });
    const other = await portal.organisation(Role.BUDGET_OFFICER);
    expect(await other.as(Role.BUDGET_OFFICER).expectData(DEADLINE)).toMatchObject({
      budgetRequest: { deadline: { version: 0, dueOn: '2029-08-31' } },
    });
  });

  it('is that of the ministry which the request is narrowed to', async () => {
    const other = await portal.organisation(Role.BUDGET_OFFICER, Role.ADMINISTRATOR);
    const cutoffs = [{ name: '局へ提出', on: '2031-06-30' }];
    await other.as(Role.BUDGET_OFFICER).expectData(SET, { input: { fiscalYear: 2032, version: 0, dueOn: '2031-08-31', cutoffs } });
    const readers = await portal.organisation(Role.AUDITOR);
    await other.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
      input: { granteeOrganisationId: readers.id, role: 'AUDITOR' },
    });
    const reader = readers.as(Role.AUDITOR);
    const query =
      'query ($id: ID) { budgetRequest(fiscalYear: 2032, filter: { organisationId: $id }) { deadline { organisationId cutoffs { name on } } } }';
    expect(await reader.expectData(query, { id: other.id })).toEqual({
      budgetRequest: { deadline: { organisationId: other.id, cutoffs } },
    });
    expect(await reader.expectData(query)).toMatchObject({ budgetRequest: { deadline: { cutoffs: [] } } });
  });

  it.each([
    ['after the deadline', [{ name: '局へ提出', on: '2030-09-01' }], 'cutoffs[0].on'],
    [
      'without a name',
      [
        { name: '局へ提出', on: '2030-06-01' },
        { name: ' ', on: '2030-07-01' },
      ],
      'cutoffs[1].name',
    ],
    [
      'named twice',
      [
        { name: '局へ提出', on: '2030-06-01' },
        { name: '局へ提出', on: '2030-07-01' },
      ],
      'cutoffs[1].name',
    ],
  ])('refuses a cut-off %s', async (_why, cutoffs, field) => {
    const refusal = await officer.expectRefusal(SET, { input: { fiscalYear: 2031, version: 0, dueOn: '2030-08-31', cutoffs } });
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });
});
