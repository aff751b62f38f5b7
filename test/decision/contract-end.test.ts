import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem, openRound, type RoundMade } from '../support/survey.ts';

/** A decision can wait for the end of a contract, of its licence or hardware, or for its renewal (S-70), and the contract and its budget show it. */
let portal: TestPortal;
let ministry: TestOrganisation;
let pmo: Person;
let round: RoundMade;
let systemId: string;

beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

beforeEach(async () => {
  ministry = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.COORDINATOR);
  pmo = ministry.as(Role.PORTFOLIO_MANAGER);
  const system = await makeSystem(pmo, 3);
  systemId = system.id;
  round = await openRound(pmo, [ministry.id], system);
});

interface Made {
  id: string;
  version: number;
}
const contract = async (input: object = {}, by = pmo): Promise<Made & { input: object }> => {
  const made = contractInput({ systemIds: by === pmo ? [systemId] : [], endsOn: '2027-09-30', ...input });
  const { createContract } = await by.expectData<{ createContract: Made }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id version } }',
    { input: made },
  );
  return { ...createContract, input: made };
};
const change = async ({ id, version, input }: Made & { input: object }, more: object): Promise<void> => {
  await pmo.expectData('mutation ($input: UpdateContractInput!) { updateContract(input: $input) { id } }', {
    input: { ...input, ...more, contractId: id, version },
  });
};

const PROPOSE = 'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id version } }';
const proposal = (more: object, place = 0): { input: object } => ({
  input: { roundId: round.id, surveyFeatureId: round.features[place]!.id, kind: 'RETIRE', reason: '利用がない', ...more },
});
const propose = async (more: object, place = 0): Promise<Made> =>
  (await pmo.expectData<{ proposeDecision: Made }>(PROPOSE, proposal(more, place))).proposeDecision;
interface Shown {
  effectiveOn: string | null;
  effectiveFiscalYear: number | null;
  dayState: string;
  contract: { id: string } | null;
  savings: object[];
}
const read = async (id: string): Promise<Shown> =>
  (
    await pmo.expectData<{ featureDecision: Shown }>(
      'query ($id: ID!) { featureDecision(id: $id) { effectiveOn effectiveFiscalYear dayState contract { id } savings { fiscalYear months yen } } }',
      { id },
    )
  ).featureDecision;
const MOVE = 'mutation ($input: MoveDecisionInput!) { moveDecision(input: $input) { id version state } }';
const move = ({ id, version }: Made, to: string): { input: object } => ({ input: { decisionId: id, version, to, reason: `→ ${to}` } });

