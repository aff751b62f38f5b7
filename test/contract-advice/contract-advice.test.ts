import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { fillInAndSubmit, makeSystem, openRound } from '../support/survey.ts';

/** What a contract's figures suggest before it is renewed, checked against sums done by hand. */
let portal: TestPortal;
let ministry: TestOrganisation;
let officer: Person;

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.PORTFOLIO_MANAGER, Role.RESPONDENT, Role.COORDINATOR);
  officer = ministry.as(Role.BUDGET_OFFICER);
});
afterAll(() => portal.close());

const ADVICE = `query ($id: ID!) { contract(id: $id) {
  advice { callCost { yearlyYen callCount fiscalYear yenPerCall gap } entitlement { quantity usedQuantity unusedQuantity excessQuantity unusedYearlyYen gap } }
  featureUse { system { id } featureCount retireCount shrinkCount undecidedCount } } }`;

interface Advised {
  advice: { callCost: Record<string, unknown> | null; entitlement: Record<string, unknown> | null };
  featureUse: { system: { id: string }; featureCount: number; retireCount: number; shrinkCount: number; undecidedCount: number }[];
}

async function make(input: Record<string, unknown>): Promise<string> {
  const { createContract } = await officer.expectData<{ createContract: { id: string } }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
    { input: contractInput(input) },
  );
  return createContract.id;
}

const advised = async (id: string): Promise<Advised> => (await officer.expectData<{ contract: Advised }>(ADVICE, { id })).contract;
const year = (fiscalYear: number, callCount: number) => ({ fiscalYear, callCount });

describe('a call of maintenance', () => {
  const PERIODIC = { kind: 'HARDWARE_MAINTENANCE', maintenanceStyle: 'PERIODIC' };

  it.each([
    [
      'the latest year that is named',
      { amountYen: 10_000_000, yearlyCallCount: 99, years: [year(2024, 5), year(2025, 3)] },
      3,
      2025,
      3_333_333,
    ],
    ['the year that the ledger does not name', { amountYen: 1_200_000, yearlyCallCount: 4 }, 4, null, 300_000],
    [
      'a year of an amount for the whole term',
      { amountYen: 36_000_000, amountBasis: 'TOTAL', startsOn: '2024-04-01', endsOn: '2027-03-31', yearlyCallCount: 2 },
      2,
      null,
      6_000_000,
    ],
  ])('costs what the year cost by %s', async (_what, input, callCount, fiscalYear, yenPerCall) => {
    const { advice } = await advised(await make({ ...PERIODIC, ...input }));
    expect(advice.callCost).toMatchObject({ callCount, fiscalYear, yenPerCall, gap: null });
  });

  it('has no price when there was none, which is not unknown', async () => {
    const { advice } = await advised(await make({ ...PERIODIC, amountYen: 5_000_000, yearlyCallCount: 0 }));
    expect(advice.callCost).toEqual({ yearlyYen: 5_000_000, callCount: 0, fiscalYear: null, yenPerCall: null, gap: null });
  });

  it('says what has to be recorded first', async () => {
    const gapOf = async (input: Record<string, unknown>) => (await advised(await make({ ...PERIODIC, ...input }))).advice.callCost?.['gap'];
    expect([await gapOf({ amountYen: 1 }), await gapOf({ yearlyCallCount: 3 })]).toEqual(['CALLS_UNKNOWN', 'AMOUNT_UNKNOWN']);
  });

  it('is asked of no licence, and of nothing that is paid by the call already', async () => {
    const none = [
      await advised(await make({ kind: 'LICENCE', amountYen: 1, yearlyCallCount: 1 })),
      await advised(await make({ kind: 'HARDWARE_MAINTENANCE', maintenanceStyle: 'SPOT', amountYen: 1, yearlyCallCount: 1 })),
    ];
    expect(none.map(({ advice }) => advice.callCost)).toEqual([null, null]);
  });

  const SPOT =
    'query ($contractId: ID!, $yen: Float!) { simulateSpotMaintenance(contractId: $contractId, yenPerCall: $yen) { callCount presentYearlyYen yearlyYen savingYen } }';

  it('is compared with paying by the call', async () => {
    const contractId = await make({ ...PERIODIC, amountYen: 10_000_000, yearlyCallCount: 3 });
    const { simulateSpotMaintenance } = await officer.expectData<{ simulateSpotMaintenance: object }>(SPOT, { contractId, yen: 400_000 });
    expect(simulateSpotMaintenance).toEqual({ callCount: 3, presentYearlyYen: 10_000_000, yearlyYen: 1_200_000, savingYen: 8_800_000 });
  });

  it('takes whole yen alone', async () => {
    const contractId = await make(PERIODIC);
    for (const yen of [-1, 0.5, 1e15]) {
      const { extensions } = await officer.expectRefusal(SPOT, { contractId, yen });
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'yenPerCall' });
    }
  });
});

