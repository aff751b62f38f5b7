import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { fillInAndSubmit, makeSystem, openRound } from '../support/survey.ts';

/** Contracts worth a look before they are renewed, over the whole ledger of a ministry. */
let portal: TestPortal;
let ministry: TestOrganisation;
let other: TestOrganisation;
let officer: Person;

interface Found {
  kind: string;
  yearlyYen: number | null;
  gap: string | null;
  callCount: number | null;
  featureCount: number;
  candidateCount: number;
  contract: { number: string };
}

const FINDINGS = `query ($kind: ContractFindingKind, $organisationId: ID, $first: Int = 100, $after: String) {
  contractFindings(kind: $kind, organisationId: $organisationId, asOf: "2026-11-22", first: $first, after: $after) {
    totalCount nextCursor counts { kind count }
    items { id kind yearlyYen gap callCount featureCount candidateCount undecidedCount contract { number } } } }`;

async function findings(person: Person, variables: Record<string, unknown> = {}) {
  const { contractFindings } = await person.expectData<{
    contractFindings: { items: Found[]; totalCount: number; nextCursor: string | null; counts: { kind: string; count: number }[] };
  }>(FINDINGS, variables);
  return contractFindings;
}

const numbers = async (variables: Record<string, unknown> = {}) =>
  (await findings(officer, variables)).items.map(({ contract }) => contract.number);

async function add(of: TestOrganisation, number: string, input: object): Promise<void> {
  await of.as(Role.BUDGET_OFFICER).expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
    input: contractInput({ number, endsOn: '2027-03-31', ...input }),
  });
}

const PERIODIC = { kind: 'HARDWARE_MAINTENANCE', maintenanceStyle: 'PERIODIC' };

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER, Role.COORDINATOR);
  other = await portal.organisation(Role.BUDGET_OFFICER);
  officer = ministry.as(Role.BUDGET_OFFICER);
  const manager = ministry.as(Role.PORTFOLIO_MANAGER);
  const [hardly, well] = [await makeSystem(manager, 4), await makeSystem(manager, 4)];
  for (const [system, levels] of [
    [hardly, '0022'],
    [well, '0002'],
  ] as const)
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), await openRound(manager, [ministry.id], system), levels);

  await add(ministry, 'Q-1 超過', { kind: 'CLOUD', billingMetric: 'USER', quantity: 10, usedQuantity: 12, amountYen: 500 });
  await add(ministry, 'Q-2 半分', { kind: 'CLOUD', billingMetric: 'USER', quantity: 10, usedQuantity: 5, amountYen: 1_000_000 });
  await add(ministry, 'Q-3 余り 額不明', { kind: 'CLOUD', billingMetric: 'USER', quantity: 10, usedQuantity: 9 });
  await add(ministry, 'Q-4 ちょうど', { kind: 'CLOUD', billingMetric: 'USER', quantity: 10, usedQuantity: 10, amountYen: 9 });
  await add(ministry, 'Q-5 数量不明', { kind: 'CLOUD', billingMetric: 'USER', amountYen: 9 });
  await add(ministry, 'Q-6 終了済み', {
    kind: 'CLOUD',
    billingMetric: 'USER',
    quantity: 10,
    usedQuantity: 1,
    amountYen: 9,
    endsOn: '2026-11-21',
  });
  await add(ministry, 'Q-7 今日まで', {
    kind: 'CLOUD',
    billingMetric: 'USER',
    quantity: 10,
    usedQuantity: 1,
    amountYen: 10,
    endsOn: '2026-11-22',
  });
  await add(ministry, 'M-1 六回', { ...PERIODIC, amountYen: 6_000_000, yearlyCallCount: 6 });
  await add(ministry, 'M-2 七回', { ...PERIODIC, amountYen: 6_000_000, yearlyCallCount: 7 });
  await add(ministry, 'M-3 減った', {
    ...PERIODIC,
    amountYen: 7_000_000,
    years: [
      { fiscalYear: 2024, callCount: 40 },
      { fiscalYear: 2025, callCount: 0 },
    ],
  });
  await add(ministry, 'M-4 回数不明', { ...PERIODIC, amountYen: 1 });
  await add(ministry, 'L-1 使われない', { kind: 'LICENCE', amountYen: 800, systemIds: [hardly.id] });
  await add(ministry, 'L-2 使われる', { kind: 'LICENCE', amountYen: 800, systemIds: [well.id] });
  await add(ministry, 'L-3 調査なし', { kind: 'LICENCE', amountYen: 800, systemIds: [(await makeSystem(manager, 1)).id] });
  await add(other, 'X-1 よその余り', { kind: 'CLOUD', billingMetric: 'USER', quantity: 10, usedQuantity: 1, amountYen: 10 });
});
afterAll(() => portal.close());

