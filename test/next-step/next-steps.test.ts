import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { DELEGATE, delegationsOf, FINISH } from '../delegation/delegations.ts';
import { ASK, RETURN_ROWS, REPLY, questionsOf } from '../row-question/questions.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import {
  backdate,
  changeRound,
  changeSheet,
  fillIn,
  fillInAndSubmit,
  inDays,
  makeSystem,
  openRound,
  prepareRound,
  type RoundMade,
} from '../support/survey.ts';

const NEXT_STEPS = `{ nextSteps {
  steps { kind subjectId partId name count totalCount dueOn } readings { kind subjectId name count totalCount on } upcoming { kind subjectId name on } } }`;
const CONFIRM = 'mutation ($input: ConfirmInformationSystemInput!) { confirmInformationSystem(input: $input) { id } }';
const OWNER = 'mutation ($input: SetSystemOwnerInput!) { setSystemOwner(input: $input) { id } }';
const START = 'mutation ($input: StartHandoverInput!) { startHandover(input: $input) { id } }';
const DISABLE = 'mutation ($input: DisableAccountInput!) { disableAccount(input: $input) { version } }';

interface Steps {
  steps: { kind: string; subjectId: string | null; count: number; totalCount: number | null; dueOn: string | null }[];
  readings: { kind: string; count: number | null }[];
  upcoming: { kind: string; subjectId: string; on: string } | null;
}

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const stepsOf = async (person: Person): Promise<Steps> => (await person.expectData<{ nextSteps: Steps }>(NEXT_STEPS)).nextSteps;
const kindsOf = async (person: Person): Promise<string[]> => (await stepsOf(person)).steps.map(({ kind }) => kind);

/** A ministry of its own that is asked about three features by a runner of its own. */
async function survey(features = 3, input = {}) {
  const runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER);
  const ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR);
  const round = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], features, input);
  return {
    runner,
    ministry,
    round,
    pmo: runner.as(Role.PORTFOLIO_MANAGER),
    respondent: ministry.as(Role.RESPONDENT),
    coordinator: ministry.as(Role.COORDINATOR),
  };
}
const delegate = (coordinator: Person, round: RoundMade, positions: number[], input: object) =>
  coordinator.expectData(DELEGATE, { input: { roundId: round.id, featureIds: positions.map(at => round.features[at]!.id), ...input } });

describe('a respondent', () => {
  it('is told the open rows of the sheet until it is handed in', async () => {
    const { round, respondent } = await survey();
    expect((await stepsOf(respondent)).steps).toEqual([
      expect.objectContaining({
        kind: 'ANSWER_SHEET',
        subjectId: round.id,
        name: '利用状況調査',
        count: 3,
        totalCount: 3,
        dueOn: inDays(14),
      }),
    ]);
    await fillIn(respondent, round, '012');
    expect((await stepsOf(respondent)).steps).toMatchObject([{ kind: 'HAND_IN_SHEET', count: 0, totalCount: 3 }]);
    await changeSheet(respondent, 'handInAnswerSheet', round.id);
    expect(await stepsOf(respondent)).toMatchObject({ steps: [], upcoming: { kind: 'ROUND_ENDS', subjectId: round.id, on: inDays(14) } });
  });

  it('who is asked for a part is told of its rows and its day, and of nothing else', async () => {
    const { round, respondent, coordinator, ministry } = await survey();
    const other = await portal.person(ministry.id, `other-${round.id}`, Role.RESPONDENT);
    await delegate(coordinator, round, [0, 1], { accountId: respondent.accountId, dueOn: inDays(2) });
    await fillIn(respondent, round, '0');
    expect((await stepsOf(respondent)).steps).toMatchObject([{ kind: 'ANSWER_PART', count: 1, totalCount: 2, dueOn: inDays(2) }]);
    // Whoever is asked for nothing sees the rows that nobody is asked for.
    expect((await stepsOf(other)).steps).toMatchObject([{ kind: 'ANSWER_SHEET', count: 1, totalCount: 1, dueOn: inDays(14) }]);
    await fillIn(respondent, round, '.1');
    expect((await stepsOf(respondent)).steps).toMatchObject([{ kind: 'FINISH_PART', count: 0, totalCount: 2 }]);
    const [part] = await delegationsOf(respondent, round.id);
    await respondent.expectData(FINISH, { input: { delegationId: part!.id, version: part!.version } });
    expect(await kindsOf(respondent)).toEqual([]);
  });

  it('is told of questions and of rows that came back', async () => {
    const { round, ministry, respondent, coordinator, pmo } = await survey();
    await fillInAndSubmit(coordinator, round, '012');
    const about = (at: number) => ({ featureId: round.features[at]!.id, question: '本当ですか' });
    await pmo.expectData(ASK, { input: { roundId: round.id, organisationId: ministry.id, ...about(0) } });
    expect((await stepsOf(respondent)).steps).toMatchObject([{ kind: 'REPLY_TO_QUESTIONS', count: 1, dueOn: inDays(14) }]);
    await pmo.expectData(RETURN_ROWS, { input: { roundId: round.id, organisationId: ministry.id, rows: [about(1), about(2)] } });
    expect((await stepsOf(respondent)).steps).toMatchObject([
      { kind: 'FIX_ROWS', count: 2, totalCount: 3 },
      { kind: 'REPLY_TO_QUESTIONS', count: 1 },
    ]);
    const [question] = await questionsOf(coordinator, round.id);
    await coordinator.expectData(REPLY, { input: { questionId: question!.id, version: question!.version, reply: 'はい' } });
    expect((await stepsOf(pmo)).steps).toContainEqual(expect.objectContaining({ kind: 'READ_REPLIES', count: 1 }));
    await changeRound(pmo, 'closeSurveyRound', round.id);
    expect((await stepsOf(pmo)).steps).toContainEqual(expect.objectContaining({ kind: 'READ_REPLIES', dueOn: null }));
  });
});

