import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import {
  changeRound,
  changeSheet,
  fillIn,
  fillInAndSubmit,
  levelsOnHeatmap,
  openRound,
  type RoundMade,
  SAVE_ANSWER,
  sheetVersion,
} from '../support/survey.ts';

const SHEET = `query ($id: ID!) { answerSheet(roundId: $id) {
  state version answeredCount featureCount openedAt handedInByName submittedAt returnedReason sentBackReason
  answers { feature { code } level } findings { kind feature { code } }
  submissions { number onBehalf submittedByName openRowReason answeredCount featureCount returnedAt returnedReason } } }`;
const OPEN = 'mutation ($input: OpenAnswerSheetInput!) { openAnswerSheet(input: $input) { state openedAt version } }';
const HAND_IN = 'mutation ($input: HandInAnswerSheetInput!) { handInAnswerSheet(input: $input) { state } }';
const SEND_BACK = 'mutation ($input: SendBackAnswerSheetInput!) { sendBackAnswerSheet(input: $input) { state sentBackReason } }';
const SUBMIT = 'mutation ($input: SubmitAnswerSheetInput!) { submitAnswerSheet(input: $input) { state returnedReason } }';
const RETURN = 'mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { state returnedReason } }';

interface Sheet {
  state: string;
  version: number;
  answeredCount: number;
  findings: { kind: string; feature: { code: string } }[];
  submissions: { number: number; returnedReason: string | null }[];
}

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR);
  stranger = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.PORTFOLIO_MANAGER);
});
afterAll(() => portal.close());

const respondent = () => ministry.as(Role.RESPONDENT);
const coordinator = () => ministry.as(Role.COORDINATOR);
const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);
const round = (features = 3): Promise<RoundMade> => openRound(pmo(), [ministry.id], features);
const sheetOf = async (roundId: string): Promise<Sheet> =>
  (await coordinator().expectData<{ answerSheet: Sheet }>(SHEET, { id: roundId })).answerSheet;
const save = (survey: RoundMade, input: Record<string, unknown> = {}) => ({
  input: { roundId: survey.id, featureId: survey.features[0]!.id, level: 'FULLY_USED', version: 0, ...input },
});

