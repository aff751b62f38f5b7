import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { daysAfter, today } from '../../server/scalars.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem } from '../support/survey.ts';

/** When contracts, licences and support end: by month or quarter, what nobody knows in a column of its own. */
let portal: TestPortal;
let ministry: TestOrganisation;
let officer: Person;
let systemIds: string[];

const MONTH = today().slice(0, 7);
const NOW = `${MONTH}-01`;
const LAST = daysAfter(`${Number(MONTH.slice(0, 4)) + 5}${MONTH.slice(4)}-01`, -1);

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER, Role.RESPONDENT, Role.ADMINISTRATOR);
  officer = ministry.as(Role.BUDGET_OFFICER);
  const pmo = ministry.as(Role.PORTFOLIO_MANAGER);
  systemIds = [(await makeSystem(pmo, 0, { code: 'S-1' })).id, (await makeSystem(pmo, 0, { code: 'S-2' })).id];
  const ledger = [
    { number: 'K-1', amountYen: 100 },
    { number: 'K-2', endsOn: today(), amountYen: 5, systemIds },
    { number: 'K-3', endsOn: today(), stopsOn: daysAfter(today(), -1), systemIds: [systemIds[1]] },
    { number: 'K-4', endsOn: daysAfter(today(), -1), amountYen: 7 },
    { number: 'K-5', endsOn: LAST, licenceEndsOn: daysAfter(today(), -1), amountYen: 11 },
    { number: 'K-6', endKind: 'NONE', kind: 'OPERATION', stopsOn: LAST, amountYen: 13 },
    { number: 'K-7', endsOn: LAST, kind: 'SOFTWARE_MAINTENANCE', supportEndsOn: '2020-01-31', supportEndSource: '告知', amountYen: 17 },
  ];
  for (const input of ledger)
    await officer.expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
      input: contractInput(input),
    });
});
afterAll(() => portal.close());

interface Row {
  id: string | null;
  counts: number[];
  yen: number[];
  unknownYenCounts: number[];
}
const HEATMAP = `query ($lens: ExpiryLens!, $kind: ExpiryKind!, $organisationId: ID, $contractKind: ContractKind) {
  expiryHeatmap(lens: $lens, kind: $kind, organisationId: $organisationId, contractKind: $contractKind) {
  columns rows { id counts yen unknownYenCounts } } }`;
const CELL = `query ($lens: ExpiryLens!, $kind: ExpiryKind!, $rowId: ID, $period: String!) {
  expiryContracts(lens: $lens, kind: $kind, rowId: $rowId, period: $period) { totalCount } }`;
const read = async (lens: string, kind: string, person = officer, narrowed: object = {}): Promise<{ columns: string[]; rows: Row[] }> =>
  (await person.expectData<{ expiryHeatmap: { columns: string[]; rows: Row[] } }>(HEATMAP, { lens, kind, ...narrowed })).expiryHeatmap;
/** The cells of a row that hold something, as [contracts, yen, contracts of unknown amount] by column. */
const filled = (columns: string[], { counts, yen, unknownYenCounts }: Row): Record<string, number[]> =>
  Object.fromEntries(columns.flatMap((column, at) => (counts[at] ? [[column, [counts[at]!, yen[at]!, unknownYenCounts[at]!]]] : [])));

describe('ministry by month', () => {
  it('has a column for what nobody knows first, months from this one, and all that comes later; what ended or never ends is in none', async () => {
    const { columns, rows } = await read('MINISTRY_MONTH', 'CONTRACT_END');
    expect(columns.slice(0, 3)).toEqual(['UNKNOWN', 'PASSED', NOW]);
    expect([columns.length, columns.at(-1)]).toEqual([27, 'LATER']);
    expect(rows.map(({ id }) => id)).toEqual([ministry.id]);
    expect(filled(columns, rows[0]!)).toEqual({ UNKNOWN: [1, 100, 0], [NOW]: [2, 5, 1], LATER: [2, 28, 0] });
  });

  it('takes a licence without a day for unknown, and one that passed for passed', async () => {
    const { columns, rows } = await read('MINISTRY_MONTH', 'LICENCE_END');
    expect(filled(columns, rows[0]!)).toEqual({ UNKNOWN: [3, 105, 1], PASSED: [1, 11, 0] });
  });

  it('goes by the support of software alone', async () => {
    const { columns, rows } = await read('MINISTRY_MONTH', 'SUPPORT_END');
    expect(filled(columns, rows[0]!)).toEqual({ UNKNOWN: [4, 116, 1], PASSED: [1, 17, 0] });
  });
});