describe('a coordinator', () => {
  it('is led from the parts to the submission', async () => {
    const { round, respondent, coordinator } = await survey();
    await delegate(coordinator, round, [0], { accountId: respondent.accountId });
    await delegate(coordinator, round, [1], { bureau: '統計局', dueOn: inDays(3) });
    await fillIn(respondent, round, '0');
    const part = (await delegationsOf(respondent, round.id)).find(({ bureau }) => !bureau)!;
    await respondent.expectData(FINISH, { input: { delegationId: part.id, version: part.version } });
    await portal.superuser.query(`set session_replication_role = replica`);
    await portal.superuser.query(`update delegation set due_on = $1 where bureau is not null`, [inDays(-1)]);
    await portal.superuser.query(`set session_replication_role = origin`);
    expect((await stepsOf(coordinator)).steps).toMatchObject([
      { kind: 'CHASE_PARTS', count: 1, totalCount: 2, dueOn: inDays(-1) },
      { kind: 'ANSWER_SHEET', count: 2, totalCount: 3, dueOn: inDays(14) },
      { kind: 'REVIEW_PARTS', count: 1, totalCount: 2 },
    ]);
    await changeSheet(respondent, 'handInAnswerSheet', round.id);
    expect((await stepsOf(coordinator)).steps).toMatchObject([{ kind: 'SUBMIT_SHEET', count: 2, totalCount: 3 }]);
    await changeSheet(coordinator, 'submitAnswerSheet', round.id, { openRowReason: '該当なし' });
    expect(await kindsOf(coordinator)).toEqual([]);
  });
});

describe('whoever runs rounds', () => {
  it('is led from the preparation to the publication', async () => {
    const runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
    const bare = await portal.organisation(Role.RESPONDENT);
    const staffed = await portal.organisation(Role.COORDINATOR);
    const pmo = runner.as(Role.PORTFOLIO_MANAGER);
    const ofRounds = async () => (await stepsOf(pmo)).steps.filter(({ subjectId }) => subjectId === round.id);
    const system = await makeSystem(pmo, 1);
    const round = await prepareRound(pmo, system.id, [bare.id, staffed.id], { opensOn: inDays(-1) });
    expect(await ofRounds()).toMatchObject([{ kind: 'OPEN_ROUND', count: 2, dueOn: inDays(-1) }]);
    const { openSurveyRound: opened } = await pmo.expectData<{ openSurveyRound: RoundMade }>(
      'mutation ($input: OpenSurveyRoundInput!) { openSurveyRound(input: $input) { id version features { id code } } }',
      { input: { roundId: round.id, version: round.version } },
    );
    expect(await ofRounds()).toMatchObject([
      { kind: 'COLLECT_SHEETS', count: 2, totalCount: 2, dueOn: inDays(14) },
      { kind: 'NAME_COORDINATORS', count: 1, totalCount: 2 },
    ]);
    await fillInAndSubmit(staffed.as(Role.COORDINATOR), { ...opened, systemId: system.id }, '0');
    await portal.superuser.query(`set session_replication_role = replica`);
    await portal.superuser.query(`update survey_round set opens_on = $2, due_on = $2 where id = $1`, [round.id, inDays(-2)]);
    await portal.superuser.query(`set session_replication_role = origin`);
    expect((await ofRounds())[0]).toMatchObject({ kind: 'CLOSE_ROUND', count: 1, totalCount: 2, dueOn: inDays(-2) });
    await changeRound(pmo, 'closeSurveyRound', round.id);
    expect(await ofRounds()).toMatchObject([{ kind: 'PUBLISH_ROUND', count: 1, totalCount: 2, dueOn: null }]);
    await changeRound(pmo, 'publishSurveyRound', round.id, { sharing: 'OWN_ROW' });
    expect(await ofRounds()).toEqual([]);
  });

  it('is told of the rounds in their own charge alone, unless the whole portfolio is theirs', async () => {
    const { runner, round, pmo } = await survey();
    expect(await kindsOf(runner.as(Role.SYSTEM_OWNER))).toEqual([]);
    const owner = runner.as(Role.SYSTEM_OWNER).accountId;
    await pmo.expectData(OWNER, { input: { systemId: round.systemId, version: 2, accountId: owner } });
    expect(await kindsOf(runner.as(Role.SYSTEM_OWNER))).toContain('COLLECT_SHEETS');
  });
});

