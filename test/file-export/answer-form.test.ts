import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { fileIn, styleOf } from '../spreadsheet/archive.ts';
import { openPortal, type TestOrganisation, type TestPortal } from '../support/open-portal.ts';
import { csv, fillIn, openRound } from '../support/survey.ts';

const DRY_RUN = `query ($fileIds: [ID!]!, $roundId: ID!) { answerImport(fileIds: $fileIds, roundId: $roundId) {
  newCount changedCount unchangedCount blankCount refusedCount } }`;
const IMPORT = `mutation ($input: ImportAnswersInput!) { importAnswers(input: $input) {
  answeredCount answers { feature { code } level otherMeans comment logNote } } }`;

let portal: TestPortal;
let runner: TestOrganisation;
let ministry: TestOrganisation;
let other: TestOrganisation;
beforeAll(async () => {
  portal = await openPortal();
  runner = await portal.organisation(Role.PORTFOLIO_MANAGER);
  ministry = await portal.organisation(Role.RESPONDENT);
  other = await portal.organisation(Role.RESPONDENT);
});
afterAll(() => portal.close());

const isUnlocked = (bytes: Buffer, cell: string): boolean => styleOf(bytes, cell).includes('<protection locked="0"/>');

/** The form as somebody saves it after filling it in. */
async function filled(
  form: Buffer,
  values: Record<string, [level: string, otherMeans: string, comment: string, logNote: string]>,
): Promise<Uint8Array> {
  const { sheets } = await readSpreadsheet('form.xlsx', form);
  const rows = sheets[0]!.rows.map(({ cells }) => {
    const given = values[cells[1] ?? ''];
    return given ? [...cells.slice(0, 5), ...given] : cells;
  });
  return writeXlsx({ title: '回答票', sheets: [{ name: '回答票', before: rows, columns: [], rows: [] }] });
}

it.each(['ja', 'en'])('comes in %s, is filled in offline, and goes back in', async lang => {
  const survey = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id, other.id], 3);
  const respondent = ministry.as(Role.RESPONDENT);
  await fillIn(respondent, survey, '2');
  const { bytes, headers } = await respondent.download(`answer-form/${survey.id}.xlsx?lang=${lang}`);
  const fileName = decodeURIComponent(String(headers['content-disposition']));
  expect(fileName).toContain(ministry.name);

  const untouched = await respondent.upload('回答票.xlsx', bytes);
  expect(await respondent.expectData(DRY_RUN, { fileIds: [untouched], roundId: survey.id })).toEqual({
    answerImport: { newCount: 0, changedCount: 0, unchangedCount: 1, blankCount: 2, refusedCount: 0 },
  });

  const [full, alongside] = lang === 'ja' ? ['業務を全て遂行', '他の手段も併用'] : ['Fully used', 'Used alongside other means'];
  const file = await filled(bytes, { 'F-1': [full!, '', '', '試験環境のログです'], 'F-2': [alongside!, '=紙の台帳', '年度末', ''] });
  const fileId = await respondent.upload('回答票.xlsx', file);
  expect(await respondent.expectData(DRY_RUN, { fileIds: [fileId], roundId: survey.id })).toEqual({
    answerImport: { newCount: 1, changedCount: 1, unchangedCount: 0, blankCount: 1, refusedCount: 0 },
  });
  expect(await respondent.expectData(IMPORT, { input: { fileIds: [fileId], roundId: survey.id, leaveOutRefused: false } })).toEqual({
    importAnswers: {
      answeredCount: 2,
      answers: [
        { feature: { code: 'F-1' }, level: 'FULLY_USED', otherMeans: null, comment: null, logNote: '試験環境のログです' },
        { feature: { code: 'F-2' }, level: 'USED_WITH_OTHER_MEANS', otherMeans: '=紙の台帳', comment: '年度末', logNote: null },
      ],
    },
  });

  // The form as it stands now changes nothing, and a file without the column takes no reason back.
  const again = await respondent.upload('回答票.xlsx', (await respondent.download(`answer-form/${survey.id}.xlsx?lang=${lang}`)).bytes);
  expect(await respondent.expectData(DRY_RUN, { fileIds: [again], roundId: survey.id })).toMatchObject({
    answerImport: { changedCount: 0, unchangedCount: 2, blankCount: 1 },
  });
  const short = await respondent.upload('a.csv', csv('機能コード,利用状況', 'F-1,全く利用していない'));
  const { importAnswers } = await respondent.expectData<{ importAnswers: { answers: object[] } }>(IMPORT, {
    input: { fileIds: [short], roundId: survey.id, leaveOutRefused: false },
  });
  expect(importAnswers.answers[0]).toMatchObject({ level: 'NOT_USED', logNote: '試験環境のログです' });
});

