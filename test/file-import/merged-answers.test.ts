import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { csv, fillIn, openRound, type RoundMade } from '../support/survey.ts';

/** Forms that several bureaus of one ministry filled in, brought together at once. */
const HEADINGS = '機能コード,利用状況,併用している他の手段,備考';
const DRY_RUN = `query ($fileIds: [ID!]!, $roundId: ID!, $mappings: [LevelMappingInput!], $choices: [AnswerChoiceInput!], $status: ImportRowStatus) {
  answerImport(fileIds: $fileIds, roundId: $roundId, mappings: $mappings, choices: $choices, status: $status) {
    newCount changedCount unchangedCount blankCount refusedCount conflictCount
    files { fileName bureau answerCount blankCount refusedCount refusal } unmatchedValues { value count }
    conflicts { code options { level otherMeans comment changes { field before after } sources { fileName line blank } } }
    rows { key status changes { field before after } sources { fileName line blank } } } }`;
const IMPORT = `mutation ($input: ImportAnswersInput!) { importAnswers(input: $input) {
  answeredCount answers { version feature { code } level otherMeans comment } } }`;

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let other: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.RESPONDENT, Role.AUDITOR);
  other = await portal.organisation(Role.RESPONDENT);
});
afterAll(() => portal.close());

interface Preview {
  conflictCount: number;
  files: object[];
  rows: { key: string }[];
  conflicts: { code: string }[];
}
const round = (features: number): Promise<RoundMade> => openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id, other.id], features);
const respondent = () => ministry.as(Role.RESPONDENT);

/** Uploads files of rows, each named 局A.csv, 局B.csv, … */
async function upload(...files: string[][]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, rows] of files.entries()) ids.push(await respondent().upload(`局${'ABC'[index]!}.csv`, csv(HEADINGS, ...rows)));
  return ids;
}
const dryRun = async (variables: object): Promise<Preview> =>
  (await respondent().expectData<{ answerImport: Preview }>(DRY_RUN, { ...variables })).answerImport;
const importFiles = async (input: object) =>
  (await respondent().expectData<{ importAnswers: { answeredCount: number; answers: { version: number }[] } }>(IMPORT, { input }))
    .importAnswers;
const answeredCount = async (roundId: string): Promise<number> =>
  (
    await respondent().expectData<{ answerSheet: { answeredCount: number } }>(
      'query ($id: ID!) { answerSheet(roundId: $id) { answeredCount } }',
      { id: roundId },
    )
  ).answerSheet.answeredCount;

it('loses no remark where levels differ: one beside a blank cell is shown with each answer, and goes with the chosen one', async () => {
  const { id: roundId } = await round(1);
  const fileIds = await upload(['F-1,業務を全て遂行,,本省で使用'], ['F-1,全く利用していない,,'], ['F-1,,,来年度に見直す予定']);
  expect((await dryRun({ fileIds, roundId })).conflicts).toMatchObject([
    {
      options: [
        { level: 'FULLY_USED', comment: '本省で使用\n来年度に見直す予定', sources: [{ fileName: '局A.csv' }] },
        { level: 'NOT_USED', comment: '来年度に見直す予定', sources: [{ fileName: '局B.csv' }] },
      ],
    },
  ]);
  const choices = [{ code: 'F-1', fileId: fileIds[0] }];
  const { answers } = await importFiles({ fileIds, roundId, choices, leaveOutRefused: false });
  expect(answers).toMatchObject([{ level: 'FULLY_USED', comment: '本省で使用\n来年度に見直す予定' }]);
});

