import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { changeRound, changeSheet, csv, fillIn, levelsOnHeatmap, openRound, type RoundMade } from '../support/survey.ts';

const HEADINGS = '機能コード,利用状況,併用している他の手段,備考';
const DRY_RUN = `query ($fileIds: [ID!]!, $roundId: ID!, $organisationId: ID, $mappings: [LevelMappingInput!]) {
  answerImport(fileIds: $fileIds, roundId: $roundId, organisationId: $organisationId, mappings: $mappings) {
    newCount changedCount unchangedCount blankCount refusedCount organisation { id } unmatchedValues { value count mappedTo }
    rows { key status changes { field before after } problems { code cell message remedy } } } }`;
const IMPORT = `mutation ($input: ImportAnswersInput!) { importAnswers(input: $input) {
  state answeredCount answers { feature { code } level otherMeans comment answeredByName } } }`;
const REGISTER =
  'mutation ($input: RegisterSubmissionInput!) { registerSubmission(input: $input) { state answeredCount registeredOnBehalf } }';

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let other: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.RESPONDENT, Role.COORDINATOR, Role.PORTFOLIO_MANAGER);
  other = await portal.organisation(Role.RESPONDENT);
});
afterAll(() => portal.close());

const round = (features = 3): Promise<RoundMade> => openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id, other.id], features);

/** What the respondent's file would do. */
async function dryRun(roundId: string, bytes: Uint8Array, variables = {}, name = 'answers.csv') {
  const respondent = ministry.as(Role.RESPONDENT);
  const fileId = await respondent.upload(name, bytes);
  const { answerImport } = await respondent.expectData<{ answerImport: { rows: { status: string; problems: { code: string }[] }[] } }>(
    DRY_RUN,
    {
      fileIds: [fileId],
      roundId,
      ...variables,
    },
  );
  return { fileId, ...answerImport };
}

async function importFile(roundId: string, bytes: Uint8Array, input = {}, name = 'answers.csv') {
  const respondent = ministry.as(Role.RESPONDENT);
  const fileId = await respondent.upload(name, bytes);
  const { importAnswers } = await respondent.expectData<{ importAnswers: { answeredCount: number; answers: Record<string, unknown>[] } }>(
    IMPORT,
    {
      input: { roundId, fileIds: [fileId], leaveOutRefused: false, ...input },
    },
  );
  return importAnswers;
}

describe('a value in the level column', () => {
  it.each([
    ['業務を全て遂行', 'NEW'],
    ['　他の手段も併用 ', 'NEW'],
    ['Ｎｏｔ　ｕｓｅｄ', 'NEW'],
    ['fully used', 'NEW'],
    ['', 'BLANK'],
    ['　', 'BLANK'],
    ['全て遂行', 'REFUSED'],
    ['×', 'REFUSED'],
    ['１', 'REFUSED'],
    ['=1+1', 'REFUSED'],
  ])('"%s" is %s', async (value, status) => {
    const { id } = await round(1);
    expect((await dryRun(id, csv(HEADINGS, `F-1,${value},,`))).rows).toMatchObject([{ status }]);
  });
});

