import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { fiscalYearOf, today } from '../../server/scalars.ts';
import { contractInput } from '../support/contracts.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** What a budget officer is to do before the request, on the first page. */
let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const YEAR = fiscalYearOf(today());
const stepsOf = async (person: Person): Promise<object[]> =>
  (await person.expectData<{ nextSteps: { steps: object[] } }>('{ nextSteps { steps { kind subjectId name count totalCount dueOn } } }'))
    .nextSteps.steps;
const create = (person: Person, input: object): Promise<unknown> =>
  person.expectData('mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }', {
    input: contractInput({ ...input }),
  });

it('counts ends that nobody knows, renewals without a request and without money, each with its day', async () => {
  const ministry = await portal.organisation(Role.BUDGET_OFFICER, Role.AUDITOR);
  const officer = ministry.as(Role.BUDGET_OFFICER);
  expect(await stepsOf(officer)).toEqual([]);
  await create(officer, {});
  await create(officer, { endsOn: `${YEAR + 1}-03-31` });
  await create(officer, { endsOn: `${YEAR + 1}-09-30`, years: [{ fiscalYear: YEAR + 1, requestedYen: 5 }] });
  // In force until the day before the last of the fiscal year, whose budget has nothing for the one day that is left.
  await create(officer, { endsOn: `${YEAR + 1}-03-30`, amountYen: 12, years: [{ fiscalYear: YEAR, budgetedYen: 0 }] });
  const about = { subjectId: ministry.id, name: `${YEAR + 1}年度予算`, dueOn: `${YEAR}-08-31` };
  const steps = await stepsOf(officer);
  expect(steps).toHaveLength(3);
  expect(steps).toEqual(
    expect.arrayContaining([
      { kind: 'FIND_CONTRACT_ENDS', ...about, count: 1, totalCount: 4 },
      { kind: 'REQUEST_RENEWALS', ...about, count: 1, totalCount: 2 },
      { kind: 'FUND_RENEWALS', subjectId: ministry.id, name: `${YEAR}年度予算`, dueOn: `${YEAR + 1}-03-31`, count: 1, totalCount: 1 },
    ]),
  );
  expect(await stepsOf(ministry.as(Role.AUDITOR))).toEqual([]);
});

it('is due on the cut-off of the own budget office where one is set, and is about the own contracts alone', async () => {
  const other = (await portal.organisation(Role.BUDGET_OFFICER)).as(Role.BUDGET_OFFICER);
  await create(other, {});
  const ministry = await portal.organisation(Role.BUDGET_OFFICER);
  const officer = ministry.as(Role.BUDGET_OFFICER);
  await create(officer, {});
  await officer.expectData('mutation ($input: SetRequestCalendarInput!) { setRequestCalendar(input: $input) { version } }', {
    input: { fiscalYear: YEAR + 1, version: 0, dueOn: `${YEAR}-09-30`, cutoffs: [{ name: '会計課へ提出', on: `${YEAR}-06-30` }] },
  });
  expect(await stepsOf(officer)).toMatchObject([{ kind: 'FIND_CONTRACT_ENDS', count: 1, totalCount: 1, dueOn: `${YEAR}-06-30` }]);
});
