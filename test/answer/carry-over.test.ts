import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import {
  changeRound,
  changeSheet,
  csv,
  fillIn,
  fillInAndSubmit,
  inDays,
  makeFeature,
  makeSystem,
  openRound,
  type RoundMade,
  SAVE_ANSWER,
  SAVE_ANSWERS,
} from '../support/survey.ts';

const SHEET = `query ($id: ID!) { answerSheet(roundId: $id) {
  answers { version level carryOver feature { id code } } findings { kind feature { code } }
  previousRound { roundId title fiscalYear submittedAt answers { featureId level otherMeans comment } } } }`;
const CELL = `query ($roundId: ID!, $featureId: ID!, $organisationId: ID!) {
  heatmapCell(roundId: $roundId, featureId: $featureId, organisationId: $organisationId) { carryOver } }`;
const IMPORT = 'mutation ($input: ImportAnswersInput!) { importAnswers(input: $input) { answeredCount } }';

interface Sheet {
  answers: { version: number; level: string | null; carryOver: string | null; feature: { id: string; code: string } }[];
  findings: { kind: string; feature: { code: string } }[];
  previousRound: {
    roundId: string;
    fiscalYear: number;
    answers: { featureId: string; level: string; otherMeans: string | null; comment: string | null }[];
  } | null;
}

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let another: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR);
  another = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR);
});
afterAll(() => portal.close());

const pmo = () => runner.as(Role.PORTFOLIO_MANAGER);
const coordinator = () => ministry.as(Role.COORDINATOR);
const sheetOf = async (roundId: string, of = ministry): Promise<Sheet> =>
  (await of.as(Role.COORDINATOR).expectData<{ answerSheet: Sheet }>(SHEET, { id: roundId })).answerSheet;
const asked = (system: { id: string; version: number }, fiscalYear: number): Promise<RoundMade> =>
  openRound(pmo(), [ministry.id, another.id], system, { fiscalYear });
/** What the last round says, by code of the feature. */
const lastTime = async (survey: RoundMade, of = ministry): Promise<Record<string, string>> => {
  const codes = new Map(survey.features.map(({ id, code }) => [id, code]));
  const { previousRound } = await sheetOf(survey.id, of);
  return Object.fromEntries((previousRound?.answers ?? []).map(({ featureId, level }) => [codes.get(featureId), level]));
};

/** Two rounds about the same system, of which the first was answered with these levels. */
async function twoRounds(levels: string): Promise<RoundMade> {
  const system = await makeSystem(pmo(), levels.length);
  await fillInAndSubmit(coordinator(), await asked(system, 2025), levels);
  return asked(system, 2026);
}
const taken = (survey: RoundMade, position: number, input: object = {}) => ({
  featureId: survey.features[position]!.id,
  level: 'FULLY_USED',
  carryOver: 'UNCONFIRMED',
  version: 0,
  ...input,
});
const save = (survey: RoundMade, row: object) => ({ input: { roundId: survey.id, ...row } });