describe('answerImport', () => {
  it('shows new, changed, unchanged, blank and refused rows and writes nothing', async () => {
    const survey = await round(5);
    await fillIn(ministry.as(Role.RESPONDENT), survey, '00...');
    const preview = await dryRun(
      survey.id,
      csv(
        HEADINGS,
        'F-1,業務を全て遂行,,',
        'F-2,全く利用していない,,',
        'F-3,他の手段も併用,紙,',
        'F-4,,,',
        'F-9,業務を全て遂行,,',
        'F-5,△,,',
      ),
    );
    expect(preview).toMatchObject({ newCount: 1, changedCount: 1, unchangedCount: 1, blankCount: 1, refusedCount: 2 });
    expect(preview).toMatchObject({ unmatchedValues: [{ value: '△', count: 1, mappedTo: null }], organisation: { id: ministry.id } });
    expect(preview.rows[1]).toMatchObject({ changes: [{ field: 'level', before: 'FULLY_USED', after: 'NOT_USED' }] });
    const { answerSheet } = await ministry
      .as(Role.RESPONDENT)
      .expectData<{ answerSheet: { answeredCount: number } }>('query ($id: ID!) { answerSheet(roundId: $id) { answeredCount } }', {
        id: survey.id,
      });
    expect(answerSheet.answeredCount).toBe(2);
  });

  it('refuses the second of two rows with one code', async () => {
    const { id } = await round();
    const { rows } = await dryRun(id, csv(HEADINGS, 'F-1,業務を全て遂行,,', 'Ｆ-1,全く利用していない,,'));
    expect(rows).toMatchObject([{ status: 'NEW' }, { status: 'REFUSED', problems: [{ code: 'REPEATED' }] }]);
  });

  it.each([
    ['comment', `F-1,業務を全て遂行,,${'あ'.repeat(2001)}`, 'D2'],
    ['other means', `F-1,他の手段も併用,${'あ'.repeat(201)},`, 'C2'],
  ])('refuses a %s that is too long, and says where', async (_, line, cell) => {
    const { id } = await round(1);
    expect((await dryRun(id, csv(HEADINGS, line))).rows).toMatchObject([{ status: 'REFUSED', problems: [{ code: 'TOO_LONG', cell }] }]);
  });

  it('names the columns that a file lacks', async () => {
    const { id } = await round(1);
    const fileId = await ministry.as(Role.RESPONDENT).upload('wrong.csv', csv('名前,住所', 'a,b'));
    const refusal = await ministry
      .as(Role.RESPONDENT)
      .expectRefusal(DRY_RUN, { fileIds: [fileId], roundId: id }, { 'accept-language': 'ja' });
    expect(refusal).toMatchObject({
      message: expect.stringContaining('機能コード'),
      extensions: { code: 'BAD_USER_INPUT', field: 'fileId' },
    });
  });

  it('does not know a file that somebody else uploaded', async () => {
    const { id } = await round(1);
    const fileId = await other.as(Role.RESPONDENT).upload('answers.csv', csv(HEADINGS, 'F-1,業務を全て遂行,,'));
    for (const person of [ministry.as(Role.RESPONDENT), ministry.as(Role.COORDINATOR)])
      expect(await person.expectRefusal(DRY_RUN, { fileIds: [fileId], roundId: id })).toMatchObject({ extensions: { code: 'NOT_FOUND' } });
  });
});

