import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import {
  changeRound,
  changeSheet,
  fillIn,
  fillInAndSubmit,
  openRound,
  type RoundMade,
  SAVE_ANSWER,
  sheetVersion,
} from '../support/survey.ts';
import { ASK, ASK_COLLEAGUES, CLOSE, REPLY, SEND_BACK_ROWS, type Question, questionsOf } from './questions.ts';

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.AUDITOR);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.PORTFOLIO_MANAGER);
  stranger = await portal.organisation(...Object.values(Role));
});
afterAll(() => portal.close());

const respondent = () => ministry.as(Role.RESPONDENT);
const coordinator = () => ministry.as(Role.COORDINATOR);
const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);

/** A round about so many features that the ministry has answered and submitted. */
async function submitted(levels = '012'): Promise<RoundMade> {
  const round = await openRound(pmo(), [ministry.id], levels.length);
  await fillInAndSubmit(coordinator(), round, levels);
  return round;
}
const row = (round: RoundMade, place: number, question = 'この行の回答の根拠は？') => ({ featureId: round.features[place]!.id, question });
const asking = (round: RoundMade, question?: string) => ({
  input: { roundId: round.id, organisationId: ministry.id, ...row(round, 0, question) },
});
/** Saves a row over what stands there. */
const save = (person: Person, round: RoundMade, place: number, level = 'NOT_USED', version = 1) =>
  person.ask(SAVE_ANSWER, { input: { roundId: round.id, featureId: round.features[place]!.id, level, version } });
const codeOf = ({ errors }: Awaited<ReturnType<typeof save>>) => errors?.[0]?.extensions.code ?? 'saved';
const reply = (person: Person, { id, version }: Question, text = '要領の第3条によります。') =>
  person.expectData<{ replyToQuestion: object }>(REPLY, { input: { questionId: id, version, reply: text } });
const targetOf = async (round: RoundMade): Promise<object> => {
  const { surveyRound } = await pmo().expectData<{ surveyRound: { targets: object[] } }>(
    'query ($id: ID!) { surveyRound(id: $id) { targets { state waitingQuestionCount repliedQuestionCount returnedRowCount } } }',
    { id: round.id },
  );
  return surveyRound.targets[0]!;
};

