import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays } from '../support/survey.ts';

/** What operation contracts tend to forget, gone through before a renewal. */
let portal: TestPortal;
let ministry: TestOrganisation;
let officer: Person;

beforeAll(async () => {
  portal = await openPortal();
  ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.AUDITOR, Role.RESPONDENT);
  officer = ministry.as(Role.BUDGET_OFFICER);
});
afterAll(() => portal.close());

const MARK = 'mutation ($input: MarkChecklistPointInput!) { markChecklistPoint(input: $input) { renewalChecklist { openCount } } }';

interface Checklist {
  fiscalYear: number;
  requiredCount: number;
  openCount: number;
  points: { code: string; optional: boolean; result: string | null; note: string; markedByName: string | null; version: number }[];
}

async function makeContract(input: Record<string, unknown> = {}): Promise<string> {
  const { createContract } = await officer.expectData<{ createContract: { id: string } }>(
    'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }',
    { input: contractInput(input) },
  );
  return createContract.id;
}

async function checklistOf(id: string, person = officer): Promise<Checklist> {
  const { contract } = await person.expectData<{ contract: { renewalChecklist: Checklist } }>(
    'query ($id: ID!) { contract(id: $id) { renewalChecklist { fiscalYear requiredCount openCount points { code optional result note markedByName version } } } }',
    { id },
  );
  return contract.renewalChecklist;
}

it('holds the fifteen points of the guidebook and three for where they are needed, all open at first', async () => {
  const { requiredCount, openCount, points } = await checklistOf(await makeContract());
  expect([requiredCount, openCount, points.length]).toEqual([15, 15, 18]);
  expect(points.filter(({ optional }) => optional).map(({ code }) => code)).toEqual(['NETWORK_CHANGE', 'INCIDENT_ROLE', 'CONTACTS']);
});

it('is for the fiscal year that the renewal falls in, the day after the end', async () => {
  const yearOf = async (input: Record<string, unknown>) => (await checklistOf(await makeContract(input))).fiscalYear;
  expect(await yearOf({ endsOn: '2031-03-31' })).toBe(2031);
  expect(await yearOf({ endsOn: '2031-03-30' })).toBe(2030);
  // What has long ended, or whose end nobody knows, is looked at for the years that can still be changed.
  const [thisYear, nextYear] = [await yearOf({ endsOn: '2020-03-31' }), await yearOf({})];
  expect(nextYear).toBe(thisYear + 1);
});

it('counts what is still open, and an optional point never', async () => {
  const contractId = await makeContract({ endsOn: '2031-03-31' });
  const mark = (code: string, version = 0, input: Record<string, unknown> = { result: 'SETTLED' }) =>
    officer.expectData(MARK, { input: { contractId, fiscalYear: 2031, code, version, ...input } });
  await mark('REPORT_DAILY', 0, { result: 'SETTLED', note: '仕様書 3.2' });
  await mark('NETWORK_CHANGE');
  await mark('STAFF_ENTRY', 0, { result: 'NOT_NEEDED', note: '遠隔での作業のため' });
  const { openCount, points } = await checklistOf(contractId);
  expect(openCount).toBe(13);
  expect(points.find(({ code }) => code === 'REPORT_DAILY')).toMatchObject({
    result: 'SETTLED',
    note: '仕様書 3.2',
    markedByName: expect.stringContaining('budget_officer'),
    version: 1,
  });
  // A mark that is taken back leaves the point open.
  await mark('REPORT_DAILY', 1, { result: null });
  expect((await checklistOf(contractId)).openCount).toBe(14);
});

it('starts anew for the next renewal', async () => {
  const contractId = await makeContract({ endsOn: inDays(30) });
  const { fiscalYear } = await checklistOf(contractId);
  await officer.expectData(MARK, { input: { contractId, fiscalYear: fiscalYear - 1, code: 'CONTACTS', result: 'SETTLED', version: 0 } });
  await officer.expectData(MARK, {
    input: { contractId, fiscalYear: fiscalYear - 1, code: 'REPORT_DAILY', result: 'SETTLED', version: 0 },
  });
  expect((await checklistOf(contractId)).openCount).toBe(15);
});

it.each([
  ['a point that is not needed without saying why', { code: 'REPORT_DAILY', result: 'NOT_NEEDED' }, 'note'],
  ['a year that there is not', { code: 'REPORT_DAILY', result: 'SETTLED', fiscalYear: 31 }, 'fiscalYear'],
])('refuses %s', async (_what, input, field) => {
  const { extensions } = await officer.expectRefusal(MARK, {
    input: { contractId: await makeContract(), fiscalYear: 2031, version: 0, ...input },
  });
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
});

it('tells whoever comes second that the point was marked', async () => {
  const contractId = await makeContract();
  const input = { contractId, fiscalYear: 2031, code: 'REPORT_DAILY', result: 'SETTLED', version: 0 };
  await officer.expectData(MARK, { input });
  const { extensions } = await officer.expectRefusal(MARK, { input });
  expect(extensions).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
});

it('is read by the auditor and marked by nobody of another ministry', async () => {
  const contractId = await makeContract();
  expect((await checklistOf(contractId, ministry.as(Role.AUDITOR))).openCount).toBe(15);
  const stranger = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
  const { extensions } = await stranger.expectRefusal(MARK, {
    input: { contractId, fiscalYear: 2031, code: 'REPORT_DAILY', result: 'SETTLED', version: 0 },
  });
  expect(extensions).toMatchObject({ code: 'NOT_FOUND' });
});