describe('openAnswerSheet', () => {
  it('notes the first opening once, also when several people open it at the same moment', async () => {
    const survey = await round(1);
    const people = [respondent(), coordinator(), respondent(), coordinator()];
    const answers = await Promise.all(
      people.map(person => person.expectData<{ openAnswerSheet: object }>(OPEN, { input: { roundId: survey.id } })),
    );
    expect(new Set(answers.map(({ openAnswerSheet }) => JSON.stringify(openAnswerSheet))).size).toBe(1);
    expect(answers[0]!.openAnswerSheet).toMatchObject({ state: 'IN_PROGRESS', openedAt: expect.any(String) });
  });

  it('leaves a sheet unopened that nobody opened in time', async () => {
    const survey = await round(1);
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    expect(await respondent().expectData(OPEN, { input: { roundId: survey.id } })).toMatchObject({
      openAnswerSheet: { state: 'NOT_OPENED', openedAt: null },
    });
  });

  it('answers NOT_FOUND to a ministry that is not asked', async () => {
    const survey = await round(1);
    const refusal = await stranger.as(Role.RESPONDENT).expectRefusal(OPEN, { input: { roundId: survey.id } });
    expect(refusal).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

describe('saveAnswer', () => {
  it('keeps the answer with who gave it, and counts', async () => {
    const survey = await round(2);
    const { saveAnswer } = await respondent().expectData<{ saveAnswer: object }>(
      SAVE_ANSWER,
      save(survey, { level: 'USED_WITH_OTHER_MEANS', otherMeans: '　紙の台帳 ', comment: '年度末のみ' }),
    );
    expect(saveAnswer).toMatchObject({
      answer: { version: 1, otherMeans: '紙の台帳', comment: '年度末のみ', answeredByName: expect.stringMatching(/respondent/i) },
      sheet: { state: 'IN_PROGRESS', answeredCount: 1 },
    });
  });

  it('takes a level back', async () => {
    const survey = await round(1);
    await respondent().expectData(SAVE_ANSWER, save(survey));
    const { saveAnswer } = await respondent().expectData<{ saveAnswer: object }>(SAVE_ANSWER, save(survey, { level: null, version: 1 }));
    expect(saveAnswer).toMatchObject({ answer: { level: null, version: 2 }, sheet: { answeredCount: 0 } });
  });

  it.each([
    ['none, though there is an answer', 0],
    ['an older one', 1],
    ['one that never was', 9],
  ])('answers CONFLICT with the version in force to a save that started from %s', async (_, version) => {
    const survey = await round(1);
    await respondent().expectData(SAVE_ANSWER, save(survey));
    await coordinator().expectData(SAVE_ANSWER, save(survey, { level: 'NOT_USED', version: 1 }));
    const refusal = await respondent().expectRefusal(SAVE_ANSWER, save(survey, { level: 'USED_WITH_OTHER_MEANS', version }));
    expect(refusal).toMatchObject({ extensions: { code: 'CONFLICT', type: 'Answer', currentVersion: 2 } });
    const { answerSheet } = await respondent().expectData<{ answerSheet: object }>(SHEET, { id: survey.id });
    expect(answerSheet).toMatchObject({ answers: [{ level: 'NOT_USED' }] });
  });

  it('keeps every count right while 30 rows are saved at once', async () => {
    const survey = await round(30);
    const people = [respondent(), coordinator()];
    await Promise.all(survey.features.map(({ id }, index) => people[index % 2]!.expectData(SAVE_ANSWER, save(survey, { featureId: id }))));
    const { answerSheet } = await respondent().expectData<{ answerSheet: { answers: object[] } }>(SHEET, { id: survey.id });
    expect(answerSheet).toMatchObject({ answeredCount: 30, featureCount: 30, findings: [] });
    expect(answerSheet.answers).toHaveLength(30);
  });

  it('lets one of two saves of the same row win and tells the other', async () => {
    const survey = await round(1);
    const answers = await Promise.all([respondent(), coordinator()].map(person => person.ask(SAVE_ANSWER, save(survey))));
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'SAVED');
    expect(codes.toSorted()).toEqual(['CONFLICT', 'SAVED']);
  });

  it.each([
    ['otherMeans', 200, { otherMeans: 'あ'.repeat(201) }],
    ['comment', 2000, { comment: '𠮷'.repeat(2001) }],
  ])('refuses a %s of more than %i characters in both languages', async (field, longest, input) => {
    const survey = await round(1);
    for (const [language, message] of [
      ['ja', `${longest}文字以内`],
      ['en', `at most ${longest} characters`],
    ] as const) {
      const refusal = await respondent().expectRefusal(SAVE_ANSWER, save(survey, input), { 'accept-language': language });
      expect(refusal).toMatchObject({ message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT', field } });
    }
    expect(await sheetOf(survey.id)).toMatchObject({ state: 'NOT_OPENED', answeredCount: 0 });
  });

  it('does not know a feature of another round, nor a round that does not ask the ministry', async () => {
    const [survey, another] = [await round(1), await round(1)];
    const foreign = save(survey, { featureId: another.features[0]!.id });
    expect(await respondent().expectRefusal(SAVE_ANSWER, foreign)).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
    expect(await stranger.as(Role.RESPONDENT).expectRefusal(SAVE_ANSWER, save(survey))).toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  it('is refused once the round is closed', async () => {
    const survey = await round(1);
    await changeRound(pmo(), 'closeSurveyRound', survey.id);
    const refusal = await respondent().expectRefusal(SAVE_ANSWER, save(survey), { 'accept-language': 'ja' });
    expect(refusal).toMatchObject({ message: expect.stringContaining('受け付けていません'), extensions: { code: 'CONFLICT' } });
  });
});

describe('findings', () => {
  it('name what is open, what lacks its other means, and what contradicts itself', async () => {
    const survey = await round(4);
    const answer = (position: number, input: object) =>
      respondent().expectData(SAVE_ANSWER, save(survey, { featureId: survey.features[position]!.id, ...input }));
    await answer(0, { level: 'USED_WITH_OTHER_MEANS' });
    await answer(1, { level: 'NOT_USED', otherMeans: '紙' });
    await answer(2, { level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙' });
    expect((await sheetOf(survey.id)).findings).toEqual([
      { kind: 'OTHER_MEANS_MISSING', feature: { code: 'F-1' } },
      { kind: 'OTHER_MEANS_NOT_EXPECTED', feature: { code: 'F-2' } },
      { kind: 'UNANSWERED', feature: { code: 'F-4' } },
    ]);
  });
});

describe('approval inside the ministry', () => {
  it('goes from hand-in back to the respondent and on to submission', async () => {
    const survey = await round(1);
    await fillIn(respondent(), survey, '0');
    await changeSheet(respondent(), 'handInAnswerSheet', survey.id);
    expect(await sheetOf(survey.id)).toMatchObject({ state: 'HANDED_IN', handedInByName: expect.stringMatching(/respondent/i) });
    expect(await respondent().expectRefusal(SAVE_ANSWER, save(survey, { version: 1 }))).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await coordinator().expectData(SAVE_ANSWER, save(survey, { level: 'NOT_USED', version: 1 }));
    await changeSheet(coordinator(), 'sendBackAnswerSheet', survey.id, { reason: '機能1を確認してください' });
    expect(await sheetOf(survey.id)).toMatchObject({
      state: 'IN_PROGRESS',
      sentBackReason: '機能1を確認してください',
      returnedReason: null,
    });
    await respondent().expectData(SAVE_ANSWER, save(survey, { version: 2 }));
    await changeSheet(respondent(), 'handInAnswerSheet', survey.id);
    await changeSheet(coordinator(), 'submitAnswerSheet', survey.id);
    expect(await sheetOf(survey.id)).toMatchObject({
      state: 'SUBMITTED',
      returnedReason: null,
      sentBackReason: null,
      submissions: [{ number: 1, onBehalf: false, submittedByName: expect.stringMatching(/coordinator/i) }],
    });
    expect(await levelsOnHeatmap(pmo(), survey.id)).toEqual({ [ministry.id]: '0' });
  });

  it('sends back for a reason only', async () => {
    const survey = await round(1);
    await fillIn(respondent(), survey, '0');
    await changeSheet(respondent(), 'handInAnswerSheet', survey.id);
    const input = { roundId: survey.id, version: await sheetVersion(coordinator(), survey.id), reason: '　' };
    expect(await coordinator().expectRefusal(SEND_BACK, { input }, { 'accept-language': 'ja' })).toMatchObject({
      message: '入力してください。',
      extensions: { code: 'BAD_USER_INPUT', field: 'reason' },
    });
  });

  it.each([
    ['hands in', HAND_IN, {}],
    ['sends back', SEND_BACK, { reason: '理由' }],
    ['submits', SUBMIT, { openRowReason: '理由' }],
  ])('tells who %s from an old version the one in force', async (_, mutation, input) => {
    const survey = await round(1);
    await fillIn(respondent(), survey, '0');
    const version = await sheetVersion(coordinator(), survey.id);
    const refusal = await coordinator().expectRefusal(mutation, { input: { roundId: survey.id, version: version - 1, ...input } });
    expect(refusal).toMatchObject({ extensions: { code: 'CONFLICT', type: 'AnswerSheet', currentVersion: version } });
  });

  it.each([
    ['a sheet that nobody opened is handed in', HAND_IN, {}],
    ['a sheet that nobody opened is sent back', SEND_BACK, { reason: '理由' }],
  ])('refuses when %s', async (_, mutation, input) => {
    const survey = await round(1);
    const version = await sheetVersion(coordinator(), survey.id);
    const refusal = await coordinator().expectRefusal(mutation, { input: { roundId: survey.id, version, ...input } });
    expect(refusal).toMatchObject({ extensions: { code: 'CONFLICT', currentVersion: version } });
  });

  it.each([HAND_IN, SEND_BACK, SUBMIT])('is not for a ministry that is not asked: %s', async mutation => {
    const survey = await round(1);
    const reason = mutation === SEND_BACK ? { reason: '理由' } : {};
    const refusal = await stranger.as(Role.COORDINATOR).expectRefusal(mutation, { input: { roundId: survey.id, version: 1, ...reason } });
    expect(refusal).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

describe('submitAnswerSheet', () => {
  it('wants a reason for rows that stay open, and keeps it', async () => {
    const survey = await round(3);
    await fillIn(coordinator(), survey, '0');
    const version = await sheetVersion(coordinator(), survey.id);
    for (const [language, message] of [
      ['ja', '未回答が2件'],
      ['en', '2 features are unanswered'],
    ] as const) {
      const input = { roundId: survey.id, version, openRowReason: ' ' };
      const refusal = await coordinator().expectRefusal(SUBMIT, { input }, { 'accept-language': language });
      expect(refusal).toMatchObject({
        message: expect.stringContaining(message),
        extensions: { code: 'BAD_USER_INPUT', field: 'openRowReason' },
      });
    }
    await changeSheet(coordinator(), 'submitAnswerSheet', survey.id, { openRowReason: '担当が未定' });
    expect((await sheetOf(survey.id)).submissions).toMatchObject([{ openRowReason: '担当が未定', answeredCount: 1, featureCount: 3 }]);
    expect(await levelsOnHeatmap(pmo(), survey.id)).toEqual({ [ministry.id]: '0..' });
  });

  it('makes the sheet read-only', async () => {
    const survey = await round(1);
    await fillInAndSubmit(coordinator(), survey, '0');
    const version = await sheetVersion(coordinator(), survey.id);
    expect(await coordinator().expectRefusal(SAVE_ANSWER, save(survey, { version: 1 }))).toMatchObject({
      extensions: { code: 'CONFLICT' },
    });
    for (const mutation of [HAND_IN, SUBMIT])
      expect(await coordinator().expectRefusal(mutation, { input: { roundId: survey.id, version } })).toMatchObject({
        extensions: { code: 'CONFLICT' },
      });
  });
});

describe('returnSubmission', () => {
  it('lets the ministry correct and submit again, and keeps both submissions', async () => {
    const survey = await round(2);
    await fillInAndSubmit(coordinator(), survey, '01');
    const input = { roundId: survey.id, organisationId: ministry.id, reason: '機能1の再確認' };
    expect(await pmo().expectData(RETURN, { input })).toEqual({ returnSubmission: { state: 'RETURNED', returnedReason: '機能1の再確認' } });
    // What was submitted stays in view until it is corrected.
    expect(await levelsOnHeatmap(pmo(), survey.id)).toEqual({ [ministry.id]: '01' });
    await respondent().expectData(SAVE_ANSWER, save(survey, { level: 'NOT_USED', version: 1 }));
    await changeSheet(coordinator(), 'submitAnswerSheet', survey.id);
    expect((await sheetOf(survey.id)).submissions).toMatchObject([
      { number: 2, returnedAt: null, returnedReason: null },
      { number: 1, returnedAt: expect.any(String), returnedReason: '機能1の再確認' },
    ]);
    expect(await levelsOnHeatmap(pmo(), survey.id)).toEqual({ [ministry.id]: '21' });
  });

  it('keeps the runner’s reason beside what the coordinator says inside the ministry, of which the runner is not told', async () => {
    const survey = await round(1);
    await fillInAndSubmit(coordinator(), survey, '0');
    await pmo().expectData(RETURN, { input: { roundId: survey.id, organisationId: ministry.id, reason: '根拠を確認してください' } });
    await changeSheet(respondent(), 'handInAnswerSheet', survey.id);
    await changeSheet(coordinator(), 'sendBackAnswerSheet', survey.id, { reason: 'まだ直っていません' });
    expect(await sheetOf(survey.id)).toMatchObject({ returnedReason: '根拠を確認してください', sentBackReason: 'まだ直っていません' });
    const told = await pmo().expectData('query ($id: ID!) { surveyRound(id: $id) { targets { state returnedReason } } }', {
      id: survey.id,
    });
    expect(told).toEqual({ surveyRound: { targets: [{ state: 'IN_PROGRESS', returnedReason: '根拠を確認してください' }] } });
    await changeSheet(respondent(), 'handInAnswerSheet', survey.id);
    expect(await sheetOf(survey.id)).toMatchObject({ returnedReason: '根拠を確認してください', sentBackReason: null });
  });

  it('returns for a reason only, and only what was submitted', async () => {
    const survey = await round(1);
    const input = { roundId: survey.id, organisationId: ministry.id, reason: ' ' };
    expect(await pmo().expectRefusal(RETURN, { input: { ...input, reason: '理由' } })).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await fillInAndSubmit(coordinator(), survey, '0');
    expect(await pmo().expectRefusal(RETURN, { input })).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field: 'reason' } });
  });

  it('is for the organisation that runs the round', async () => {
    const survey = await openRound(pmo(), [ministry.id, stranger.id], 1);
    await fillInAndSubmit(coordinator(), survey, '0');
    const input = { roundId: survey.id, organisationId: ministry.id, reason: '理由' };
    expect(await stranger.as(Role.PORTFOLIO_MANAGER).expectRefusal(RETURN, { input })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});