describe('the day of a decision', () => {
  it('follows the end of the contract when that moves', async () => {
    const waited = await contract();
    const decision = await propose({ opportunity: 'CONTRACT_END', contractId: waited.id });
    expect(await read(decision.id)).toMatchObject({ effectiveOn: '2027-09-30', dayState: 'KNOWN', contract: { id: waited.id } });
    await change(waited, { endsOn: '2028-03-31' });
    expect((await read(decision.id)).effectiveOn).toBe('2028-03-31');
  });

  it('follows the end of the licence, and not that of the contract or the replacement of the system', async () => {
    await portal.superuser.query(`update information_system set replacement_on = '2031-01-01' where id = $1`, [systemId]);
    const waited = await contract();
    const decision = await propose({ opportunity: 'LICENCE_END', contractId: waited.id });
    expect(await read(decision.id)).toMatchObject({ effectiveOn: null, dayState: 'UNKNOWN' });
    await change(waited, { licenceEndsOn: '2027-05-31' });
    expect(await read(decision.id)).toMatchObject({ effectiveOn: '2027-05-31', dayState: 'KNOWN' });
  });

  it.each([
    ['is unknown', 'UNKNOWN', 'UNKNOWN'],
    ['was never agreed', 'NONE', 'NO_END'],
  ])('says so when the end of the contract %s, and cannot be scheduled', async (_what, endKind, dayState) => {
    const waited = await contract({ endsOn: null, endKind });
    const decision = await propose({ opportunity: 'CONTRACT_END', contractId: waited.id });
    expect(await read(decision.id)).toMatchObject({ effectiveOn: null, dayState, contract: { id: waited.id } });
    const { moveDecision } = await pmo.expectData<{ moveDecision: Made }>(MOVE, move(decision, 'AGREED'));
    const refusal = await pmo.expectRefusal(MOVE, move(moveDecision, 'SCHEDULED'));
    expect(refusal.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'to' });
    expect(refusal.message).toContain('契約に終了日を登録');
  });

  it.each(['LEASE', 'HARDWARE_MAINTENANCE', 'OTHER'])(
    'follows the planned stop of hardware (%s), else the end of its support, else that of the contract',
    async kind => {
      const waited = await contract({ kind, endsOn: null });
      const decision = await propose({ opportunity: 'HARDWARE_REPLACEMENT', contractId: waited.id });
      expect(await read(decision.id)).toMatchObject({ effectiveOn: null, effectiveFiscalYear: null, dayState: 'UNKNOWN' });
      const moved = [
        { endKind: 'KNOWN', endsOn: '2027-03-31' },
        { supportEndsOn: '2028-09-30', supportEndSource: '製造者の告知' },
        { stopsOn: '2028-03-30' },
      ];
      const days = [];
      let [terms, version] = [waited.input, waited.version];
      for (const more of moved) {
        terms = { ...terms, ...more };
        await change({ id: waited.id, version, input: terms }, {});
        version += 1;
        const { effectiveOn, effectiveFiscalYear, dayState } = await read(decision.id);
        days.push([effectiveOn, effectiveFiscalYear, dayState]);
      }
      // What is there on its last day is gone from the day after, which on 31 March is of the next fiscal year.
      expect(days).toEqual([
        ['2027-03-31', 2027, 'KNOWN'],
        ['2028-09-30', 2028, 'KNOWN'],
        ['2028-03-30', 2027, 'KNOWN'],
      ]);
    },
  );

  it('follows the renewal of a contract, the day after its end, from which it saves', async () => {
    const waited = await contract({ endsOn: '2027-03-31', renewalKind: 'TACIT' });
    const saving = { savingYen: 1_000_000, savingBasis: '概算' };
    const decision = await propose({ opportunity: 'CONTRACT_RENEWAL', contractId: waited.id, ...saving });
    expect(await read(decision.id)).toEqual({
      effectiveOn: '2027-04-01',
      effectiveFiscalYear: 2027,
      dayState: 'KNOWN',
      contract: { id: waited.id },
      savings: [{ fiscalYear: 2027, months: 12, yen: 1_000_000 }],
    });
    await change(waited, { endsOn: '2027-09-30', renewalKind: 'BY_AGREEMENT' });
    expect(await read(decision.id)).toMatchObject({ effectiveOn: '2027-10-01', effectiveFiscalYear: 2027 });
  });

  it.each([
    ['nobody has said that it is renewed', { renewalKind: null }, 'UNKNOWN'],
    ['its end is unknown', { endKind: 'UNKNOWN', endsOn: null }, 'UNKNOWN'],
    ['no end was agreed', { endKind: 'NONE', endsOn: null }, 'NO_END'],
    ['it is not renewed any more', { renewalKind: 'NONE' }, 'NO_RENEWAL'],
  ])('is no day of a renewal when %s, and cannot be scheduled', async (_what, more, dayState) => {
    const waited = await contract({ renewalKind: 'TACIT' });
    const decision = await propose({ opportunity: 'CONTRACT_RENEWAL', contractId: waited.id });
    await change(waited, more);
    expect(await read(decision.id)).toMatchObject({ effectiveOn: null, effectiveFiscalYear: null, dayState, savings: [] });
    const { moveDecision } = await pmo.expectData<{ moveDecision: Made }>(MOVE, move(decision, 'AGREED'));
    const { message } = await pmo.expectRefusal(MOVE, move(moveDecision, 'SCHEDULED'));
    expect(message).toContain('契約の更新日が分からない');
  });

  it('is not said to be unknown when the wall hides the contract', async () => {
    const decision = await propose({ opportunity: 'CONTRACT_END', contractId: (await contract()).id });
    const other = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
    const hidden = await contract({}, other);
    await portal.superuser.query('update feature_decision set contract_id = $1 where id = $2', [hidden.id, decision.id]);
    expect(await read(decision.id)).toMatchObject({ effectiveOn: null, dayState: 'HIDDEN', contract: null });
  });
});