describe('importAnswers', () => {
  it('takes texts as they are, those that look like formulas too', async () => {
    const { id } = await round(2);
    const { answers } = await importFile(id, csv(HEADINGS, 'F-1,他の手段も併用,=SUM(A1),@備考', 'F-2,業務を全て遂行,,+81'));
    expect(answers).toMatchObject([
      { feature: { code: 'F-1' }, otherMeans: '=SUM(A1)', comment: '@備考' },
      { feature: { code: 'F-2' }, otherMeans: null, comment: '+81' },
    ]);
  });

  it('is all or nothing unless refused rows may stay out', async () => {
    const { id } = await round();
    const bytes = csv(HEADINGS, 'F-1,業務を全て遂行,,', 'F-2,△,,');
    const fileId = await ministry.as(Role.RESPONDENT).upload('answers.csv', bytes);
    const input = { roundId: id, fileIds: [fileId], leaveOutRefused: false };
    const refusal = await ministry.as(Role.RESPONDENT).expectRefusal(IMPORT, { input }, { 'accept-language': 'ja' });
    expect(refusal).toMatchObject({ message: expect.stringContaining('1行'), extensions: { code: 'BAD_USER_INPUT', field: 'fileId' } });
    const { answerSheet } = await ministry
      .as(Role.RESPONDENT)
      .expectData<{ answerSheet: object }>('query ($id: ID!) { answerSheet(roundId: $id) { state answeredCount } }', { id });
    expect(answerSheet).toEqual({ state: 'NOT_OPENED', answeredCount: 0 });
    expect(await importFile(id, bytes, { leaveOutRefused: true })).toMatchObject({ answeredCount: 1 });
    const mappings = [{ value: '△', level: 'USED_WITH_OTHER_MEANS' }];
    expect(await importFile(id, bytes, { mappings })).toMatchObject({ answeredCount: 2 });
  });

  it('takes nothing back where a row is open, and adds its remark', async () => {
    const survey = await round(2);
    await fillIn(ministry.as(Role.RESPONDENT), survey, '1.');
    const { answers, answeredCount } = await importFile(survey.id, csv(HEADINGS, 'F-1,,,検討中', 'F-2,,,未定'));
    expect(answers).toMatchObject([
      { level: 'USED_WITH_OTHER_MEANS', otherMeans: '表計算', comment: '検討中' },
      { level: null, otherMeans: null, comment: '未定' },
    ]);
    expect(answeredCount).toBe(1);
  });

  it('refuses the form of another ministry and of another survey', async () => {
    const { id } = await round(1);
    const sheet = (before: string[][]) =>
      writeXlsx({
        title: 't',
        sheets: [
          { name: 's', before, columns: HEADINGS.split(',').map(heading => ({ heading })), rows: [['F-1', '業務を全て遂行', null, null]] },
        ],
      });
    for (const [before, named] of [
      [[['法人番号', other.corporateNumber]], other.name],
      [[['調査番号', '00000000-0000-4000-8000-000000000000']], '別の調査'],
      [[['法人番号', '9999999999999']], '9999999999999'],
    ] as const) {
      const fileId = await ministry.as(Role.RESPONDENT).upload('form.xlsx', await sheet(before as unknown as string[][]));
      const input = { roundId: id, fileIds: [fileId], leaveOutRefused: true };
      const refusal = await ministry.as(Role.RESPONDENT).expectRefusal(IMPORT, { input }, { 'accept-language': 'ja' });
      expect(refusal).toMatchObject({ message: expect.stringContaining(named), extensions: { code: 'BAD_USER_INPUT', field: 'fileId' } });
    }
  });

  it('refuses once the sheet is handed in, and once it is submitted', async () => {
    const survey = await round(1);
    const bytes = csv(HEADINGS, 'F-1,業務を全て遂行,,');
    await importFile(survey.id, bytes);
    const fileId = await ministry.as(Role.RESPONDENT).upload('answers.csv', bytes);
    const input = { roundId: survey.id, fileIds: [fileId], leaveOutRefused: true };
    await changeSheet(ministry.as(Role.RESPONDENT), 'handInAnswerSheet', survey.id);
    expect(await ministry.as(Role.RESPONDENT).expectRefusal(IMPORT, { input })).toMatchObject({ extensions: { code: 'CONFLICT' } });
    await changeSheet(ministry.as(Role.COORDINATOR), 'submitAnswerSheet', survey.id);
    expect(await ministry.as(Role.RESPONDENT).expectRefusal(IMPORT, { input })).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });
});

