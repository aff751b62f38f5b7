import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { readSpreadsheet } from '../../server/spreadsheet/read-spreadsheet.ts';
import { fileIn, styleOf } from '../spreadsheet/archive.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';
import { makeSystem, openRound, type RoundMade, SAVE_ANSWERS } from '../support/survey.ts';
import { typed } from './flat-document.ts';
import { resaved } from './libreoffice.ts';

/** The form of a system with 90 features, some of them answered with texts that a spreadsheet program likes to make something else of. */
const FEATURES = new URL('../fixtures/survey-travel/features.csv', import.meta.url);
const ANSWERED = [
  ['FULLY_USED', null, null],
  ['USED_WITH_OTHER_MEANS', '=1+1', '2026/4/1'],
  ['USED_WITH_OTHER_MEANS', '007', '1/2'],
  ['NOT_USED', null, '１行目\n２行目'],
  ['NOT_USED', null, '#N/A'],
  ['FULLY_USED', null, '"引用"、<&>、𠮷'],
  ['USED_WITH_OTHER_MEANS', 'TRUE', '1E5'],
] as const;
const [LEVEL, OTHER_MEANS, COMMENT] = [5, 6, 7];

const DRY_RUN = `query ($fileIds: [ID!]!, $roundId: ID!) { answerImport(fileIds: $fileIds, roundId: $roundId) {
  newCount changedCount unchangedCount blankCount refusedCount } }`;
const IMPORT = `mutation ($input: ImportAnswersInput!) { importAnswers(input: $input) {
  answeredCount answers { feature { code } level otherMeans comment } } }`;

let portal: TestPortal;
let respondent: Person;
let round: RoundMade;
let form: Buffer;

beforeAll(async () => {
  portal = await openPortal();
  const runner = (await portal.organisation(Role.PORTFOLIO_MANAGER, Role.SYSTEM_OWNER)).as(Role.PORTFOLIO_MANAGER);
  const ministry = await portal.organisation(Role.RESPONDENT);
  respondent = ministry.as(Role.RESPONDENT);
  const system = await makeSystem(runner, 0);
  const fileId = await runner.upload('features.csv', await readFile(FEATURES));
  await runner.expectData('mutation ($input: ImportFeaturesInput!) { importFeatures(input: $input) { newCount } }', {
    input: { systemId: system.id, fileId },
  });
  round = await openRound(runner, [ministry.id], system);
  const answers = ANSWERED.map(([level, otherMeans, comment], position) => ({
    featureId: round.features[position]!.id,
    level,
    otherMeans,
    comment,
    version: 0,
  }));
  await respondent.expectData(SAVE_ANSWERS, { input: { roundId: round.id, answers } });
  form = (await respondent.download(`answer-form/${round.id}.xlsx?lang=ja`)).bytes;
});
afterAll(() => portal.close());

const dryRun = async (bytes: Uint8Array) => {
  const fileId = await respondent.upload('回答票.xlsx', bytes);
  return {
    fileId,
    ...(await respondent.expectData<{ answerImport: object }>(DRY_RUN, { fileIds: [fileId], roundId: round.id })).answerImport,
  };
};

it('comes back from LibreOffice as it was, with nothing refused and nothing changed', async () => {
  const saved = await resaved(form, 'xlsx', 'xlsx');
  expect(await dryRun(saved)).toMatchObject({
    newCount: 0,
    changedCount: 0,
    unchangedCount: ANSWERED.length,
    blankCount: round.features.length - ANSWERED.length,
    refusedCount: 0,
  });
  const [before, after] = [await readSpreadsheet('form.xlsx', form), await readSpreadsheet('form.xlsx', saved)];
  expect(after.sheets).toEqual(before.sheets);
});

it('is still protected, with its white cells, its choices, its filter and its print set-up', async () => {
  const saved = await resaved(form, 'xlsx', 'xlsx');
  const sheet = fileIn(saved, 'xl/worksheets/sheet1.xml');
  expect(sheet).toMatch(/<sheetProtection sheet="true"[^>]* autoFilter="false"/);
  expect(sheet).toMatch(/<dataValidation [^>]*errorStyle="stop"[^>]*sqref="F7:F96"[^>]*><formula1>_choices!\$A\$1:\$A\$3</);
  expect(sheet).toContain('<autoFilter ref="A6:I96"');
  expect(sheet).toMatch(/<pageSetup paperSize="9"[^>]*fitToWidth="1" fitToHeight="0"[^>]*orientation="landscape"/);
  expect(fileIn(saved, 'xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles[^>]*>[^<]*\$6:\$6</);
  const cells = ['A7', 'B7', 'E7', 'F7', 'G7', 'H7', 'I7', 'F96', 'C4', 'C2'];
  expect(cells.filter(cell => styleOf(saved, cell).includes('locked="false"'))).toEqual(['F7', 'G7', 'H7', 'I7', 'F96', 'C4']);
});

it('is filled in with LibreOffice, and every value arrives', async () => {
  const code = (position: number): string => round.features[position]!.code;
  let document = (await resaved(form, 'xlsx', 'fods')).toString();
  document = typed(document, code(0), { [LEVEL]: '全く利用していない' });
  document = typed(document, code(30), { [LEVEL]: '他の手段も併用', [OTHER_MEANS]: '表計算 <&>', [COMMENT]: '=SUM(A1)' });
  document = typed(document, code(89), { [LEVEL]: '業務を全て遂行' });
  const filled = await resaved(Buffer.from(document), 'fods', 'xlsx');

  const { fileId, ...counts } = await dryRun(filled);
  expect(counts).toEqual({
    newCount: 2,
    changedCount: 1,
    unchangedCount: ANSWERED.length - 1,
    blankCount: round.features.length - ANSWERED.length - 2,
    refusedCount: 0,
  });
  const { importAnswers } = await respondent.expectData<{ importAnswers: { answeredCount: number; answers: object[] } }>(IMPORT, {
    input: { fileIds: [fileId], roundId: round.id, leaveOutRefused: false },
  });
  const untouched = ANSWERED.map(([level, otherMeans, comment], position) => ({ ...answer(code(position), level), otherMeans, comment }));
  expect(importAnswers.answeredCount).toBe(ANSWERED.length + 2);
  expect(importAnswers.answers).toEqual([
    answer(code(0), 'NOT_USED'),
    ...untouched.slice(1),
    { ...answer(code(30), 'USED_WITH_OTHER_MEANS'), otherMeans: '表計算 <&>', comment: '=SUM(A1)' },
    answer(code(89), 'FULLY_USED'),
  ]);
});

const answer = (code: string, level: string) => ({ feature: { code }, level, otherMeans: null, comment: null });