describe('whoever answers for records', () => {
  it('is told what is to be confirmed, completed and owned, and what comes after', async () => {
    const { runner, pmo } = await survey();
    const owner = runner.as(Role.SYSTEM_OWNER);
    const fresh = await makeSystem(pmo, 0, { replacementOn: inDays(5) });
    await makeSystem(pmo, 0);
    await pmo.expectData(OWNER, { input: { systemId: fresh.id, version: 1, accountId: owner.accountId } });
    expect((await stepsOf(owner)).steps).toMatchObject([
      { kind: 'CONFIRM_FIRST', subjectId: fresh.id, count: 1, totalCount: 1, dueOn: null },
      { kind: 'COMPLETE_RECORDS', subjectId: fresh.id, count: 1, totalCount: 1 },
    ]);
    // That of the survey has no owner either.
    expect((await stepsOf(pmo)).steps).toContainEqual(
      expect.objectContaining({ kind: 'NAME_OWNERS', subjectId: null, count: 2, totalCount: 3 }),
    );
    await owner.expectData(CONFIRM, { input: { systemId: fresh.id, version: 2 } });
    expect(await kindsOf(owner)).toEqual(['COMPLETE_RECORDS']);
    expect((await stepsOf(owner)).upcoming).toMatchObject({ kind: 'REPLACEMENT', subjectId: fresh.id, on: inDays(5) });
    await portal.superuser.query(`set session_replication_role = replica`);
    await portal.superuser.query(`update attestation set confirmed_at = now() - interval '2 years' where subject_id = $1`, [fresh.id]);
    await portal.superuser.query(`set session_replication_role = origin`);
    const [first] = (await stepsOf(owner)).steps;
    expect(first).toMatchObject({ kind: 'CONFIRM_AGAIN', subjectId: fresh.id, count: 1 });
    expect(first!.dueOn! < inDays(0)).toBe(true);
    const { informationSystems } = await owner.expectData<{ informationSystems: { items: { id: string }[] } }>(
      '{ informationSystems(filter: { ownedByViewer: true, confirmation: DUE }) { items { id } } }',
    );
    expect(informationSystems.items).toEqual([{ id: fresh.id }]);
  });
});

describe('whoever keeps people', () => {
  it('is told of hand-overs, of what nobody has, and of sheets that nobody can submit', async () => {
    const runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
    const ministry = await portal.organisation(Role.ADMINISTRATOR, Role.SYSTEM_OWNER, Role.RESPONDENT);
    const administrator = ministry.as(Role.ADMINISTRATOR);
    const leaver = ministry.as(Role.SYSTEM_OWNER);
    const successor = ministry.as(Role.RESPONDENT);
    await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], 1);
    expect((await stepsOf(administrator)).steps).toMatchObject([{ kind: 'APPOINT_COORDINATOR', count: 1, dueOn: inDays(14) }]);
    const system = await makeSystem(leaver, 0);
    await leaver.expectData(OWNER, { input: { systemId: system.id, version: 1, accountId: leaver.accountId } });
    await leaver.expectData(START, { input: { fromAccountId: leaver.accountId, toAccountId: successor.accountId, leavesOn: inDays(2) } });
    const taking = (await stepsOf(successor)).steps[0]!;
    expect(taking).toMatchObject({ kind: 'TAKE_OVER', name: expect.stringContaining('system_owner'), dueOn: inDays(2) });
    expect(taking.count).toBe(taking.totalCount);
    expect((await stepsOf(leaver)).steps).toContainEqual(expect.objectContaining({ kind: 'FOLLOW_HANDOVERS', count: 1, dueOn: inDays(2) }));
    expect(await kindsOf(administrator)).toEqual(['FOLLOW_HANDOVERS', 'APPOINT_COORDINATOR']);
    await administrator.expectData(DISABLE, {
      input: { accountId: leaver.accountId, version: 1, reason: '退職', withoutHandover: true },
    });
    expect((await stepsOf(administrator)).steps).toContainEqual(expect.objectContaining({ kind: 'PLACE_BELONGINGS', dueOn: null }));
  });

  it('as operator of the portal, is told of organisations without an administrator', async () => {
    await portal.organisation(Role.RESPONDENT);
    const step = (await stepsOf(portal.operator)).steps.find(({ kind }) => kind === 'APPOINT_ADMINISTRATORS');
    expect(step!.count).toBeGreaterThan(0);
    expect(step!.count).toBeLessThan(step!.totalCount!);
  });
});