describe('contracts worth a look', () => {
  it('come by urgency: what breaks the terms, then by kind an unknown sum before the largest', async () => {
    expect(await numbers()).toEqual([
      'Q-1 超過',
      'Q-3 余り 額不明',
      'Q-2 半分',
      'Q-7 今日まで',
      'M-3 減った',
      'M-1 六回',
      'L-1 使われない',
    ]);
  });

  it('say what they rest on', async () => {
    const { items } = await findings(officer);
    const of = (number: string) => items.find(({ contract }) => contract.number.startsWith(number));
    // Half of a million for what nobody uses; the whole contract where the style of it is in question.
    expect(of('Q-2')).toMatchObject({ kind: 'UNUSED_QUANTITY', yearlyYen: 500_000 });
    expect(of('M-3')).toMatchObject({ kind: 'FEW_CALLS', yearlyYen: 7_000_000, callCount: 0 });
    expect(of('L-1')).toMatchObject({ kind: 'HARDLY_USED', yearlyYen: 800, featureCount: 4, candidateCount: 2 });
  });

  it('leave nothing out in silence: what lacks a figure is counted, and listed with what it lacks', async () => {
    const { counts } = await findings(officer);
    expect(counts).toEqual([
      { kind: 'EXCESS_USE', count: 1 },
      { kind: 'UNUSED_QUANTITY', count: 3 },
      { kind: 'FEW_CALLS', count: 2 },
      { kind: 'HARDLY_USED', count: 1 },
      { kind: 'NOT_JUDGED', count: 3 },
    ]);
    const { items } = await findings(officer, { kind: 'NOT_JUDGED' });
    expect(Object.fromEntries(items.map(({ contract, gap }) => [contract.number, gap]))).toEqual({
      'L-3 調査なし': 'USE_UNKNOWN',
      'M-4 回数不明': 'CALLS_UNKNOWN',
      'Q-5 数量不明': 'QUANTITY_UNKNOWN',
    });
  });

  it('are those of the reader alone, can be narrowed, and are read page by page', async () => {
    expect(await numbers({ kind: 'FEW_CALLS' })).toEqual(['M-3 減った', 'M-1 六回']);
    expect(await numbers({ organisationId: other.id })).toEqual([]);
    expect((await findings(other.as(Role.BUDGET_OFFICER))).items.map(({ contract }) => contract.number)).toEqual(['X-1 よその余り']);
    const head = await findings(officer, { first: 3 });
    const tail = await findings(officer, { first: 100, after: head.nextCursor });
    expect([...head.items, ...tail.items].map(({ contract }) => contract.number)).toEqual(await numbers());
  });

  // As of today, when what ended on that day is over.
  it('are had as a file with the same lines', async () => {
    const { status, bytes } = await officer.download('contract-findings.csv?kind=UNUSED_QUANTITY');
    expect(status).toBe(200);
    const [, ...lines] = bytes.toString().trim().split('\r\n');
    expect(lines.map(line => line.split(',')[1])).toEqual(['Q-3 余り 額不明', 'Q-2 半分']);
    expect((await officer.download('contract-findings.csv?kind=NOTHING')).status).toBe(404);
  });

  it('cost as many statements for many contracts as for few', async () => {
    const few = await countStatements(portal, () => findings(other.as(Role.BUDGET_OFFICER)));
    const many = await countStatements(portal, () => findings(officer));
    expect(many).toBe(few);
  });
});