describe('what is paid for', () => {
  it.each([
    ['more than what is used', { quantity: 299, usedQuantity: 151, amountYen: 28_099_000 }, 148, 0, 13_908_535],
    ['as much as what is used', { quantity: 10, usedQuantity: 10, amountYen: 100 }, 0, 0, 0],
    ['less than what is used', { quantity: 10, usedQuantity: 14, amountYen: 100 }, 0, 4, 0],
  ])('may be %s', async (_what, input, unusedQuantity, excessQuantity, unusedYearlyYen) => {
    const { advice } = await advised(await make({ billingMetric: 'SERVER', ...input }));
    expect(advice.entitlement).toMatchObject({ unusedQuantity, excessQuantity, unusedYearlyYen, gap: null });
  });

  it('is unknown until both numbers are recorded, and no number at all where the price is flat', async () => {
    const { advice: open } = await advised(await make({ billingMetric: 'CPU', quantity: 4, amountYen: 100 }));
    expect(open.entitlement).toMatchObject({ unusedQuantity: null, gap: 'QUANTITY_UNKNOWN' });
    const { advice: flat } = await advised(await make({ billingMetric: 'FLAT', quantity: 1, usedQuantity: 1, amountYen: 100 }));
    expect(flat.entitlement).toBeNull();
  });
});

describe('another number of billed units', () => {
  const TRY = `query ($contractId: ID!, $quantity: Int!, $oneOffYen: Float!) { simulateQuantityChange(contractId: $contractId, quantity: $quantity, oneOffYen: $oneOffYen) {
    presentQuantity quantity presentYearlyYen yearlyYen savingYen oneOffYen firstYearYen monthsToPayBack } }`;
  const attempt = async (contractId: string, quantity: number, oneOffYen: number) =>
    (await officer.expectData<{ simulateQuantityChange: unknown }>(TRY, { contractId, quantity, oneOffYen })).simulateQuantityChange;

  it('is worked out like the case of one processor taken out of two in each server', async () => {
    const contractId = await make({ kind: 'SOFTWARE_MAINTENANCE', billingMetric: 'CPU', quantity: 60, amountYen: 100_000_001 });
    expect(await attempt(contractId, 30, 12_000_000)).toEqual({
      presentQuantity: 60,
      quantity: 30,
      presentYearlyYen: 100_000_001,
      // Half of it and half a yen, rounded up.
      yearlyYen: 50_000_001,
      savingYen: 50_000_000,
      oneOffYen: 12_000_000,
      firstYearYen: 38_000_000,
      // 2.88 months.
      monthsToPayBack: 3,
    });
  });

  it('that costs more never pays back', async () => {
    const contractId = await make({ billingMetric: 'CORE', quantity: 10, amountYen: 1_000 });
    expect(await attempt(contractId, 15, 0)).toMatchObject({ yearlyYen: 1_500, savingYen: -500, monthsToPayBack: null });
  });

  it('cannot be worked out while the number or the amount is unknown, or where the price is flat', async () => {
    const without = [
      { billingMetric: 'CPU', amountYen: 1 },
      { billingMetric: 'CPU', quantity: 1 },
      { billingMetric: 'FLAT', quantity: 1, amountYen: 1 },
    ];
    for (const input of without) expect(await attempt(await make(input), 1, 0)).toBeNull();
  });

  it('is none below nothing', async () => {
    const { extensions } = await officer.expectRefusal(TRY, { contractId: await make({}), quantity: -1, oneOffYen: 0 });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'quantity' });
  });
});

describe('a licence for a system', () => {
  it('shows how many of its features nobody uses, and one that no round asked about shows none', async () => {
    const manager = ministry.as(Role.PORTFOLIO_MANAGER);
    const [surveyed, unasked] = [await makeSystem(manager, 4), await makeSystem(manager, 2)];
    const round = await openRound(manager, [ministry.id], surveyed);
    await fillInAndSubmit(ministry.as(Role.COORDINATOR), round, '0222');
    const ids = [await make({ systemIds: [surveyed.id, unasked.id] }), await make({ systemIds: [surveyed.id] })];
    const { featureUse } = await advised(ids[0]!);
    expect(featureUse).toEqual([
      { system: { id: surveyed.id }, featureCount: 4, retireCount: 3, shrinkCount: 0, undecidedCount: 0 },
      { system: { id: unasked.id }, featureCount: 0, retireCount: 0, shrinkCount: 0, undecidedCount: 0 },
    ]);
  });

  it('is looked at with as many statements for many contracts as for few', async () => {
    const list = (first: number) =>
      officer.expectData(`{ contracts(first: ${first}) { items { advice { callCost { gap } } featureUse { featureCount } } } }`);
    const few = await countStatements(portal, () => list(2));
    const many = await countStatements(portal, () => list(20));
    expect(many).toBe(few);
  });
});
