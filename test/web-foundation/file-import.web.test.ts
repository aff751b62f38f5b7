import { expect, it } from 'vitest';
import { fill, openPortal, press, refusal, seen, seeText, viewer } from './fixtures/portal-page.ts';

const keeper = viewer(['importFeatures', 'informationSystem', 'importAnswers']);
const path = '/systems/travel/features/import?file=file';

const rows = [
  {
    line: 2,
    key: 'TRV-01',
    label: '出張伺い作成',
    status: 'NEW',
    changes: [{ field: 'name', before: null, after: '出張伺い作成' }],
    sources: [],
    problems: [],
  },
  {
    line: 3,
    key: 'TRV-02',
    label: '出張伺い承認',
    status: 'CHANGED',
    changes: [{ field: 'majorGroup', before: '旅費', after: null }],
    sources: [],
    problems: [],
  },
];
const refused = {
  line: 4,
  key: '',
  label: '',
  status: 'REFUSED',
  changes: [],
  sources: [],
  problems: [
    {
      code: 'MISSING',
      cell: 'A4',
      column: '機能コード',
      value: '=1+1',
      message: '入力がありません。',
      remedy: 'この列に値を入れてください。',
    },
  ],
};

function preview(changes: object) {
  return {
    fileId: 'file',
    fileName: '機能一覧.xlsx',
    newCount: 12,
    changedCount: 3,
    unchangedCount: 40,
    blankCount: 0,
    refusedCount: 0,
    conflictCount: 0,
    files: [],
    conflicts: [],
    problemCounts: [],
    unmatchedValues: [],
    organisation: null,
    rows,
    nextCursor: null,
    ...changes,
  };
}

it('says what an import will do in numbers, does it, and says what it has done', async () => {
  const result = { newCount: 12, changedCount: 3, unchangedCount: 40, blankCount: 0, refusedCount: 0 };
  const { of } = await openPortal(path, {
    signedIn: keeper,
    answers: { FeatureImportPage: { featureImport: preview({}) }, ImportFeatures: { importFeatures: result } },
  });
  await seeText('「機能一覧.xlsx」の内容を確かめる');
  await seeText('大分類');
  const table = document.querySelector('table')!.textContent!;
  expect(table).toContain('変更前: 旅費');
  expect(table).toContain('変更後: （空欄）');
  await press('新規 12 件・変更 3 件を取り込む');
  await seeText('新規: 12 件');
  await seeText('変更なし: 40 件');
  expect(of('ImportFeatures')[0]?.variables).toEqual({ input: { fileId: 'file', systemId: 'travel' } });
  expect(document.querySelector('table')).toBeNull();
});

it('imports nothing while a row is refused, and shows the cell, the value and the remedy', async () => {
  const { of } = await openPortal(path, {
    signedIn: keeper,
    answers: {
      FeatureImportPage: ({ status }: { status: string | null }) => ({
        featureImport: preview({ refusedCount: 1, rows: status === 'REFUSED' ? [refused] : [...rows, refused] }),
      }),
    },
  });
  await seeText('取り込めない行が 1 行あるため、まだ取り込めません。');
  expect(document.querySelector('main button[type=submit]')).toBeNull();
  await press('取り込めない行だけを表示する');
  await seen(() => document.querySelectorAll('tbody tr').length === 1);
  const row = document.querySelector('tbody tr')!.textContent!;
  for (const text of ['セル A4', '入力がありません。', '「=1+1」', 'この列に値を入れてください。']) expect(row).toContain(text);
  expect(window.location.search).toContain('rows=REFUSED');
  expect(of('FeatureImportPage').at(-1)?.variables['status']).toBe('REFUSED');
});

it('offers nothing to import when the file says what is already there', async () => {
  await openPortal(path, {
    signedIn: keeper,
    answers: { FeatureImportPage: { featureImport: preview({ newCount: 0, changedCount: 0, rows: [] }) } },
  });
  await seeText('今の内容と同じです。');
  expect(document.querySelector('main button[type=submit]')).toBeNull();
});

it('says why a file cannot be read and lets the person choose another', async () => {
  await openPortal(path, {
    signedIn: keeper,
    answers: { FeatureImportPage: refusal('BAD_USER_INPUT', '見出し「機能コード」が見つかりません。', { field: 'fileId' }) },
  });
  await seeText('見出し「機能コード」が見つかりません。');
  await press('別のファイルを選ぶ');
  await seen(() => document.querySelector('input[type=file]'));
  expect(window.location.search).toBe('');
});

it('asks again in the other language, since messages come from the server', async () => {
  const { of } = await openPortal(path, { signedIn: keeper, answers: { FeatureImportPage: { featureImport: preview({}) } } });
  await seeText('機能一覧.xlsx');
  await press('English');
  await seen(() => of('FeatureImportPage').length === 2);
  expect(of('FeatureImportPage').map(({ language }) => language)).toEqual(['ja', 'en']);
});

it('leaves refused answers out only when the person says so, and maps a value only as the person says', async () => {
  const { of } = await openPortal('/survey-rounds/round/answer/import?file=file', {
    signedIn: keeper,
    answers: {
      AnswerImport: ({ mappings }: { mappings: { value: string }[] | null }) => ({
        answerImport: preview({
          newCount: mappings?.length ? 13 : 12,
          refusedCount: mappings?.length ? 1 : 2,
          unmatchedValues: [{ value: '×', count: 1, mappedTo: mappings?.length ? 'NOT_USED' : null }],
          rows: [...rows, refused],
        }),
      }),
      AnswerImportRound: { surveyRound: { id: 'round', title: '旅費調査', state: 'OPEN', featureCount: 90, targets: [] } },
      ImportAnswers: refusal('BAD_USER_INPUT', 'ここまで。'),
    },
  });
  await seeText('「×」（1 か所）');
  const chosen = await seen(() => document.querySelector('fieldset select') as HTMLSelectElement | null);
  expect(chosen.value).toBe('');
  await fill('「×」', 'NOT_USED');
  await seen(() => of('AnswerImport').length === 2);
  expect(of('AnswerImport').map(({ variables }) => variables['mappings'])).toEqual([[], [{ value: '×', level: 'NOT_USED' }]]);

  await seeText('取り込めない 1 行を除いて取り込む');
  const form = await seen(() => document.querySelector<HTMLButtonElement>('main button[type=submit]')?.closest('form'));
  form.requestSubmit();
  await seeText('取り込めない行があります。');
  expect(of('ImportAnswers')).toEqual([]);
  form.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
  form.requestSubmit();
  await seen(() => of('ImportAnswers').length === 1);
  expect(of('ImportAnswers')[0]?.variables['input']).toMatchObject({
    leaveOutRefused: true,
    mappings: [{ value: '×', level: 'NOT_USED' }],
  });
});