it('is a protected sheet of white cells with the three levels to choose from, and says how to fill it in', async () => {
  const survey = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], 2, {
    dueOn: '2099-12-11',
    explanation: '年1回の調査です。',
  });
  const { bytes } = await ministry.as(Role.RESPONDENT).download(`answer-form/${survey.id}.xlsx?lang=ja`);
  const sheet = fileIn(bytes, 'xl/worksheets/sheet1.xml');
  expect(sheet).toContain('<sheetProtection sheet="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>');
  expect(sheet).toContain('<autoFilter ref="A6:I8"/>');
  // Without this name LibreOffice does not see the filter.
  expect(fileIn(bytes, 'xl/workbook.xml')).toMatch(
    /<definedName name="_xlnm\._FilterDatabase" localSheetId="0"[^>]*>'回答票'!\$A\$6:\$I\$8</,
  );
  expect(sheet).toContain('topLeftCell="F7" state="frozen"');
  expect(sheet).toMatch(/<dataValidation type="list" sqref="F7:F8"[^>]*errorStyle="stop"[^>]*><formula1>_choices!\$A\$1:\$A\$3</);
  expect(sheet).toContain('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>');
  expect(fileIn(bytes, 'xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles[^>]*>[^<]*\$6:\$6</);
  const cells = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].flatMap(column => [1, 2, 3, 4, 5, 6, 7, 8].map(row => `${column}${row}`));
  expect(cells.filter(cell => isUnlocked(bytes, cell))).toEqual(['C4', 'F7', 'F8', 'G7', 'G8', 'H7', 'H8', 'I7', 'I8']);

  const { sheets } = await readSpreadsheet('form.xlsx', bytes);
  expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['回答票', false],
    ['記入方法', false],
    ['_choices', true],
  ]);
  expect(sheets[2]!.rows.map(({ cells: values }) => values)).toEqual([['業務を全て遂行'], ['他の手段も併用'], ['全く利用していない']]);
  const said = Object.fromEntries(sheets[1]!.rows.map(({ cells: [subject, text] }) => [subject, text]));
  expect(said).toMatchObject({
    この様式: expect.stringContaining(ministry.name),
    回答期限: '2099年12月11日（金）（24時まで）',
    調査の説明: '年1回の調査です。',
    全く利用していない: expect.any(String),
    空欄: expect.stringContaining('未回答'),
    問合せ先: expect.stringContaining(runner.name),
  });
  expect(fileIn(bytes, 'xl/worksheets/sheet2.xml')).toContain('<sheetProtection sheet="1"');
});

it('belongs to its ministry and its round', async () => {
  const pmo = runner.as(Role.PORTFOLIO_MANAGER);
  const survey = await openRound(pmo, [ministry.id, other.id], 1);
  const another = await openRound(pmo, [ministry.id], 1);
  const { bytes } = await ministry.as(Role.RESPONDENT).download(`answer-form/${survey.id}.xlsx`);
  const refusal = async (person: TestOrganisation, roundId: string) =>
    person.as(Role.RESPONDENT).expectRefusal(DRY_RUN, { fileIds: [await person.as(Role.RESPONDENT).upload('form.xlsx', bytes)], roundId });
  const extensions = { code: 'BAD_USER_INPUT', field: 'fileId' };
  expect(await refusal(other, survey.id)).toMatchObject({ message: expect.stringContaining(ministry.name), extensions });
  expect(await refusal(ministry, another.id)).toMatchObject({ message: expect.stringContaining('別の調査'), extensions });
});

it('is not for a ministry that is not asked', async () => {
  const survey = await openRound(runner.as(Role.PORTFOLIO_MANAGER), [ministry.id], 1);
  expect((await other.as(Role.RESPONDENT).download(`answer-form/${survey.id}.xlsx`)).status).toBe(404);
});