describe('askAboutRow', () => {
  it('reaches the ministry, which replies, and the runner takes note', async () => {
    const round = await submitted();
    const { askAboutRow } = await pmo().expectData<{ askAboutRow: Question }>(ASK, asking(round));
    expect(askAboutRow).toMatchObject({ side: 'RUNNER', feature: { code: 'F-1' }, returned: false, reply: null });
    expect(await targetOf(round)).toEqual({
      state: 'SUBMITTED',
      waitingQuestionCount: 1,
      repliedQuestionCount: 0,
      returnedRowCount: 0,
    });
    const [asked] = await questionsOf(respondent(), round.id);
    expect(await reply(respondent(), asked!)).toMatchObject({
      replyToQuestion: { reply: '要領の第3条によります。', repliedByName: expect.stringMatching(/respondent/) },
    });
    expect(await targetOf(round)).toMatchObject({ waitingQuestionCount: 0, repliedQuestionCount: 1 });
    const [replied] = await questionsOf(pmo(), round.id, ministry.id);
    await pmo().expectData(CLOSE, { input: { questionId: replied!.id, version: replied!.version } });
    expect(await targetOf(round)).toMatchObject({ waitingQuestionCount: 0, repliedQuestionCount: 0 });
  });

  it('leaves every row locked', async () => {
    const round = await submitted();
    await pmo().expectData(ASK, asking(round));
    expect(codeOf(await save(coordinator(), round, 0))).toBe('CONFLICT');
  });

  it('still works once the round is closed', async () => {
    const round = await submitted();
    await changeRound(pmo(), 'closeSurveyRound', round.id);
    await pmo().expectData(ASK, asking(round));
    const [asked] = await questionsOf(coordinator(), round.id);
    expect(await reply(coordinator(), asked!)).toMatchObject({ replyToQuestion: { reply: expect.any(String) } });
  });

  it('is about what was submitted', async () => {
    const round = await openRound(pmo(), [ministry.id], 1);
    expect(await pmo().expectRefusal(ASK, asking(round))).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it.each(['', '　 ', 'あ'.repeat(2001)])('refuses the question %#', async question => {
    const round = await submitted('0');
    expect(await pmo().expectRefusal(ASK, asking(round, question))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'question' },
    });
  });

  it('refuses a feature of another round, another organisation’s manager, and a system owner', async () => {
    const [round, other] = [await submitted('0'), await submitted('0')];
    const foreign = { input: { ...asking(round).input, featureId: other.features[0]!.id } };
    expect(await pmo().expectRefusal(ASK, foreign)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(ASK, asking(round))).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    // Sees the round, and does not run it.
    expect(await ministry.as(Role.PORTFOLIO_MANAGER).expectRefusal(ASK, asking(round))).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await runner.as(Role.SYSTEM_OWNER).expectRefusal(ASK, asking(round))).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});

describe('inside the ministry', () => {
  async function handedIn(): Promise<RoundMade> {
    const round = await openRound(pmo(), [ministry.id], 3);
    await fillIn(respondent(), round, '012');
    await changeSheet(respondent(), 'handInAnswerSheet', round.id);
    return round;
  }
  const sendingBack = async (round: RoundMade, ...places: number[]) => ({
    input: {
      roundId: round.id,
      version: await sheetVersion(coordinator(), round.id),
      rows: places.map(place => row(round, place, '課の回答と違います')),
    },
  });

  it('the coordinator sends single rows back, which binds the respondents and not the coordinator', async () => {
    const round = await handedIn();
    expect(await coordinator().expectData(SEND_BACK_ROWS, await sendingBack(round, 1))).toMatchObject({
      sendBackRows: { state: 'IN_PROGRESS', waitingQuestionCount: 0 },
    });
    // It is the respondents' to reply.
    const WAITING = 'query ($id: ID!) { answerSheet(roundId: $id) { waitingQuestionCount } }';
    expect(await respondent().expectData(WAITING, { id: round.id })).toEqual({ answerSheet: { waitingQuestionCount: 1 } });
    expect([codeOf(await save(respondent(), round, 1)), codeOf(await save(respondent(), round, 0))]).toEqual(['saved', 'CONFLICT']);
    expect(codeOf(await save(coordinator(), round, 0))).toBe('saved');

    const HAND_IN = 'mutation ($input: HandInAnswerSheetInput!) { handInAnswerSheet(input: $input) { state openRowIds } }';
    const handingIn = async () => ({ input: { roundId: round.id, version: await sheetVersion(respondent(), round.id) } });
    expect(await respondent().expectRefusal(HAND_IN, await handingIn())).toMatchObject({ extensions: { code: 'CONFLICT' } });
    const [asked] = await questionsOf(respondent(), round.id);
    await reply(respondent(), asked!);
    expect(await respondent().expectData(HAND_IN, await handingIn())).toEqual({
      handInAnswerSheet: { state: 'HANDED_IN', openRowIds: null },
    });
  });

  it('no question of the coordinator is ever seen by the runner', async () => {
    const round = await handedIn();
    await coordinator().expectData(ASK_COLLEAGUES, { input: { roundId: round.id, ...row(round, 0, '内々の質問') } });
    await coordinator().expectData(SEND_BACK_ROWS, await sendingBack(round, 1));
    const [asked] = await questionsOf(coordinator(), round.id);
    await changeSheet(coordinator(), 'submitAnswerSheet', round.id);
    for (const role of [Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER, Role.AUDITOR]) {
      const { data } = await runner
        .as(role)
        .ask('query ($id: ID!) { surveyRound(id: $id) { targets { waitingQuestionCount } } }', { id: round.id });
      const asRunner = await runner
        .as(role)
        .ask('query ($id: ID!, $of: ID!) { rowQuestions(roundId: $id, organisationId: $of) { totalCount items { question } } }', {
          id: round.id,
          of: ministry.id,
        });
      expect(JSON.stringify([data, asRunner.data])).not.toMatch(/内々|課の回答|Count":[1-9]/);
    }
    expect(await coordinatorQuestionsFor(runner.id)).toBe(0);
    expect(await coordinatorQuestionsFor(ministry.id)).toBeGreaterThan(1);
    for (const document of [REPLY, CLOSE]) {
      const input = { questionId: asked!.id, version: asked!.version, ...(document === REPLY && { reply: 'x' }) };
      const person = document === REPLY ? stranger.as(Role.RESPONDENT) : pmo();
      expect(await person.expectRefusal(document, { input })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    }
  });

  it('nothing is sent back that was not handed in, nor by a respondent', async () => {
    const round = await openRound(pmo(), [ministry.id], 1);
    await fillIn(respondent(), round, '0');
    expect(await coordinator().expectRefusal(SEND_BACK_ROWS, await sendingBack(round, 0))).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    expect(await respondent().expectRefusal(SEND_BACK_ROWS, await sendingBack(round, 0))).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    const asking = { input: { roundId: round.id, ...row(round, 0) } };
    expect(await stranger.as(Role.COORDINATOR).expectRefusal(ASK_COLLEAGUES, asking)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await respondent().expectRefusal(ASK_COLLEAGUES, asking)).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await coordinator().expectRefusal(ASK_COLLEAGUES, { input: { ...asking.input, question: ' ' } })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'question' },
    });
  });
});