describe('the last round of a ministry', () => {
  it('is the latest earlier one about the same system in which it submitted, and none for a first round', async () => {
    const system = await makeSystem(pmo(), 2);
    const oldest = await asked(system, 2023);
    expect((await sheetOf(oldest.id)).previousRound).toBeNull();
    await fillInAndSubmit(coordinator(), oldest, '00');
    const older = await asked(system, 2024);
    await fillInAndSubmit(coordinator(), older, '21');
    // Answered, but never submitted.
    await fillIn(coordinator(), await asked(system, 2025), '00');
    const now = await asked(system, 2026);
    const { previousRound } = await sheetOf(now.id);
    expect(previousRound).toMatchObject({ roundId: older.id, title: '利用状況調査', fiscalYear: 2024, submittedAt: expect.any(String) });
    expect(previousRound!.answers).toEqual([
      { featureId: now.features[0]!.id, level: 'NOT_USED', otherMeans: null, comment: null },
      { featureId: now.features[1]!.id, level: 'USED_WITH_OTHER_MEANS', otherMeans: '表計算', comment: null },
    ]);
    // Of another system, and of another ministry.
    expect((await sheetOf((await asked(await makeSystem(pmo(), 2), 2026)).id)).previousRound).toBeNull();
    expect((await sheetOf(now.id, another)).previousRound).toBeNull();
  });

  it('is what was submitted last there, after a return too', async () => {
    const system = await makeSystem(pmo(), 1);
    const before = await asked(system, 2025);
    await fillInAndSubmit(coordinator(), before, '0');
    await pmo().expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { id } }', {
      input: { roundId: before.id, organisationId: ministry.id, reason: '確認' },
    });
    await coordinator().expectData(SAVE_ANSWER, save(before, { featureId: before.features[0]!.id, level: 'NOT_USED', version: 1 }));
    const now = await asked(system, 2026);
    expect(await lastTime(now)).toEqual({ 'F-1': 'FULLY_USED' });
    await changeSheet(coordinator(), 'submitAnswerSheet', before.id);
    expect(await lastTime(now)).toEqual({ 'F-1': 'NOT_USED' });
  });

  it('follows each feature, whatever else became of the list', { timeout: 90_000 }, async () => {
    const level = fc.constantFrom('0', '1', '2', '.');
    const changes = fc.record({
      before: fc.array(fc.record({ level, retired: fc.boolean() }), { minLength: 1, maxLength: 4 }),
      added: fc.nat(2),
    });
    await fc.assert(
      fc.asyncProperty(changes, async ({ before, added }) => {
        const system = await makeSystem(pmo(), before.length);
        await fillInAndSubmit(coordinator(), await asked(system, 2025), before.map(each => each.level).join(''));
        // The places change: what is new comes first, what was last goes first of the others.
        await portal.superuser.query('alter table feature disable trigger record_change');
        await portal.superuser.query('update feature set position = 100 - position where system_id = $1', [system.id]);
        for (const [index, { retired }] of before.entries())
          if (retired)
            await portal.superuser.query(`update feature set valid_to = $3 where system_id = $1 and code = $2`, [
              system.id,
              `F-${index + 1}`,
              inDays(-1),
            ]);
        for (let number = 1; number <= added; number++) await makeFeature(pmo(), system.id, `N-${number}`);
        if (before.every(({ retired }) => retired) && !added) return;
        const levels: Record<string, string> = { 0: 'FULLY_USED', 1: 'USED_WITH_OTHER_MEANS', 2: 'NOT_USED' };
        expect(await lastTime(await asked(system, 2026))).toEqual(
          Object.fromEntries(
            before.flatMap((each, index) => (each.retired || each.level === '.' ? [] : [[`F-${index + 1}`, levels[each.level]]])),
          ),
        );
      }),
      { numRuns: 8 },
    );
  });
});

