import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { inDays, makeSystem, openRound } from '../support/survey.ts';

const BOARD = `query ($id: ID!) { ministryBoard(organisationId: $id) { organisation { id } confirmationMonths systems {
  id code record { completenessRatio missing confirmation { state } } ownerState ownerName
  survey { state submittedCount targetCount } next { kind on } } } }`;
const OVERVIEW = `query ($class: ClassSought, $profile: ProfileSought) { ministryOverview(systemClass: $class, profile: $profile) { ministries {
  organisation { id } systemCount completenessRatio incompleteCount neverConfirmedCount confirmationDueCount confirmedCount noOwnerCount
  ownerLeftCount unknownClassCount unknownProfileCount openSurveyCount next { kind on } } } }`;
const CONFIRM = 'mutation ($input: ConfirmInformationSystemInput!) { confirmInformationSystem(input: $input) { id } }';
const OWNER = 'mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { id } }';

let portal: TestPortal;
let own: TestOrganisation;
let reader: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  own = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.ADMINISTRATOR, Role.RESPONDENT, Role.COORDINATOR);
  reader = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.AUDITOR);
  stranger = await portal.organisation(Role.PORTFOLIO_MANAGER);
  await own.as(Role.ADMINISTRATOR).expectData('mutation ($input: GrantReadingInput!) { grantReading(input: $input) { id } }', {
    input: { granteeOrganisationId: reader.id, role: 'PORTFOLIO_MANAGER' },
  });
});
afterAll(() => portal.close());

const pmo = () => own.as(Role.PORTFOLIO_MANAGER);
interface Board {
  systems: { id: string; code: string; ownerState: string; ownerName: string | null; survey: object | null; next: object | null }[];
}
const board = async (person: Person): Promise<Board> =>
  (await person.expectData<{ ministryBoard: Board }>(BOARD, { id: own.id })).ministryBoard;

describe('ministryBoard', () => {
  it('puts what is unknown first, and tells survey, owner and next date of each system', async () => {
    const confirmed = await makeSystem(pmo(), 1, { code: 'A', profile: 'I', systemClass: 'MINISTRY', replacementOn: inDays(90) });
    const bare = await makeSystem(pmo(), 0, { code: 'C', userIds: [stranger.id] });
    const better = await makeSystem(pmo(), 0, { code: 'B', description: '説明', profile: 'II' });
    await pmo().expectData(CONFIRM, { input: { systemId: confirmed.id, version: 1 } });
    await pmo().expectData(OWNER, { input: { systemId: confirmed.id, version: 1, accountId: pmo().accountId } });
    await openRound(pmo(), [stranger.id, own.id], confirmed, { dueOn: inDays(14) });
    const { systems } = await board(pmo());
    expect(systems.map(({ id }) => id)).toEqual([bare.id, better.id, confirmed.id]);
    expect(systems[2]).toMatchObject({
      record: { confirmation: { state: 'CONFIRMED' } },
      ownerState: 'IN_PLACE',
      ownerName: expect.stringContaining('portfolio_manager'),
      survey: { state: 'OPEN', submittedCount: 0, targetCount: 2 },
      next: { kind: 'SURVEY', on: inDays(14) },
    });
    expect(systems[0]).toMatchObject({ ownerState: 'NONE', ownerName: null, survey: null, next: null });
  });

  it('is for the ministry and for those it granted reading, who learn no name of its people', async () => {
    const { systems } = await board(reader.as(Role.PORTFOLIO_MANAGER));
    expect(systems).toHaveLength(3);
    expect(systems[2]).toMatchObject({ ownerState: 'IN_PLACE', ownerName: null, survey: { submittedCount: null } });
    for (const person of [stranger.as(Role.PORTFOLIO_MANAGER), reader.as(Role.AUDITOR)])
      expect(await person.expectRefusal(BOARD, { id: own.id })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await own.as(Role.RESPONDENT).ask(BOARD, { id: own.id })).toMatchObject({ errors: undefined });
  });

  it('comes as CSV and XLSX with what is missing in words', async () => {
    const { status, bytes } = await pmo().download(`ministry-board/${own.id}.csv?lang=ja`);
    expect(status).toBe(200);
    const lines = bytes.toString('utf8').trim().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^C,.*未登録.*説明、システムの分類.*未確認/);
    expect((await pmo().download(`ministry-board/${own.id}.xlsx`)).status).toBe(200);
    expect((await stranger.as(Role.PORTFOLIO_MANAGER).download(`ministry-board/${own.id}.csv`)).status).toBe(404);
  });
});

