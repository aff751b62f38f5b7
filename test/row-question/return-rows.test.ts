import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import {
  changeRound,
  changeSheet,
  csv,
  fillInAndSubmit,
  levelsOnHeatmap,
  makeFeature,
  openRound,
  type RoundMade,
  SAVE_ANSWER,
  sheetVersion,
} from '../support/survey.ts';
import { REPLY, RETURN_ROWS, type Question, questionsOf } from './questions.ts';

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR);
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
const returning = (round: RoundMade, ...places: number[]) => ({
  input: { roundId: round.id, organisationId: ministry.id, rows: places.map(place => row(round, place)) },
});
/** Saves a row over what stands there. */
const save = (person: Person, round: RoundMade, place: number, level = 'NOT_USED', version = 1) =>
  person.ask(SAVE_ANSWER, { input: { roundId: round.id, featureId: round.features[place]!.id, level, version } });
const codeOf = ({ errors }: Awaited<ReturnType<typeof save>>) => errors?.[0]?.extensions.code ?? 'saved';
const reply = (person: Person, { id, version }: Question, text = '要領の第3条によります。') =>
  person.expectData<{ replyToQuestion: object }>(REPLY, { input: { questionId: id, version, reply: text } });

describe('returnRows', () => {
  it('opens exactly the returned rows, for everybody in the ministry', async () => {
    const round = await submitted();
    expect(await pmo().expectData(RETURN_ROWS, returning(round, 0, 2))).toMatchObject({
      returnRows: { state: 'RETURNED', returnedRowCount: 2, waitingQuestionCount: 2 },
    });
    expect(codeOf(await save(respondent(), round, 0))).toBe('saved');
    expect(codeOf(await save(coordinator(), round, 2, 'FULLY_USED'))).toBe('saved');
    for (const person of [respondent(), coordinator()]) {
      const refused = await save(person, round, 1);
      expect(refused.errors?.[0]).toMatchObject({ extensions: { code: 'CONFLICT', type: 'AnswerSheet' } });
      expect(refused.errors?.[0]?.message).toContain('質問とともに戻された行だけ');
    }
    const { answerSheet } = await respondent().expectData<{ answerSheet: { openRowIds: string[] } }>(
      'query ($id: ID!) { answerSheet(roundId: $id) { openRowIds } }',
      { id: round.id },
    );
    expect(answerSheet.openRowIds.toSorted()).toEqual([round.features[0]!.id, round.features[2]!.id].toSorted());
  });

  it('keeps the others locked for a file too', async () => {
    const round = await submitted();
    await pmo().expectData(RETURN_ROWS, returning(round, 0));
    const importing = async (...lines: string[]) => ({
      input: {
        roundId: round.id,
        fileIds: [await respondent().upload('answers.csv', csv('機能コード,利用状況', ...lines))],
        leaveOutRefused: false,
      },
    });
    const IMPORT = 'mutation ($input: ImportAnswersInput!) { importAnswers(input: $input) { answeredCount } }';
    const locked = await respondent().expectRefusal(IMPORT, await importing('F-1,全く利用していない', 'F-2,全く利用していない'));
    expect(locked).toMatchObject({ extensions: { code: 'CONFLICT' } });
    // The whole form back, with only the returned row changed.
    await respondent().expectData(IMPORT, await importing('F-1,全く利用していない', 'F-3,全く利用していない'));
  });

  it('shows in the file of the progress which ministry is how far, as its page does, to each what it may see', async () => {
    const round = await openRound(pmo(), [ministry.id, runner.id], 3);
    await fillInAndSubmit(coordinator(), round, '012');
    await pmo().expectData(RETURN_ROWS, returning(round, 0, 2));
    const linesOf = async (person: Person, query = '') => {
      const { status, bytes } = await person.download(`round-progress/${round.id}.csv?lang=ja${query}`);
      return status === 200 ? bytes.toString('utf8').trim().split('\r\n').slice(1) : status;
    };
    const [returned, untouched] = [
      expect.stringMatching(/,差戻し,,3,3,提出,\d{4}-.*,2,2,0,$/),
      expect.stringMatching(/,未着手,,0,3,,,,0,0,0,取りまとめ担当者なし$/),
    ];
    expect(await linesOf(pmo(), '&sort=state')).toEqual([untouched, returned]);
    expect(await linesOf(pmo(), '&sort=-answered')).toEqual([returned, untouched]);
    expect(await linesOf(pmo(), '&show=RETURNED')).toEqual([returned]);
    expect(await linesOf(pmo(), '&show=NONSENSE')).toBe(404);
    expect(await linesOf(respondent())).toEqual([returned]);
    expect(await linesOf(stranger.as(Role.PORTFOLIO_MANAGER))).toBe(404);
  });

  it('waits for a reply to each question, then counts on and keeps both answers', async () => {
    const round = await submitted();
    await pmo().expectData(RETURN_ROWS, returning(round, 0));
    await save(respondent(), round, 0);
    await changeSheet(respondent(), 'handInAnswerSheet', round.id);
    const SUBMIT = 'mutation ($input: SubmitAnswerSheetInput!) { submitAnswerSheet(input: $input) { state } }';
    const submitting = async () => ({ input: { roundId: round.id, version: await sheetVersion(coordinator(), round.id) } });
    expect(await coordinator().expectRefusal(SUBMIT, await submitting())).toMatchObject({ extensions: { code: 'CONFLICT' } });
    const [asked] = await questionsOf(coordinator(), round.id);
    await reply(coordinator(), asked!);
    expect(await levelsOnHeatmap(pmo(), round.id)).toMatchObject({ [ministry.id]: '012' });

    await coordinator().expectData(SUBMIT, await submitting());
    expect(await levelsOnHeatmap(pmo(), round.id)).toMatchObject({ [ministry.id]: '212' });
    const { answerSheet } = await coordinator().expectData<{ answerSheet: object }>(
      'query ($id: ID!) { answerSheet(roundId: $id) { state openRowIds submissions { number returnedReason } } }',
      { id: round.id },
    );
    expect(answerSheet).toEqual({
      state: 'SUBMITTED',
      openRowIds: null,
      submissions: [
        { number: 2, returnedReason: null },
        { number: 1, returnedReason: 'この行の回答の根拠は？' },
      ],
    });
    expect(codeOf(await save(respondent(), round, 0, 'FULLY_USED', 2))).toBe('CONFLICT');
    expect(await questionsOf(pmo(), round.id, ministry.id)).toMatchObject([
      { returned: true, cameBackAt: expect.any(String), reply: '要領の第3条によります。', closedAt: null },
    ]);
  });

  it('returns further rows while some stand returned, and the next return opens its own rows alone', async () => {
    const round = await submitted();
    await pmo().expectData(RETURN_ROWS, returning(round, 0));
    await pmo().expectData(RETURN_ROWS, returning(round, 1));
    expect([codeOf(await save(respondent(), round, 0)), codeOf(await save(respondent(), round, 1))]).toEqual(['saved', 'saved']);
    for (const question of await questionsOf(respondent(), round.id)) await reply(respondent(), question);
    await changeSheet(coordinator(), 'submitAnswerSheet', round.id);
    await pmo().expectData(RETURN_ROWS, returning(round, 2));
    expect([codeOf(await save(respondent(), round, 0, 'FULLY_USED', 2)), codeOf(await save(respondent(), round, 2, 'FULLY_USED'))]).toEqual(
      ['CONFLICT', 'saved'],
    );
  });

  it('leaves features open that were added meanwhile', async () => {
    const round = await submitted('0');
    await pmo().expectData(RETURN_ROWS, returning(round, 0));
    const { id } = await makeFeature(pmo(), round.systemId, 'F-9');
    await changeRound(pmo(), 'addSurveyFeatures', round.id, { featureIds: [id], reason: '追加' });
    const { surveyRound } = await pmo().expectData<{ surveyRound: { features: { id: string; code: string }[] } }>(
      'query ($id: ID!) { surveyRound(id: $id) { features { id code } } }',
      { id: round.id },
    );
    expect(codeOf(await save(respondent(), { ...round, features: surveyRound.features }, 1, 'FULLY_USED', 0))).toBe('saved');
  });

  it('goes on after the round was closed and reopened, with all that was submitted on record', async () => {
    const round = await submitted();
    await changeRound(pmo(), 'closeSurveyRound', round.id);
    expect(await pmo().expectRefusal(RETURN_ROWS, returning(round, 0))).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await changeRound(pmo(), 'reopenSurveyRound', round.id, { dueOn: '2099-03-31', reason: '確認のため' });
    await pmo().expectData(RETURN_ROWS, returning(round, 0));
    expect([codeOf(await save(respondent(), round, 0)), codeOf(await save(respondent(), round, 1))]).toEqual(['saved', 'CONFLICT']);
    for (const question of await questionsOf(respondent(), round.id)) await reply(respondent(), question);
    await changeSheet(coordinator(), 'submitAnswerSheet', round.id);
    const { answerSheet } = await coordinator().expectData<{ answerSheet: { submissions: object[] } }>(
      'query ($id: ID!) { answerSheet(roundId: $id) { submissions { number } } }',
      { id: round.id },
    );
    expect(answerSheet.submissions).toEqual([{ number: 2 }, { number: 1 }]);
  });

  it('refuses no rows, a row twice, a whole sheet that was returned, and other organisations', async () => {
    const round = await submitted('00');
    for (const places of [[], [0, 0]]) {
      expect(await pmo().expectRefusal(RETURN_ROWS, returning(round, ...places))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field: 'rows' },
      });
    }
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(RETURN_ROWS, returning(round, 0))).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
    expect(await runner.as(Role.SYSTEM_OWNER).expectRefusal(RETURN_ROWS, returning(round, 0))).toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await pmo().expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { id } }', {
      input: { roundId: round.id, organisationId: ministry.id, reason: '全体' },
    });
    expect(await pmo().expectRefusal(RETURN_ROWS, returning(round, 0))).toMatchObject({ extensions: { code: 'CONFLICT' } });
    expect(codeOf(await save(respondent(), round, 1))).toBe('saved');
  });
});