it('merges the files: equal answers agree, and a blank cell gives way to the answer of another file', async () => {
  const { id: roundId } = await round(4);
  const fileIds = await upload(
    ['F-1,業務を全て遂行,,', 'F-2,,,', 'F-3,他の手段も併用,紙,', 'F-4,,,'],
    ['F-1,業務を全て遂行,,共通', 'F-2,全く利用していない,,', 'F-3,他の手段も併用,,', 'F-4,,,'],
  );
  const preview = await dryRun({ fileIds, roundId });
  expect(preview).toMatchObject({ newCount: 3, changedCount: 0, blankCount: 1, refusedCount: 0, conflictCount: 0, conflicts: [] });
  expect(preview.files).toMatchObject([
    { fileName: '局A.csv', answerCount: 2, blankCount: 2, refusal: null },
    { fileName: '局B.csv', answerCount: 3, blankCount: 1, refusal: null },
  ]);
  expect(preview.rows[1]).toMatchObject({
    key: 'F-2',
    changes: [{ field: 'level', after: 'NOT_USED' }],
    sources: [
      { fileName: '局A.csv', line: 3, blank: true },
      { fileName: '局B.csv', line: 3, blank: false },
    ],
  });
  expect(await answeredCount(roundId)).toBe(0);

  const { answers } = await importFiles({ fileIds, roundId, leaveOutRefused: false });
  expect(answers).toMatchObject([
    { feature: { code: 'F-1' }, level: 'FULLY_USED', comment: '共通' },
    { feature: { code: 'F-2' }, level: 'NOT_USED' },
    { feature: { code: 'F-3' }, level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙' },
  ]);
  // The same files once more, in any order, change nothing.
  expect(await dryRun({ fileIds: fileIds.toReversed(), roundId })).toMatchObject({ newCount: 0, changedCount: 0, unchangedCount: 3 });
  expect((await importFiles({ fileIds, roundId, leaveOutRefused: false })).answers).toEqual(answers);
});

it('writes nothing while files differ, and then what the person chose, row by row or one file for the rest', async () => {
  const survey = await round(4);
  await fillIn(respondent(), survey, '.0..');
  const roundId = survey.id;
  const fileIds = await upload(
    ['F-1,業務を全て遂行,,', 'F-2,業務を全て遂行,,', 'F-3,他の手段も併用,紙,', 'F-4,業務を全て遂行,,'],
    ['F-1,全く利用していない,,', 'F-2,全く利用していない,,廃止予定', 'F-3,他の手段も併用,表計算,', 'F-4,業務を全て遂行,,'],
    ['F-1,業務を全て遂行,,', 'F-2,,,', 'F-3,,,', 'F-4,,,'],
  );
  const preview = await dryRun({ fileIds, roundId });
  expect(preview).toMatchObject({ newCount: 1, conflictCount: 3 });
  expect(preview.conflicts).toMatchObject([
    {
      code: 'F-1',
      options: [
        { level: 'FULLY_USED', sources: [{ fileName: '局A.csv' }, { fileName: '局C.csv' }] },
        { level: 'NOT_USED', sources: [{ fileName: '局B.csv', line: 2 }] },
      ],
    },
    {
      code: 'F-2',
      options: [
        { level: 'FULLY_USED', changes: [] },
        {
          level: 'NOT_USED',
          comment: '廃止予定',
          changes: [
            { field: 'level', before: 'FULLY_USED', after: 'NOT_USED' },
            { field: 'comment', before: null, after: '廃止予定' },
          ],
        },
      ],
    },
    { code: 'F-3', options: [{ otherMeans: '紙' }, { otherMeans: '表計算' }] },
  ]);
  expect((await dryRun({ fileIds, roundId, status: 'CONFLICT' })).rows.map(({ key }) => key)).toEqual(['F-1', 'F-2', 'F-3']);

  const input = { fileIds, roundId, leaveOutRefused: true };
  const one = [{ code: 'F-1', fileId: fileIds[0] }];
  const refusal = await respondent().expectRefusal(IMPORT, { input: { ...input, choices: one } }, { 'accept-language': 'ja' });
  expect(refusal).toMatchObject({ message: expect.stringContaining('2行'), extensions: { code: 'BAD_USER_INPUT', field: 'choices' } });
  expect(await answeredCount(roundId)).toBe(1);

  const choices = [...one, { code: null, fileId: fileIds[1] }];
  expect(await dryRun({ fileIds, roundId, choices })).toMatchObject({ newCount: 3, changedCount: 1, conflictCount: 0 });
  expect((await importFiles({ ...input, choices })).answers).toMatchObject([
    { level: 'FULLY_USED' },
    { level: 'NOT_USED', comment: '廃止予定' },
    { level: 'USED_WITH_OTHER_MEANS', otherMeans: '表計算' },
    { level: 'FULLY_USED' },
  ]);
});

it('never mixes the texts of one answer with the level of another', async () => {
  const { id: roundId } = await round(1);
  const fileIds = await upload(['F-1,他の手段も併用,紙,要望あり'], ['F-1,業務を全て遂行,,']);
  const { answers } = await importFiles({ fileIds, roundId, leaveOutRefused: false, choices: [{ fileId: fileIds[1] }] });
  expect(answers).toMatchObject([{ level: 'FULLY_USED', otherMeans: null, comment: null }]);
});

it('maps unreadable values once for all files, and then compares what they mean', async () => {
  const { id: roundId } = await round(2);
  const fileIds = await upload(['F-1,×,,', 'F-2,×,,'], ['F-1,×,,', 'F-2,業務を全て遂行,,']);
  expect(await dryRun({ fileIds, roundId })).toMatchObject({
    refusedCount: 3,
    newCount: 1,
    conflictCount: 0,
    unmatchedValues: [{ value: '×', count: 3 }],
  });
  const mappings = [{ value: '×', level: 'NOT_USED' }];
  expect(await dryRun({ fileIds, roundId, mappings })).toMatchObject({ refusedCount: 0, newCount: 1, conflictCount: 1 });
});

it('names the files of another ministry or round, and the others go on', async () => {
  const { id: roundId } = await round(2);
  const form = (bureau: string, organisation: TestOrganisation, survey: string) =>
    writeXlsx({
      title: 't',
      sheets: [
        {
          name: 's',
          before: [
            ['法人番号', organisation.corporateNumber, '調査番号', survey],
            ['部局名', bureau],
          ],
          columns: HEADINGS.split(',').map(heading => ({ heading })),
          rows: [['F-1', '業務を全て遂行', null, null]],
        },
      ],
    });
  const good = await respondent().upload('総務課.xlsx', await form('大臣官房総務課', ministry, roundId));
  const foreign = await respondent().upload('よその省.xlsx', await form('', other, roundId));
  const past = await respondent().upload('昨年.xlsx', await form('', ministry, '00000000-0000-4000-8000-000000000000'));
  const fileIds = [foreign, good, past];
  const preview = await dryRun({ fileIds, roundId });
  expect(preview).toMatchObject({ newCount: 1, files: [{}, { bureau: '大臣官房総務課', refusal: null }, {}] });
  expect(preview.files).toMatchObject([
    { fileName: 'よその省.xlsx', refusal: expect.stringContaining(other.name) },
    {},
    { fileName: '昨年.xlsx', refusal: expect.stringContaining('別の調査') },
  ]);
  const extensions = { code: 'BAD_USER_INPUT', field: 'fileId' };
  const input = { roundId, leaveOutRefused: true };
  const refusal = await respondent().expectRefusal(IMPORT, { input: { ...input, fileIds } }, { 'accept-language': 'ja' });
  expect(refusal).toMatchObject({ message: expect.stringMatching(/よその省\.xlsx.*昨年\.xlsx/), extensions });
  expect(await respondent().expectRefusal(DRY_RUN, { roundId, fileIds: [foreign, past] })).toMatchObject({
    message: expect.stringMatching(/よその省\.xlsx.*昨年\.xlsx/),
    extensions,
  });
  expect(await importFiles({ ...input, fileIds: [good] })).toMatchObject({ answeredCount: 1 });
});

it.each([
  ['no file', () => [], 'fileIds'],
  ['more than 20 files', (id: string) => Array.from({ length: 21 }, () => id), 'fileIds'],
  ['one file twice', (id: string) => [id, id], 'fileIds'],
])('refuses %s', async (_, idsOf, field) => {
  const { id: roundId } = await round(1);
  const [id] = await upload(['F-1,業務を全て遂行,,']);
  const input = { roundId, fileIds: idsOf(id!), leaveOutRefused: true };
  for (const [operation, variables] of [
    [DRY_RUN, input],
    [IMPORT, { input }],
  ] as const)
    expect(await respondent().expectRefusal(operation, variables)).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', field } });
});

it('refuses a choice of a file that is not among them, and a file of another organisation', async () => {
  const { id: roundId } = await round(1);
  const [mine, another] = await upload(['F-1,業務を全て遂行,,'], ['F-1,全く利用していない,,']);
  const input = { roundId, fileIds: [mine], leaveOutRefused: true };
  expect(await respondent().expectRefusal(IMPORT, { input: { ...input, choices: [{ fileId: another }] } })).toMatchObject({
    extensions: { code: 'BAD_USER_INPUT', field: 'choices' },
  });
  const foreign = await other.as(Role.RESPONDENT).upload('局.csv', csv(HEADINGS, 'F-1,全く利用していない,,'));
  for (const [operation, variables] of [
    [DRY_RUN, { roundId, fileIds: [mine, foreign] }],
    [IMPORT, { input: { ...input, fileIds: [mine, foreign] } }],
  ] as const)
    expect(await respondent().expectRefusal(operation, variables)).toMatchObject({ extensions: { code: 'NOT_FOUND', id: foreign } });
  expect(await answeredCount(roundId)).toBe(0);
});

it('needs the permission to answer', async () => {
  const { id: roundId } = await round(1);
  const fileIds = await upload(['F-1,業務を全て遂行,,'], ['F-1,全く利用していない,,']);
  const auditor = ministry.as(Role.AUDITOR);
  expect(await auditor.expectRefusal(IMPORT, { input: { roundId, fileIds, leaveOutRefused: true } })).toMatchObject({
    extensions: { code: 'FORBIDDEN' },
  });
  expect(await auditor.expectRefusal(DRY_RUN, { roundId, fileIds })).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
});