describe('a board as a file', () => {
  const codes = async (query: string): Promise<string[]> => {
    const { status, bytes } = await pmo().download(`ministry-board/${own.id}.csv?lang=ja&${query}`);
    expect(status).toBe(200);
    const lines = bytes.toString('utf8').trim().split('\r\n');
    return lines.slice(1).map(line => line.split(',')[0]!);
  };

  it.each([
    ['', ['C', 'B', 'A']],
    ['class=UNKNOWN', ['C', 'B']],
    ['profile=II', ['B']],
    ['confirmation=NEVER', ['C', 'B']],
    ['owner=NONE&missing=DESCRIPTION', ['C']],
    ['state=IN_OPERATION&sort=name', ['C', 'B', 'A']],
    ['missing=ANY&sort=next', ['A', 'C', 'B']],
    ['due=OVER', []],
  ])('holds what its page shows with ?%s', async (query, expected) => {
    expect(await codes(query)).toEqual(expected);
  });

  it('is not found by an address that no page has', async () => {
    expect((await pmo().download(`ministry-board/${own.id}.csv?class=NONSENSE`)).status).toBe(404);
  });
});

describe('ministryOverview', () => {
  const overview = async (person: Person, variables = {}) =>
    (
      await person.expectData<{ ministryOverview: { ministries: { organisation: { id: string }; systemCount: number }[] } }>(
        OVERVIEW,
        variables,
      )
    ).ministryOverview.ministries;

  it('counts the own ministry and those that granted reading, one without systems too', async () => {
    const ministries = await overview(reader.as(Role.PORTFOLIO_MANAGER));
    expect(ministries.map(({ organisation }) => organisation.id)).toEqual([own.id, reader.id]);
    expect(ministries[0]).toMatchObject({
      systemCount: 3,
      incompleteCount: 3,
      neverConfirmedCount: 2,
      confirmedCount: 1,
      confirmationDueCount: 0,
      noOwnerCount: 2,
      ownerLeftCount: 0,
      unknownClassCount: 2,
      unknownProfileCount: 1,
      openSurveyCount: 1,
      next: { kind: 'SURVEY', on: inDays(14) },
    });
    expect(ministries[1]).toMatchObject({ systemCount: 0, completenessRatio: null, unknownClassCount: 0, next: null });
    expect((await overview(stranger.as(Role.PORTFOLIO_MANAGER))).map(({ organisation }) => organisation.id)).toEqual([stranger.id]);
  });

  it('is narrowed by class and profile', async () => {
    expect((await overview(pmo(), { class: 'MINISTRY' }))[0]!.systemCount).toBe(1);
    expect((await overview(pmo(), { profile: 'II' }))[0]!.systemCount).toBe(1);
    expect((await overview(pmo(), { class: 'MINISTRY', profile: 'II' }))[0]!.systemCount).toBe(0);
    expect((await overview(pmo(), { class: 'UNKNOWN' }))[0]!.systemCount).toBe(2);
    expect((await overview(pmo(), { profile: 'UNKNOWN' }))[0]!.systemCount).toBe(1);
  });

  it('comes as CSV', async () => {
    const { status, bytes } = await pmo().download('ministry-overview.csv?lang=en');
    expect(status).toBe(200);
    expect(bytes.toString('utf8')).toContain(`Ministry ${own.corporateNumber},3,`);
  });

  it('as a file is narrowed and ordered as its page is', async () => {
    const linesOf = async (query: string) =>
      (await reader.as(Role.PORTFOLIO_MANAGER).download(`ministry-overview.csv?lang=en&${query}`)).bytes
        .toString('utf8')
        .trim()
        .split('\r\n')
        .slice(1);
    expect((await linesOf('class=MINISTRY'))[0]).toContain(`Ministry ${own.corporateNumber},1,`);
    expect((await linesOf('class=UNKNOWN'))[0]).toContain(`Ministry ${own.corporateNumber},2,`);
    expect((await linesOf('sort=systemCount'))[1]).toContain(`Ministry ${own.corporateNumber},3,`);
    expect((await linesOf('sort=-systemCount'))[0]).toContain(`Ministry ${own.corporateNumber},3,`);
  });
});

it('board and overview cost as many statements for 30 systems as for 3', { timeout: 60_000 }, async () => {
  const measure = async () => [
    await countStatements(portal, () => board(pmo())),
    await countStatements(portal, () => pmo().expectData(OVERVIEW)),
  ];
  const few = await measure();
  for (let index = 0; index < 27; index++) {
    const made = await makeSystem(pmo(), 0);
    await pmo().expectData(CONFIRM, { input: { systemId: made.id, version: 1 } });
    if (index % 9 === 0) await openRound(pmo(), [stranger.id], 1);
  }
  expect(await measure()).toEqual(few);
});