describe('whoever reads', () => {
  it('is told what there is to read, and nothing to do', async () => {
    const { round, pmo, coordinator, ministry, runner } = await survey();
    await fillInAndSubmit(coordinator, round, '012');
    await changeRound(pmo, 'closeSurveyRound', round.id);
    await changeRound(pmo, 'publishSurveyRound', round.id, { sharing: 'ALL_ROWS' });
    const published = { kind: 'RESULTS', subjectId: round.id, on: inDays(0) };
    const auditor = await stepsOf(ministry.as(Role.AUDITOR));
    expect(auditor.steps).toEqual([]);
    expect(auditor.readings).toMatchObject([
      { ...published, count: null },
      { kind: 'CHANGES', on: inDays(0) },
      { kind: 'READINGS', count: 0, on: null },
    ]);
    await makeSystem(pmo, 0, { retiresOn: inDays(30), operationStartsOn: inDays(-30) });
    const budget = await portal.person(runner.id, `budget-${round.id}`, Role.BUDGET_OFFICER);
    expect(await stepsOf(budget)).toMatchObject({
      steps: [],
      readings: [
        { ...published, count: 1, totalCount: 1 },
        { kind: 'DATES_AHEAD', count: 1, totalCount: 2, on: inDays(30) },
      ],
      upcoming: { kind: 'RETIREMENT', on: inDays(30) },
    });
    const vendor = await portal.person(runner.id, `vendor-${round.id}`, Role.VENDOR);
    expect(await stepsOf(vendor)).toEqual({
      steps: [],
      readings: [{ kind: 'SYSTEMS', subjectId: null, name: null, count: 0, totalCount: null, on: null }],
      upcoming: null,
    });
  });
});

it('puts what is overdue first, then what is due soon, what has no known day, and what has time', async () => {
  const runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  const asked = await portal.organisation(Role.COORDINATOR);
  const pmo = runner.as(Role.PORTFOLIO_MANAGER);
  const system = await makeSystem(pmo, 1);
  const title = { later: '余裕がある', soon: '近い', over: '過ぎた' };
  await prepareRound(pmo, system.id, [asked.id], { title: title.later, opensOn: inDays(10) });
  await prepareRound(pmo, system.id, [asked.id], { title: title.soon, opensOn: inDays(7) });
  await prepareRound(pmo, system.id, [asked.id], { title: title.over, opensOn: inDays(-1) });
  const { steps } = await pmo
    .expectData<{ nextSteps: { steps: { name: string | null; dueOn: string | null }[] } }>(NEXT_STEPS)
    .then(({ nextSteps }) => nextSteps);
  const names = steps.map(({ name, dueOn }) => (dueOn ? name : 'unknown'));
  expect(names).toEqual([title.over, title.soon, 'unknown', 'unknown', 'unknown', title.later]);
});

it('keeps to the viewer’s own: what others have to do is nobody else’s affair', async () => {
  const { ministry } = await survey();
  const stranger = await portal.organisation(...Object.values(Role));
  for (const role of Object.values(Role)) expect((await stepsOf(stranger.as(role))).steps, role).toEqual([]);
  expect(ministry.id).not.toBe(stranger.id);
});

it('costs as many statements for many rounds, sheets, parts and systems as for one', { timeout: 60_000 }, async () => {
  const { runner, ministry, round, pmo, coordinator, respondent } = await survey();
  const everything = await portal.person(runner.id, `all-${round.id}`, ...Object.values(Role).filter(role => role !== Role.VENDOR));
  await delegate(coordinator, round, [0], { accountId: respondent.accountId });
  const measure = async () => [
    await countStatements(portal, () => stepsOf(everything)),
    await countStatements(portal, () => stepsOf(coordinator)),
  ];
  const few = await measure();
  for (let index = 0; index < 6; index++) {
    const more = await openRound(pmo, [ministry.id, runner.id], 2);
    await delegate(coordinator, more, [0], { accountId: respondent.accountId });
  }
  await backdate(portal, round.id, { opened: 3, submitted: [] });
  expect(await measure()).toEqual(few);
});