/** How many there are in the database for an organisation, past every rule of the application. */
function coordinatorQuestionsFor(organisationId: string): Promise<number> {
  return portal.doors.app.em.fork().transactional(async em => {
    await em.execute(`select set_config('app.tenant', ?, true)`, [organisationId]);
    const [row] = await em.execute<[{ count: number }]>(`select count(*)::int as count from row_question where side = 'COORDINATOR'`);
    return row.count;
  });
}

describe('a question', () => {
  it('is seen by the runner and the asked ministry, and by no other ministry of the round', async () => {
    const round = await openRound(pmo(), [ministry.id, stranger.id], 1);
    await fillInAndSubmit(coordinator(), round, '0');
    await pmo().expectData(ASK, asking(round, '目印のある質問'));
    for (const role of [Role.COORDINATOR, Role.PORTFOLIO_MANAGER, Role.AUDITOR]) {
      for (const asked of [
        'surveyRound(id: $id) { targets { questions { question } } }',
        'answerSheet(roundId: $id) { questions { question } }',
        'rowQuestions(roundId: $id) { items { question } }',
        'rowQuestions(roundId: $id, organisationId: $of) { items { question } }',
      ]) {
        const { data } = await stranger
          .as(role)
          .ask(`query ($id: ID!${asked.includes('$of') ? ', $of: ID!' : ''}) { ${asked} }`, { id: round.id, of: ministry.id });
        expect(JSON.stringify(data ?? null)).not.toContain('目印');
      }
    }
    expect(JSON.stringify(await questionsOf(pmo(), round.id, ministry.id))).toContain('目印');
  });

  it('is replied to by the ministry and closed by whoever asked, from the version last seen', async () => {
    const round = await submitted('0');
    await pmo().expectData(ASK, asking(round));
    const [{ id: questionId, version }] = (await questionsOf(coordinator(), round.id)) as [Question];
    expect(await coordinator().expectRefusal(CLOSE, { input: { questionId, version } })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await respondent().expectRefusal(CLOSE, { input: { questionId, version } })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await pmo().expectRefusal(REPLY, { input: { questionId, version, reply: 'x' } })).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    expect(await respondent().expectRefusal(REPLY, { input: { questionId, version, reply: ' ' } })).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', field: 'reply' },
    });
    expect(await respondent().expectRefusal(REPLY, { input: { questionId, version: 9, reply: 'x' } })).toMatchObject({
      extensions: { code: 'CONFLICT', currentVersion: version },
    });
    expect(await pmo().expectRefusal(CLOSE, { input: { questionId, version: 9 } })).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await pmo().expectData(CLOSE, { input: { questionId, version } });
    expect(await respondent().expectRefusal(REPLY, { input: { questionId, version: version + 1, reply: 'x' } })).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
  });
});
