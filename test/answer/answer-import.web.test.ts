import { describe, expect, it } from 'vitest';
import { alerts, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const counts = { newCount: 80, changedCount: 0, unchangedCount: 0, blankCount: 8, refusedCount: 2 };
const preview = {
  fileId: 'file',
  fileName: '農林水産省.xlsx',
  ...counts,
  problemCounts: [{ code: 'UNKNOWN_LEVEL', count: 2 }],
  unmatchedValues: [{ value: '△', count: 2, mappedTo: null }],
  organisation: { id: 'o1', name: '農林水産省', nameEn: 'MAFF' },
  rows: [
    {
      line: 5,
      key: 'A-01',
      label: '出張伺い作成',
      status: 'REFUSED',
      changes: [],
      problems: [
        {
          code: 'UNKNOWN_LEVEL',
          cell: 'D5',
          column: '利用状況',
          value: '△',
          message: '選択肢にありません。',
          remedy: '三つから選んでください。',
        },
      ],
    },
  ],
  nextCursor: null,
};
const target = { id: 't1', state: 'NOT_OPENED', organisation: preview.organisation };
const round = { id: 'r1', title: '利用状況調査', state: 'OPEN', featureCount: 90, targets: [target] };
const answers = { AnswerImportRound: { surveyRound: round }, AnswerImport: { answerImport: preview } };

describe('a file of answers', () => {
  const openImport = (more: object = {}) =>
    openPortal('/survey-rounds/r1/answer/import?file=file', {
      signedIn: viewer(['importAnswers', 'answerImport', 'answerSheet']),
      answers: { ...answers, ImportAnswers: { importAnswers: { id: 's1', version: 2, state: 'IN_PROGRESS', answeredCount: 80 } }, ...more },
    });

  it('is previewed with the cell at fault, and a value that names no level is never guessed', async () => {
    await openImport();
    await seeText('セル D5');
    await seeText('「△」（2 か所）');
    expect(document.querySelector<HTMLSelectElement>('main select')?.value).toBe('');
  });

  it('is read again with what the person says a value means', async () => {
    const { of } = await openImport();
    await seeText('「△」');
    await fill('「△」', 'USED_WITH_OTHER_MEANS');
    await seen(() => of('AnswerImport').length === 2);
    expect(of('AnswerImport').at(-1)?.variables).toMatchObject({
      organisationId: null,
      mappings: [{ value: '△', level: 'USED_WITH_OTHER_MEANS' }],
    });
  });

  it('is applied without its refused rows only when the person agrees', async () => {
    const { of } = await openImport();
    await press('新規 80 件・変更 0 件を取り込む');
    await seeText('取り込めない行があります。');
    expect(of('ImportAnswers')).toEqual([]);
    document.querySelector<HTMLInputElement>('main input[type=checkbox]')!.click();
    await press('新規 80 件・変更 0 件を取り込む');
    await seeText('取り込みました');
    expect(of('ImportAnswers')[0]?.variables).toEqual({ input: { roundId: 'r1', fileId: 'file', mappings: [], leaveOutRefused: true } });
    expect(document.querySelector('a[href="/survey-rounds/r1/answer"]')).not.toBeNull();
  });
});

describe('registering on behalf of a ministry', () => {
  const openRegister = (organisationId = 'o1', more: object = {}) =>
    openPortal(`/survey-rounds/r1/register/${organisationId}?file=file`, {
      signedIn: viewer(['registerSubmission', 'answerImport', 'surveyRound']),
      answers: { ...answers, RegisterSubmission: { registerSubmission: { id: 't1', state: 'SUBMITTED', answeredCount: 80 } }, ...more },
    });

  it('asks why rows stay open, and names the ministry', async () => {
    const { of } = await openRegister();
    await seeText('農林水産省の回答を代理登録');
    await seeText('このファイルでは 10 件の機能が未回答のまま残ります。');
    document.querySelector<HTMLInputElement>('main input[type=checkbox]')!.click();
    await press('農林水産省の提出として登録する');
    await seeText('＊理由を入力してください。');
    expect(of('RegisterSubmission')).toEqual([]);
    await fill('未回答のまま提出する理由', '確認中');
    await press('農林水産省の提出として登録する');
    await seen(() => of('RegisterSubmission').length);
    expect(of('RegisterSubmission')[0]?.variables).toEqual({
      input: { roundId: 'r1', organisationId: 'o1', fileId: 'file', mappings: [], leaveOutRefused: true, openRowReason: '確認中' },
    });
    expect(of('AnswerImport')[0]?.variables).toMatchObject({ organisationId: 'o1' });
  });

  it.each([
    ['SUBMITTED', false],
    ['RETURNED', true],
  ])('of the same file again while it stands %s can be done: %s', async (state, can) => {
    const same = { ...preview, newCount: 0, unchangedCount: 90, refusedCount: 0, unmatchedValues: [], rows: [] };
    await openRegister('o1', {
      AnswerImport: { answerImport: same },
      AnswerImportRound: { surveyRound: { ...round, targets: [{ ...target, state }] } },
    });
    await seeText(can ? '農林水産省の提出として登録する' : '今の内容と同じです。');
    expect(document.querySelector('main form button[type=submit]') !== null).toBe(can);
  });

  it('is refused for an organisation that is not asked', async () => {
    await openRegister('o9');
    await seeText('この機関は調査の対象ではありません。');
    expect(alerts()).toBe('');
  });
});