describe('the contract that a decision names', () => {
  it('is one of the own organisation for the system, and nothing else', async () => {
    const other = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
    const refused = [
      { opportunity: 'CONTRACT_END' },
      { opportunity: 'CONTRACT_END', contractId: (await contract({}, other)).id },
      { opportunity: 'LICENCE_END', contractId: (await contract({ systemIds: [] })).id },
      { opportunity: 'NEXT_RENEWAL', contractId: (await contract()).id },
      { opportunity: 'HARDWARE_REPLACEMENT' },
      { opportunity: 'HARDWARE_REPLACEMENT', contractId: (await contract({ kind: 'OPERATION' })).id },
      { opportunity: 'CONTRACT_RENEWAL' },
      { opportunity: 'CONTRACT_RENEWAL', contractId: (await contract({ renewalKind: 'NONE' })).id },
    ];
    for (const terms of refused) {
      const { extensions } = await pmo.expectRefusal(PROPOSE, proposal(terms));
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'contractId' });
    }
  });

  it('is given up when the decision is changed to wait for something else', async () => {
    const decision = await propose({ opportunity: 'CONTRACT_END', contractId: (await contract()).id });
    await pmo.expectData('mutation ($input: ChangeDecisionInput!) { changeDecision(input: $input) { id } }', {
      input: {
        decisionId: decision.id,
        version: decision.version,
        kind: 'RETIRE',
        reason: '前倒し',
        opportunity: 'DAY',
        day: '2027-01-01',
        dayReason: '改修に合わせる',
      },
    });
    expect(await read(decision.id)).toMatchObject({ effectiveOn: '2027-01-01', contract: null });
  });

  it('shows what hangs on it, and what that saves in which fiscal year', async () => {
    const waited = await contract();
    const saving = { savingYen: 1_000_000, savingBasis: '概算' };
    const first = await propose({ opportunity: 'CONTRACT_END', contractId: waited.id, ...saving });
    const withdrawn = await propose({ opportunity: 'CONTRACT_END', contractId: waited.id }, 1);
    await pmo.expectData(MOVE, move(withdrawn, 'WITHDRAWN'));
    const { contract: shown } = await pmo.expectData<{ contract: { decisions: object[] } }>(
      'query ($id: ID!) { contract(id: $id) { decisions { id effectiveOn savings { fiscalYear months yen } } } }',
      { id: waited.id },
    );
    // The contract is in force on its last day; half of the fiscal year 2027 is saved, and all of each later one.
    expect(shown.decisions).toEqual([
      {
        id: first.id,
        effectiveOn: '2027-09-30',
        savings: [
          { fiscalYear: 2027, months: 6, yen: 500_000 },
          { fiscalYear: 2028, months: 12, yen: 1_000_000 },
        ],
      },
    ]);
    await change(waited, { endsOn: '2028-03-31' });
    expect((await read(first.id)).savings).toEqual([{ fiscalYear: 2028, months: 12, yen: 1_000_000 }]);
  });
});

