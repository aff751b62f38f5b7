import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, openRound, type RoundMade, SAVE_ANSWER, SAVE_ANSWERS } from '../support/survey.ts';

interface Saved {
  answers: { version: number; level: string | null; otherMeans: string | null; feature: { code: string } }[];
  conflicts: { feature: { code: string }; answer: { version: number; level: string | null } | null }[];
  sheet: { state: string; answeredCount: number };
}

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let stranger: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.AUDITOR);
  stranger = await portal.organisation(Role.RESPONDENT);
});
afterAll(() => portal.close());

const respondent = () => ministry.as(Role.RESPONDENT);
const round = (features = 3): Promise<RoundMade> => openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], features);
const row = (survey: RoundMade, position: number, input: object = {}) => ({
  featureId: survey.features[position]!.id,
  level: 'FULLY_USED',
  version: 0,
  ...input,
});
const input = (survey: RoundMade, ...answers: object[]) => ({ input: { roundId: survey.id, answers } });
const saveAll = async (survey: RoundMade, ...answers: object[]): Promise<Saved> =>
  (await respondent().expectData<{ saveAnswers: Saved }>(SAVE_ANSWERS, input(survey, ...answers))).saveAnswers;

describe('saveAnswers', () => {
  it('saves new and changed rows in one act, and counts', async () => {
    const survey = await round(3);
    await saveAll(survey, row(survey, 0));
    const saved = await saveAll(
      survey,
      row(survey, 2, { level: 'USED_WITH_OTHER_MEANS', otherMeans: ' 紙の台帳 ' }),
      row(survey, 0, { level: 'NOT_USED', version: 1 }),
    );
    expect(saved).toMatchObject({
      answers: [
        { feature: { code: 'F-3' }, version: 1, level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙の台帳' },
        { feature: { code: 'F-1' }, version: 2, level: 'NOT_USED' },
      ],
      conflicts: [],
      sheet: { state: 'IN_PROGRESS', answeredCount: 2 },
    });
  });

  it('leaves alone what a colleague changed meanwhile, says what stands there, and saves the rest', async () => {
    const survey = await round(3);
    await ministry
      .as(Role.COORDINATOR)
      .expectData(SAVE_ANSWER, { input: { roundId: survey.id, ...row(survey, 1, { level: 'NOT_USED' }) } });
    const saved = await saveAll(survey, row(survey, 0), row(survey, 1), row(survey, 2, { version: 7 }));
    expect(saved).toMatchObject({
      answers: [{ feature: { code: 'F-1' } }],
      conflicts: [
        { feature: { code: 'F-2' }, answer: { version: 1, level: 'NOT_USED' } },
        { feature: { code: 'F-3' }, answer: null },
      ],
      sheet: { answeredCount: 2 },
    });
  });

  it('costs as many statements for 120 rows as for 2', { timeout: 60_000 }, async () => {
    const survey = await round(120);
    const rows = survey.features.map((_, position) => row(survey, position));
    // The first save of all opens the sheet besides.
    await saveAll(survey, rows[0]!);
    const few = await countStatements(portal, () => saveAll(survey, ...rows.slice(1, 3)));
    const many = await countStatements(portal, () => saveAll(survey, ...rows.slice(3)));
    expect(many).toBe(few);
    const again = rows.map(each => ({ ...each, level: 'NOT_USED', version: 1 }));
    const fewAgain = await countStatements(portal, () => saveAll(survey, ...again.slice(0, 2)));
    const manyAgain = await countStatements(portal, () => saveAll(survey, ...again.slice(2)));
    expect(manyAgain).toBe(fewAgain);
  });

  it('does once what comes twice under one idempotency key', async () => {
    const survey = await round(1);
    const headers = { 'idempotency-key': `many ${survey.id}` };
    const first = await respondent().ask(SAVE_ANSWERS, input(survey, row(survey, 0)), headers);
    const second = await respondent().ask(SAVE_ANSWERS, input(survey, row(survey, 0)), headers);
    expect(second.data).toEqual(first.data);
  });

  it.each([
    ['none', 0, '1件から1000件まで'],
    ['more than 1,000', 1001, '1件から1000件まで'],
  ])('refuses %s', async (_, count, message) => {
    const survey = await round(1);
    const answers = Array.from({ length: count }, () => row(survey, 0));
    const refusal = await respondent().expectRefusal(SAVE_ANSWERS, input(survey, ...answers), { 'accept-language': 'ja' });
    expect(refusal).toMatchObject({
      message: expect.stringContaining(message),
      extensions: { code: 'BAD_USER_INPUT', field: 'answers' },
    });
  });

  it('refuses a feature that is answered twice, and a text that is too long, and then saves nothing', async () => {
    const survey = await round(2);
    for (const [field, ...answers] of [
      ['answers', row(survey, 0), row(survey, 0)],
      ['comment', row(survey, 0), row(survey, 1, { comment: 'あ'.repeat(2001) })],
    ] as const) {
      expect(await respondent().expectRefusal(SAVE_ANSWERS, input(survey, ...answers))).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT', field },
      });
    }
    expect((await saveAll(survey, row(survey, 0))).sheet.answeredCount).toBe(1);
  });

  it('does not know a feature of another round, nor a round that does not ask the ministry', async () => {
    const [survey, another] = [await round(1), await round(1)];
    expect(await respondent().expectRefusal(SAVE_ANSWERS, input(survey, row(survey, 0), row(another, 0)))).toMatchObject({
      extensions: { code: 'NOT_FOUND', type: 'SurveyFeature' },
    });
    expect(await stranger.as(Role.RESPONDENT).expectRefusal(SAVE_ANSWERS, input(survey, row(survey, 0)))).toMatchObject({
      extensions: { code: 'NOT_FOUND', type: 'SurveyRound' },
    });
  });

  it('is for those who answer, and for an open round', async () => {
    const survey = await round(1);
    expect(await ministry.as(Role.AUDITOR).expectRefusal(SAVE_ANSWERS, input(survey, row(survey, 0)))).toMatchObject({
      extensions: { code: 'FORBIDDEN', permission: 'Mutation.saveAnswers' },
    });
    await changeRound(runner.as(Role.PORTFOLIO_MANAGER), 'closeSurveyRound', survey.id);
    expect(await respondent().expectRefusal(SAVE_ANSWERS, input(survey, row(survey, 0)))).toMatchObject({
      extensions: { code: 'CONFLICT', type: 'AnswerSheet' },
    });
  });
});