describe('planned stops', () => {
  it('have the day on which the organisation itself is done with it, and nothing where none is planned', async () => {
    const { columns, rows } = await read('MINISTRY_MONTH', 'PLANNED_STOP');
    expect(filled(columns, rows[0]!)).toEqual({ PASSED: [1, 0, 1], LATER: [1, 13, 0] });
  });
});

describe('narrowed', () => {
  it('has the contracts of one kind, in every kind of end', async () => {
    const kept = { contractKind: 'SOFTWARE_MAINTENANCE' };
    const byContract = await read('MINISTRY_MONTH', 'CONTRACT_END', officer, kept);
    expect(filled(byContract.columns, byContract.rows[0]!)).toEqual({ LATER: [1, 17, 0] });
    const bySupport = await read('SYSTEM_QUARTER', 'SUPPORT_END', officer, kept);
    expect(bySupport.rows.map(row => filled(bySupport.columns, row))).toEqual([{ PASSED: [1, 17, 0] }]);
    expect((await read('MINISTRY_MONTH', 'CONTRACT_END', officer, { contractKind: 'CLOUD' })).rows).toEqual([]);
  });

  it('has the contracts of one ministry, and of none that the viewer may not see', async () => {
    const own = await read('SYSTEM_QUARTER', 'CONTRACT_END', officer, { organisationId: ministry.id });
    expect(own.rows.length).toBeGreaterThan(0);
    const other = await portal.organisation(Role.BUDGET_OFFICER);
    const narrowed = { organisationId: ministry.id };
    expect((await read('SYSTEM_QUARTER', 'CONTRACT_END', other.as(Role.BUDGET_OFFICER), narrowed)).rows).toEqual([]);
  });
});

describe('system by quarter', () => {
  it('shares what a contract costs among its systems to the yen, and has a row for contracts without one', async () => {
    const { columns, rows } = await read('SYSTEM_QUARTER', 'CONTRACT_END');
    const quarter = columns[2]!;
    expect(columns.length).toBe(15);
    expect(quarter <= NOW && [1, 4, 7, 10].includes(Number(quarter.slice(5, 7)))).toBe(true);
    expect(rows.map(({ id }) => id)).toEqual([...systemIds, null]);
    expect(rows.map(row => filled(columns, row))).toEqual([
      { [quarter]: [1, 3, 0] },
      { [quarter]: [2, 2, 1] },
      { UNKNOWN: [1, 100, 0], LATER: [2, 28, 0] },
    ]);
  });
});

it('opens each cell into as many contracts as it counts', async () => {
  for (const lens of ['MINISTRY_MONTH', 'SYSTEM_QUARTER'])
    for (const kind of ['CONTRACT_END', 'LICENCE_END', 'SUPPORT_END']) {
      const { columns, rows } = await read(lens, kind);
      for (const row of rows)
        for (const [column, [count]] of Object.entries(filled(columns, row))) {
          const { expiryContracts } = await officer.expectData<{ expiryContracts: { totalCount: number } }>(CELL, {
            lens,
            kind,
            rowId: row.id,
            period: column,
          });
          expect([lens, kind, column, expiryContracts.totalCount]).toEqual([lens, kind, column, count]);
        }
    }
});

it('shows nobody the contracts of others, and nothing to who does not oversee', async () => {
  const other = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
  expect((await read('MINISTRY_MONTH', 'CONTRACT_END', other)).rows).toEqual([]);
  const refusal = await ministry.as(Role.RESPONDENT).expectRefusal(HEATMAP, { lens: 'MINISTRY_MONTH', kind: 'CONTRACT_END' });
  expect(refusal.extensions).toMatchObject({ code: 'FORBIDDEN' });
});

it('lays out the contracts of a ministry that lets one read them beside one’s own', async () => {
  const readers = await portal.organisation(Role.AUDITOR);
  await ministry.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
    input: { granteeOrganisationId: readers.id, role: 'AUDITOR' },
  });
  const { rows } = await read('MINISTRY_MONTH', 'CONTRACT_END', readers.as(Role.AUDITOR));
  expect(rows.map(({ id }) => id)).toEqual([ministry.id]);
});

it('goes out as a table of the same cells, in which an unknown amount is no nought', async () => {
  const { status, bytes } = await officer.download('expiry.csv?lens=SYSTEM_QUARTER&kind=CONTRACT_END');
  expect(status).toBe(200);
  const lines = bytes
    .toString()
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  expect(lines[0]).toBe('情報システム,終了する四半期の初日,契約数,平年度額（円）,金額不明の契約数');
  expect(lines).toHaveLength(5);
  expect(lines).toContain('（システムの登録なし）,不明,1,100,0');
});
