import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { contractInput } from '../support/contracts.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays, makeSystem, openRound } from '../support/survey.ts';

const CREATE = 'mutation ($input: CreateContractInput!) { createContract(input: $input) { id } }';
const DATES = 'ledgerDates { dates { kind contractName on isPast isUnknown } next { kind on } pastCount unknownCount }';
const SYSTEM = `query ($id: ID!) { informationSystem(id: $id) { ${DATES} rounds { responsible { name } } } }`;
const BOARD = `query ($id: ID!) { ministryBoard(organisationId: $id) { systems { id ${DATES} } } }`;

interface Dates {
  dates: { kind: string; contractName: string; on: string | null; isPast: boolean; isUnknown: boolean }[];
  next: { kind: string; on: string } | null;
  pastCount: number;
  unknownCount: number;
}
let portal: TestPortal;
let own: TestOrganisation;
let reader: TestOrganisation;
let officer: Person;
let systemId: string;
beforeAll(async () => {
  portal = await openPortal();
  own = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR, Role.RESPONDENT);
  reader = await portal.organisation(Role.PORTFOLIO_MANAGER);
  officer = own.as(Role.PORTFOLIO_MANAGER);
  const system = await makeSystem(officer, 1);
  systemId = system.id;
  await own.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
    input: { granteeOrganisationId: reader.id, role: 'PORTFOLIO_MANAGER' },
  });
  await openRound(officer, [reader.id], system, { dueOn: inDays(14) });
  const support = { supportEndsOn: inDays(-10), supportEndSource: '事業者の告知' };
  for (const contract of [
    { number: 'C-1', kind: 'SOFTWARE_MAINTENANCE', endsOn: inDays(100), noticeDays: 60, ...support },
    { number: 'C-2', kind: 'LICENCE', endsOn: inDays(200), licenceEndsOn: inDays(-1), noticeDays: 300 },
    { number: 'C-3', kind: 'OPERATION' },
    { number: 'C-4', kind: 'OPERATION', endsOn: inDays(-1), stopsOn: inDays(5) },
    { number: 'C-5', kind: 'OPERATION', endKind: 'NONE', stopsOn: inDays(20) },
  ])
    await officer.expectData(CREATE, { input: contractInput({ systemIds: [systemId], title: '題', ...contract }) });
});
afterAll(() => portal.close());

const ofSystem = async (person: Person, id = systemId) =>
  (await person.expectData<{ informationSystem: { ledgerDates: Dates; rounds: object[] } }>(SYSTEM, { id })).informationSystem;

describe('the dates of contracts of a system', () => {
  it('are what has passed while still in force, what nobody knows, then the soonest', async () => {
    const { ledgerDates, rounds } = await ofSystem(officer);
    expect(ledgerDates.dates.map(({ kind, contractName, on, isPast, isUnknown }) => [kind, contractName, on, isPast, isUnknown])).toEqual([
      ['SUPPORT_END', 'C-1 題', inDays(-10), true, false],
      ['LICENCE_END', 'C-2 題', inDays(-1), true, false],
      ['CONTRACT_END', 'C-3 題', null, false, true],
      ['SUPPORT_END', 'C-2 題', null, false, true],
      ['PLANNED_STOP', 'C-5 題', inDays(20), false, false],
      ['CONTRACT_NOTICE', 'C-1 題', inDays(40), false, false],
      ['CONTRACT_END', 'C-1 題', inDays(100), false, false],
      ['CONTRACT_END', 'C-2 題', inDays(200), false, false],
    ]);
    expect(ledgerDates).toMatchObject({ next: { kind: 'PLANNED_STOP', on: inDays(20) }, pastCount: 2, unknownCount: 2 });
    expect(rounds).toEqual([{ responsible: { name: expect.stringContaining('portfolio_manager') } }]);
  });

  it('are for those who may read contracts, and a survey in another ministry’s charge names none of its people', async () => {
    expect(await own.as(Role.RESPONDENT).expectRefusal(SYSTEM, { id: systemId })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect((await ofSystem(reader.as(Role.PORTFOLIO_MANAGER))).rounds).toEqual([{ responsible: null }]);
  });

  it('are none of a system without contracts', async () => {
    const { id } = await makeSystem(officer, 0);
    expect((await ofSystem(officer, id)).ledgerDates).toEqual({ dates: [], next: null, pastCount: 0, unknownCount: 0 });
  });
});

describe('on the board of a ministry', () => {
  const board = async (person: Person) =>
    (await person.expectData<{ ministryBoard: { systems: { id: string; ledgerDates: Dates }[] } }>(BOARD, { id: own.id })).ministryBoard
      .systems;

  it('they are the same, for the ministry and for those it granted reading', async () => {
    const expected = (await ofSystem(officer)).ledgerDates;
    for (const person of [officer, reader.as(Role.PORTFOLIO_MANAGER)])
      expect((await board(person)).find(({ id }) => id === systemId)?.ledgerDates).toEqual(expected);
  });

  it('they cost as many statements for many systems as for few', async () => {
    const measure = () => countStatements(portal, () => board(officer));
    const few = await measure();
    for (let index = 0; index < 6; index++) {
      const { id } = await makeSystem(officer, 0);
      for (let year = 0; year < 3; year++)
        await officer.expectData(CREATE, {
          input: contractInput({ systemIds: [id], kind: 'LICENCE', number: `M-${index}-${year}`, endsOn: inDays(300 + year) }),
        });
    }
    expect(await measure()).toBe(few);
  });

  it('they stand in the file, for those alone who may read contracts', async () => {
    const line = async (person: Person) =>
      (await person.download(`ministry-board/${own.id}.csv?lang=ja`)).bytes
        .toString('utf8')
        .split('\r\n')
        .find(row => row.includes('利用停止の予定'));
    expect(await line(officer)).toMatch(new RegExp(`${inDays(20)},利用停止の予定,C-5 題,2,2$`));
    expect(await line(own.as(Role.RESPONDENT))).toBeUndefined();
    // What has passed is found by the same filter as what the board itself has a date for.
    const { bytes } = await officer.download(`ministry-board/${own.id}.csv?lang=ja&due=OVER`);
    expect(bytes.toString('utf8').trim().split('\r\n')).toHaveLength(2);
  });
});
