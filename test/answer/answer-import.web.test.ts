import { describe, expect, it } from 'vitest';
import { alerts, fill, openPortal, press, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

const counts = { newCount: 80, changedCount: 0, unchangedCount: 0, blankCount: 8, refusedCount: 2 };
const held = (fileId: string, fileName: string, more: object = {}) => ({
  fileId,
  fileName,
  bureau: null,
  answerCount: 80,
  blankCount: 8,
  refusedCount: 0,
  refusal: null,
  ...more,
});
const preview = {
  fileId: 'file',
  fileName: '農林水産省.xlsx',
  ...counts,
  conflictCount: 0,
  files: [held('file', '農林水産省.xlsx')],
  conflicts: [] as object[],
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
      sources: [{ fileId: 'file', fileName: '農林水産省.xlsx', line: 5, blank: false }],
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
    expect(of('ImportAnswers')[0]?.variables).toEqual({
      input: { roundId: 'r1', fileIds: ['file'], mappings: [], choices: [], leaveOutRefused: true },
    });
    expect(document.querySelector('a[href="/survey-rounds/r1/answer"]')).not.toBeNull();
  });
});

describe('files of several bureaus', () => {
  const from = (fileId: string, line: number) => ({ fileId, fileName: `${fileId}.xlsx`, line });
  const option = (level: string, sources: object[], changes: object[] = []) => ({
    level,
    otherMeans: null,
    comment: null,
    sources,
    changes,
  });
  const conflicts = [
    {
      code: 'A-01',
      label: '出張伺い作成',
      options: [option('FULLY_USED', [from('a', 7), from('c', 7)]), option('NOT_USED', [from('b', 9)])],
    },
    {
      code: 'A-02',
      label: '出張伺い承認',
      options: [
        option('NOT_USED', [from('a', 8)]),
        option('FULLY_USED', [from('b', 8)], [{ field: 'level', before: 'NOT_USED', after: 'FULLY_USED' }]),
      ],
    },
  ];
  const files = [held('a', 'a.xlsx', { bureau: '大臣官房' }), held('b', 'b.xlsx'), held('c', 'c.xlsx'), held('x', 'よその省.xlsx')];
  const merged = {
    ...preview,
    refusedCount: 0,
    conflictCount: 2,
    unmatchedValues: [],
    conflicts,
    files: files.map(file => (file.fileId === 'x' ? { ...file, refusal: 'このファイルは財務省の回答票です。' } : file)),
    rows: [
      {
        line: 10,
        key: 'A-03',
        label: '精算',
        status: 'NEW',
        problems: [],
        changes: [{ field: 'level', before: null, after: 'FULLY_USED' }],
        sources: [
          { ...from('a', 10), blank: true },
          { ...from('b', 10), blank: false },
        ],
      },
    ],
  };
  const openMerged = () =>
    openPortal('/survey-rounds/r1/answer/import?file=a,b,c,x', {
      signedIn: viewer(['importAnswers', 'answerImport', 'answerSheet']),
      answers: {
        ...answers,
        AnswerImport: { answerImport: merged },
        ImportAnswers: { importAnswers: { id: 's1', version: 2, state: 'IN_PROGRESS', answeredCount: 80 } },
      },
    });
  const radio = (code: string, fileId: string) =>
    document.querySelector<HTMLInputElement>(`[id="conflict-${code}"] input[value="${fileId}"]`)!;

  it('are shown with what each holds, and a file that is refused is named', async () => {
    const { of } = await openMerged();
    await seeText('4 個のファイルを合わせた内容を確かめる');
    await seeText('a.xlsx（大臣官房）');
    await seeText('このファイルは財務省の回答票です。');
    await seeText('記入のあるファイル: b.xlsx の 10 行目');
    await seeText('空欄のファイル: a.xlsx の 10 行目');
    expect(of('AnswerImport')[0]?.variables).toMatchObject({ fileIds: ['a', 'b', 'c', 'x'], choices: [] });
  });

  it('are not imported until a person has chosen wherever they differ', async () => {
    const { of } = await openMerged();
    await seeText('業務を全て遂行 — a.xlsx（大臣官房） の 7 行目、c.xlsx の 7 行目');
    await seeText('今の回答から変わります: 全く利用していない → 業務を全て遂行');
    await press('新規 80 件・変更 0 件を取り込む');
    await seeText('どの回答を採るか選んでください');
    expect(document.activeElement?.id).toBe('conflict-A-01');
    expect(of('ImportAnswers')).toEqual([]);

    await fill('すべての機能で、次のファイルの回答を採る', 'c');
    await seeText('まだ選んでいない機能: 1 件');
    expect(radio('A-01', 'a').checked).toBe(true);
    radio('A-02', 'b').click();
    await seeText('すべて選びました。');
    await press('新規 80 件・変更 0 件を取り込む');
    await seen(() => of('ImportAnswers').length);
    // The file that is refused stays out; the others go on.
    expect(of('ImportAnswers')[0]?.variables['input']).toMatchObject({
      fileIds: ['a', 'b', 'c'],
      choices: [
        { code: null, fileId: 'c' },
        { code: 'A-02', fileId: 'b' },
      ],
    });
  });

  it('can be taken out one by one', async () => {
    const { of } = await openMerged();
    const remove = await seen(() =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes('「よその省.xlsx」を外す')),
    );
    remove.click();
    await seen(() => of('AnswerImport').length === 2);
    expect(of('AnswerImport').at(-1)?.variables).toMatchObject({ fileIds: ['a', 'b', 'c'] });
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
