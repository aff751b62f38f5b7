import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays, makeSystem } from '../support/survey.ts';

/** What the ledger and what was carried over give to do, on the first page. */
let portal: TestPortal;
let own: TestOrganisation;
let owner: Person;
let systemId: string;
beforeAll(async () => {
  portal = await openPortal();
  own = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.RESPONDENT, Role.ADMINISTRATOR);
  owner = own.as(Role.SYSTEM_OWNER);
  ({ id: systemId } = await makeSystem(owner, 0));
  await owner.expectData('mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { id } }', {
    input: { systemId, version: 1, accountId: owner.accountId },
  });
});
afterAll(() => portal.close());

interface Step {
  kind: string;
  subjectId: string | null;
  name: string | null;
  count: number;
  totalCount: number | null;
  dueOn: string | null;
}
const KINDS = [
  'GIVE_NOTICE',
  'SETTLE_ENDS',
  'REPLACE_UNSUPPORTED',
  'FIND_ENDS',
  'FIND_SUPPORT_ENDS',
  'DO_CARRIED_OVER',
  'DATE_CARRIED_OVER',
];
const stepsOf = async (person: Person): Promise<Step[]> =>
  (
    await person.expectData<{ nextSteps: { steps: Step[] } }>('{ nextSteps { steps { kind subjectId name count totalCount dueOn } } }')
  ).nextSteps.steps.filter(({ kind }) => KINDS.includes(kind));
const create = async (input: object): Promise<string> =>
  (
    await owner.expectData<{ createContract: { id: string } }>(
      'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
      { input: contractInput({ systemIds: [systemId], title: '題', ...input }) },
    )
  ).createContract.id;

describe('the ledger', () => {
  it('gives nothing to do without contracts', async () => {
    expect(await stepsOf(owner)).toEqual([]);
    expect(await stepsOf(own.as(Role.PORTFOLIO_MANAGER))).toEqual([]);
  });

  it('says what is due, counted and dated, of the own systems alone, and of all to the PMO', async () => {
    const support = { supportEndsOn: inDays(-3), supportEndSource: '事業者の告知' };
    const first = await create({ number: 'C-1', kind: 'SOFTWARE_MAINTENANCE', endsOn: inDays(100), noticeDays: 60, ...support });
    await create({ number: 'C-2', kind: 'LICENCE', endsOn: inDays(400), licenceEndsOn: inDays(150) });
    await create({ number: 'C-3', kind: 'OPERATION', stopsOn: inDays(170) });
    await create({ number: 'C-4', kind: 'OPERATION', endsOn: inDays(-1) });
    await create({ number: 'C-9', kind: 'OPERATION', endsOn: inDays(10), noticeDays: 5, systemIds: [(await makeSystem(owner, 0)).id] });
    const one = { subjectId: first, name: 'C-1 題', count: 1, totalCount: 3 };
    const several = { subjectId: null, name: null, totalCount: 3 };
    const steps = await stepsOf(owner);
    expect(steps).toHaveLength(5);
    expect(steps).toEqual(
      expect.arrayContaining([
        { kind: 'REPLACE_UNSUPPORTED', ...one, dueOn: inDays(-3) },
        { kind: 'GIVE_NOTICE', ...one, dueOn: inDays(40) },
        { kind: 'SETTLE_ENDS', ...several, count: 3, dueOn: inDays(100) },
        { kind: 'FIND_ENDS', ...several, subjectId: expect.any(String), name: 'C-3 題', count: 1, dueOn: null },
        { kind: 'FIND_SUPPORT_ENDS', ...several, subjectId: expect.any(String), name: 'C-2 題', count: 1, dueOn: null },
      ]),
    );
    // What has passed stands before what is unknown, and that before what has time.
    expect(steps.map(({ kind }) => kind)).toEqual([
      'REPLACE_UNSUPPORTED',
      expect.stringMatching(/^FIND/),
      expect.stringMatching(/^FIND/),
      'GIVE_NOTICE',
      'SETTLE_ENDS',
    ]);
    const ofAll = await stepsOf(own.as(Role.PORTFOLIO_MANAGER));
    expect(ofAll.find(({ kind }) => kind === 'GIVE_NOTICE')).toMatchObject({ subjectId: null, count: 2, totalCount: 4, dueOn: inDays(5) });
    expect(await stepsOf(own.as(Role.RESPONDENT))).toEqual([]);
  });

  it('is quiet about a date that somebody has taken care of', async () => {
    const { openAlerts } = await owner.expectData<{ openAlerts: { items: { id: string; kind: string; label: string }[] } }>(
      '{ openAlerts { items { id kind label } } }',
    );
    const { id } = openAlerts.items.find(({ kind, label }) => kind === 'CONTRACT_NOTICE' && label.startsWith('C-1'))!;
    await owner.expectData('mutation ($input: AcknowledgeAlertInput!) { acknowledgeAlert(input: $input) { id } }', {
      input: { alertId: id, version: 0 },
    });
    expect((await stepsOf(owner)).map(({ kind }) => kind)).not.toContain('GIVE_NOTICE');
  });

  it('costs as many statements for many contracts as for few', async () => {
    const measure = () => countStatements(portal, () => stepsOf(owner));
    const few = await measure();
    for (let index = 0; index < 12; index++) await create({ number: `M-${index}`, kind: 'LICENCE', endsOn: inDays(50 + index) });
    expect(await measure()).toBe(few);
  });
});

it('what is carried over is something to do once its day is near, and to ask after while it has none', async () => {
  const respondent = own.as(Role.RESPONDENT);
  for (const dueOn of [null, inDays(20), inDays(-2), inDays(31)])
    await respondent.expectData('mutation ($input: RecordCarryOverItemInput!) { recordCarryOverItem(input: $input) { id } }', {
      input: { text: '用件', dueOn },
    });
  const expected = [
    { kind: 'DO_CARRIED_OVER', count: 2, dueOn: inDays(-2) },
    { kind: 'DATE_CARRIED_OVER', count: 1, dueOn: null },
  ];
  for (const person of [respondent, own.as(Role.ADMINISTRATOR)]) expect(await stepsOf(person)).toMatchObject(expected);
  expect((await stepsOf(owner)).map(({ kind }) => kind)).not.toContain('DO_CARRIED_OVER');
});