describe('registerSubmission', () => {
  const register = async (roundId: string, bytes: Uint8Array, input = {}) => {
    const person = runner.as(Role.PORTFOLIO_MANAGER);
    const fileId = await person.upload('returned.csv', bytes);
    return { input: { roundId, fileId, organisationId: ministry.id, leaveOutRefused: true, ...input } };
  };

  it('submits for the ministry and says that it was on its behalf', async () => {
    const { id } = await round(2);
    const pmo = runner.as(Role.PORTFOLIO_MANAGER);
    const variables = await register(id, csv(HEADINGS, 'F-1,業務を全て遂行,,', 'F-2,全く利用していない,,'));
    expect(await pmo.expectData(REGISTER, variables)).toEqual({
      registerSubmission: { state: 'SUBMITTED', answeredCount: 2, registeredOnBehalf: true },
    });
    expect(await levelsOnHeatmap(pmo, id)).toEqual({ [ministry.id]: '02', [other.id]: null });
  });

  it('keeps what was registered before where a later file says nothing', async () => {
    const { id } = await round(2);
    const pmo = runner.as(Role.PORTFOLIO_MANAGER);
    await pmo.expectData(REGISTER, await register(id, csv(HEADINGS, 'F-1,業務を全て遂行,,'), { openRowReason: '一部のみ返送' }));
    await pmo.expectData(REGISTER, await register(id, csv(HEADINGS, 'F-2,全く利用していない,,')));
    expect((await levelsOnHeatmap(pmo, id))[ministry.id]).toBe('02');
  });

  it('changes nothing when the same file is registered again, by whomever and with whatever was left out', async () => {
    const { id } = await round(3);
    const pmo = runner.as(Role.PORTFOLIO_MANAGER);
    const file = csv(HEADINGS, 'F-1,業務を全て遂行,,', 'F-2,たまに使う,,', 'X-9,全く利用していない,,', 'F-3,他の手段も併用,紙,注');
    const said = { openRowReason: '照会中', mappings: [] };
    const state = async (): Promise<unknown> => [
      (await portal.superuser.query('select * from submission where round_id = $1 order by id', [id])).rows,
      (await portal.superuser.query('select * from answer_sheet where round_id = $1 order by id', [id])).rows,
      (await portal.superuser.query('select count(*) from audit_entry')).rows,
    ];
    const first = await pmo.expectData(REGISTER, await register(id, file, said));
    const before = await state();
    expect(await pmo.expectData(REGISTER, await register(id, file, said))).toEqual(first);
    // Nobody has to say again why rows are open.
    expect(await pmo.expectData(REGISTER, await register(id, file))).toEqual(first);
    expect(await state()).toEqual(before);
    const { answerImport } = await pmo.expectData<{ answerImport: object }>(
      'query ($fileIds: [ID!]!, $roundId: ID!, $of: ID) { answerImport(fileIds: $fileIds, roundId: $roundId, organisationId: $of) { newCount changedCount unchangedCount refusedCount } }',
      { fileIds: [await pmo.upload('returned.csv', file)], roundId: id, of: ministry.id },
    );
    expect(answerImport).toEqual({ newCount: 0, changedCount: 0, unchangedCount: 2, refusedCount: 2 });
    // The ministry goes on from it: the file is still the one that stands registered, another one is not taken any more.
    await ministry
      .as(Role.RESPONDENT)
      .expectData('mutation ($input: OpenAnswerSheetInput!) { openAnswerSheet(input: $input) { id } }', { input: { roundId: id } });
    const opened = await state();
    expect(await pmo.expectData(REGISTER, await register(id, file))).toEqual(first);
    expect(await state()).toEqual(opened);
    const other = await register(id, csv(HEADINGS, 'F-1,全く利用していない,,'), said);
    expect(await pmo.expectRefusal(REGISTER, other)).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it('stands submitted again when it was returned and the ministry sends the same', async () => {
    const { id } = await round(1);
    const pmo = runner.as(Role.PORTFOLIO_MANAGER);
    const file = csv(HEADINGS, 'F-1,業務を全て遂行,,');
    await pmo.expectData(REGISTER, await register(id, file));
    await pmo.expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { state } }', {
      input: { roundId: id, organisationId: ministry.id, reason: '確認のお願い' },
    });
    expect(await pmo.expectData(REGISTER, await register(id, file))).toMatchObject({ registerSubmission: { state: 'SUBMITTED' } });
    const { rows } = await portal.superuser.query('select number, latest from submission where round_id = $1 order by 1', [id]);
    expect(rows).toEqual([
      { number: 1, latest: false },
      { number: 2, latest: true },
    ]);
  });

  it('asks for a reason when rows are open', async () => {
    const { id } = await round(2);
    const variables = await register(id, csv(HEADINGS, 'F-1,業務を全て遂行,,'));
    const refusal = await runner.as(Role.PORTFOLIO_MANAGER).expectRefusal(REGISTER, variables, { 'accept-language': 'en' });
    expect(refusal).toMatchObject({
      message: expect.stringContaining('1 features'),
      extensions: { code: 'BAD_USER_INPUT', field: 'openRowReason' },
    });
  });

  it('leaves a ministry alone that answers in the portal itself', async () => {
    const survey = await round(2);
    await fillIn(ministry.as(Role.RESPONDENT), survey, '0');
    const variables = await register(survey.id, csv(HEADINGS, 'F-1,全く利用していない,,'));
    const refusal = await runner.as(Role.PORTFOLIO_MANAGER).expectRefusal(REGISTER, variables);
    expect(refusal).toMatchObject({ extensions: { code: 'CONFLICT', type: 'AnswerSheet' } });
  });

  it('is for the organisation that runs the round, in an open round', async () => {
    const { id } = await round(1);
    const stranger = ministry.as(Role.PORTFOLIO_MANAGER);
    const fileId = await stranger.upload('returned.csv', csv(HEADINGS, 'F-1,業務を全て遂行,,'));
    const input = { roundId: id, fileId, organisationId: other.id, leaveOutRefused: true };
    expect(await stranger.expectRefusal(REGISTER, { input })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    await changeRound(runner.as(Role.PORTFOLIO_MANAGER), 'closeSurveyRound', id);
    const variables = await register(id, csv(HEADINGS, 'F-1,業務を全て遂行,,'));
    expect(await runner.as(Role.PORTFOLIO_MANAGER).expectRefusal(REGISTER, variables)).toMatchObject({ extensions: { code: 'CONFLICT' } });
  });

  it.each(['openAnswerSheet', 'saveAnswer', 'importAnswers'])('becomes the draft of the ministry when it begins with %s', async act => {
    const survey = await round(2);
    const pmo = runner.as(Role.PORTFOLIO_MANAGER);
    // The ministry had looked at its empty sheet before.
    await ministry
      .as(Role.RESPONDENT)
      .expectData('mutation ($input: OpenAnswerSheetInput!) { openAnswerSheet(input: $input) { id } }', { input: { roundId: survey.id } });
    await pmo.expectData(REGISTER, await register(survey.id, csv(HEADINGS, 'F-1,他の手段も併用,紙,注', 'F-2,全く利用していない,,')));
    await pmo.expectData('mutation ($input: ReturnSubmissionInput!) { returnSubmission(input: $input) { state } }', {
      input: { roundId: survey.id, organisationId: ministry.id, reason: '確認のお願い' },
    });
    const respondent = ministry.as(Role.RESPONDENT);
    const begin: Record<string, () => Promise<unknown>> = {
      openAnswerSheet: () =>
        respondent.expectData('mutation ($input: OpenAnswerSheetInput!) { openAnswerSheet(input: $input) { id } }', {
          input: { roundId: survey.id },
        }),
      saveAnswer: () =>
        respondent.expectData('mutation ($input: SaveAnswerInput!) { saveAnswer(input: $input) { answer { id } } }', {
          input: { roundId: survey.id, featureId: survey.features[1]!.id, level: 'NOT_USED', version: 1 },
        }),
      importAnswers: () => importFile(survey.id, csv(HEADINGS, 'F-2,全く利用していない,,')),
    };
    await begin[act]!();
    expect(
      await respondent.expectData('query ($id: ID!) { answerSheet(roundId: $id) { answeredCount answers { level otherMeans comment } } }', {
        id: survey.id,
      }),
    ).toEqual({
      answerSheet: {
        answeredCount: 2,
        answers: [
          { level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙', comment: '注' },
          { level: 'NOT_USED', otherMeans: null, comment: null },
        ],
      },
    });
  });
});