describe('the budget', () => {
  const LINES = `query ($standing: BudgetStanding!) { budgetLines(fiscalYear: 2027, standing: $standing, asOf: "2026-11-27") { items {
    id isCarried shortenedOn decisions { id } } } budgetRequest(fiscalYear: 2027, asOf: "2026-11-27") {
    standings { standing figures { contractCount carriedCount decidedCount } } } }`;
  const lines = async (standing = 'RENEWAL') => {
    const { budgetLines, budgetRequest } = await pmo.expectData<{
      budgetLines: { items: { id: string; decisions: { id: string }[] }[] };
      budgetRequest: { standings: { standing: string; figures: object }[] };
    }>(LINES, { standing });
    return {
      of: (id: string) => budgetLines.items.find(one => one.id === id)!,
      figures: budgetRequest.standings.find(one => one.standing === standing)!.figures,
    };
  };

  it('marks a contract with which something ends, names the decision there and at others of the system, and keeps all in the sums', async () => {
    const [ending, other] = [await contract({ endsOn: '2027-03-31' }), await contract({ endsOn: '2027-09-30' })];
    const decision = await propose({ opportunity: 'CONTRACT_END', contractId: ending.id });
    const improvement = { kind: 'IMPROVE', improvement: 'MODIFICATION', opportunity: 'CONTRACT_END', contractId: other.id };
    await propose(improvement, 1);
    const { of, figures } = await lines();
    expect(of(ending.id)).toEqual({ id: ending.id, isCarried: true, shortenedOn: null, decisions: [{ id: decision.id }] });
    expect(of(other.id)).toEqual({ id: other.id, isCarried: false, shortenedOn: null, decisions: [{ id: decision.id }] });
    expect(figures).toEqual({ contractCount: 2, carriedCount: 1, decidedCount: 1 });
  });

  it('goes by the end of the licence where the decision does, which may come after the renewal or be unknown', async () => {
    const licence = async (licenceEndsOn: string | null): Promise<string> => (await contract({ endsOn: '2027-03-31', licenceEndsOn })).id;
    const [before, within, unknown] = [await licence('2027-03-31'), await licence('2027-09-30'), await licence(null)];
    for (const [place, contractId] of [before, within, unknown].entries())
      await propose({ kind: 'SHRINK', opportunity: 'LICENCE_END', contractId }, place);
    const { of } = await lines();
    expect([of(before), of(within), of(unknown)]).toMatchObject([
      { isCarried: true, shortenedOn: null },
      { isCarried: false, shortenedOn: '2027-10-01' },
      { isCarried: false, shortenedOn: null },
    ]);
  });

  it('goes by the renewal or the last day of the hardware where the decision does', async () => {
    const renewed = await contract({ endsOn: '2027-03-31', renewalKind: 'TACIT' });
    const support = { supportEndsOn: '2027-09-30', supportEndSource: '製造者の告知' };
    const hardware = await contract({ kind: 'LEASE', endsOn: '2027-03-31', ...support });
    await propose({ opportunity: 'CONTRACT_RENEWAL', contractId: renewed.id });
    await propose({ opportunity: 'HARDWARE_REPLACEMENT', contractId: hardware.id }, 1);
    const { of } = await lines();
    expect([of(renewed.id), of(hardware.id)]).toMatchObject([
      { isCarried: true, shortenedOn: null },
      { isCarried: false, shortenedOn: '2027-10-01' },
    ]);
  });

  it('counts a contract whose last day of use has come by its end, and one whose decision waits for an end that is unknown', async () => {
    const stopped = await contract({ endsOn: '2027-03-31', stopsOn: '2027-03-31' });
    const running = await contract({ endsOn: '2027-03-31', stopsOn: '2027-04-01' });
    const { of } = await lines();
    expect([of(stopped.id), of(running.id)]).toMatchObject([
      { isCarried: true, shortenedOn: null },
      { isCarried: false, shortenedOn: '2027-04-02' },
    ]);
    const unknown = await contract({ endsOn: null });
    await propose({ opportunity: 'CONTRACT_END', contractId: unknown.id });
    expect((await lines('UNKNOWN_END')).of(unknown.id)).toMatchObject({ isCarried: true });
  });
});