describe('an answer that is taken over', () => {
  it('says so until it is confirmed, and the findings name it', async () => {
    const survey = await twoRounds('00');
    await coordinator().expectData(SAVE_ANSWERS, save(survey, { answers: [taken(survey, 0), taken(survey, 1)] }));
    await coordinator().expectData(SAVE_ANSWER, save(survey, taken(survey, 0, { carryOver: 'CONFIRMED', version: 1 })));
    const { answers, findings } = await sheetOf(survey.id);
    expect(answers).toMatchObject([{ carryOver: 'CONFIRMED' }, { carryOver: 'UNCONFIRMED' }]);
    expect(findings).toEqual([{ kind: 'CARRY_OVER_UNCONFIRMED', feature: { code: 'F-2' } }]);
  });

  it('is an answer of its own once another level is chosen', async () => {
    const survey = await twoRounds('0');
    await coordinator().expectData(SAVE_ANSWER, save(survey, taken(survey, 0)));
    await coordinator().expectData(SAVE_ANSWER, save(survey, taken(survey, 0, { level: 'NOT_USED', carryOver: null, version: 1 })));
    expect((await sheetOf(survey.id)).answers).toMatchObject([{ level: 'NOT_USED', carryOver: null }]);
  });

  it.each([
    ['another level than last time', '0.', 0, { level: 'NOT_USED' }],
    ['no level', '0.', 0, { level: null }],
    ['a feature that was open last time', '0.', 1, {}],
  ])('cannot be %s', async (_, levels, position, input) => {
    const survey = await twoRounds(levels);
    const refusal = await coordinator().expectRefusal(SAVE_ANSWER, save(survey, taken(survey, position, input)), {
      'accept-language': 'ja',
    });
    expect(refusal).toMatchObject({
      message: expect.stringContaining('前回の回答と異なる'),
      extensions: { code: 'BAD_USER_INPUT', field: 'carryOver' },
    });
  });

  it('stays one when the last round is corrected afterwards', async () => {
    const system = await makeSystem(pmo(), 1);
    const before = await asked(system, 2025);
    await fillInAndSubmit(coordinator(), before, '0');
    const survey = await asked(system, 2026);
    await coordinator().expectData(SAVE_ANSWER, save(survey, taken(survey, 0)));
    await pmo().expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { id } }', {
      input: { roundId: before.id, organisationId: ministry.id, reason: '確認' },
    });
    await coordinator().expectData(SAVE_ANSWER, save(before, { featureId: before.features[0]!.id, level: 'NOT_USED', version: 1 }));
    await changeSheet(coordinator(), 'submitAnswerSheet', before.id);
    await coordinator().expectData(SAVE_ANSWER, save(survey, taken(survey, 0, { carryOver: 'CONFIRMED', version: 1 })));
    expect((await sheetOf(survey.id)).answers).toMatchObject([{ level: 'FULLY_USED', carryOver: 'CONFIRMED' }]);
  });

  it('is submitted as what it is, for those who read the submission', async () => {
    const survey = await twoRounds('000');
    const answers = [taken(survey, 0), taken(survey, 1, { carryOver: 'CONFIRMED' }), taken(survey, 2, { carryOver: null })];
    await coordinator().expectData(SAVE_ANSWERS, save(survey, { answers }));
    await changeSheet(coordinator(), 'submitAnswerSheet', survey.id);
    const shown = survey.features.map(({ id: featureId }) =>
      pmo().expectData<{ heatmapCell: { carryOver: string | null } }>(CELL, { roundId: survey.id, featureId, organisationId: ministry.id }),
    );
    expect((await Promise.all(shown)).map(({ heatmapCell }) => heatmapCell.carryOver)).toEqual(['UNCONFIRMED', 'CONFIRMED', null]);
  });

  it('is confirmed by a file that changes its row, and left as it is by one that does not', async () => {
    const survey = await twoRounds('000');
    await coordinator().expectData(SAVE_ANSWERS, save(survey, { answers: [0, 1, 2].map(position => taken(survey, position)) }));
    const file = csv('機能コード,利用状況,備考', 'F-1,業務を全て遂行,', 'F-2,業務を全て遂行,年度末のみ', 'F-3,全く利用していない,');
    const fileId = await coordinator().upload('answers.csv', file);
    await coordinator().expectData(IMPORT, { input: { roundId: survey.id, fileIds: [fileId], leaveOutRefused: false } });
    expect((await sheetOf(survey.id)).answers.map(({ carryOver }) => carryOver)).toEqual(['UNCONFIRMED', 'CONFIRMED', null]);
  });

  it('rests on the own last round alone, however open that of others was', async () => {
    const system = await makeSystem(pmo(), 1);
    const before = await asked(system, 2025);
    await fillInAndSubmit(another.as(Role.COORDINATOR), before, '0');
    await changeRound(pmo(), 'closeSurveyRound', before.id);
    await changeRound(pmo(), 'publishSurveyRound', before.id, { sharing: 'ALL_ROWS' });
    const survey = await asked(system, 2026);
    expect((await sheetOf(survey.id)).previousRound).toBeNull();
    expect(await coordinator().expectRefusal(SAVE_ANSWER, save(survey, taken(survey, 0)))).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});
