import { describe, expect, it, vi } from 'vitest';
import { digitalAgency, openPortal, press, refusal, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';

/** What somebody who runs rounds may use. */
const RUNNER =
  'surveyRounds surveyRound surveyHeatmap updateSurveyRound openSurveyRound closeSurveyRound reopenSurveyRound publishSurveyRound addSurveyFeatures addSurveyTargets returnSubmission registerSubmission'.split(
    ' ',
  );
const target = (name: string, change: object = {}) => ({
  id: `t-${name}`,
  organisation: { id: `o-${name}`, name, nameEn: name, protocolOrder: 1 },
  state: 'NOT_OPENED',
  answeredCount: 0,
  featureCount: 90,
  openedAt: null,
  handedInAt: null,
  submittedAt: null,
  returnedReason: null,
  hasCoordinator: true,
  registeredOnBehalf: false,
  waitingQuestionCount: 0,
  repliedQuestionCount: 0,
  returnedRowCount: 0,
  ...change,
});
const targets = [
  target('総務省', { state: 'SUBMITTED', answeredCount: 90, submittedAt: '2026-11-20T05:03:00Z', registeredOnBehalf: true }),
  target('法務省', { state: 'RETURNED', answeredCount: 60, returnedReason: '見直してください' }),
  target('金融庁', { hasCoordinator: false }),
];
const round = {
  id: 'r1',
  version: 5,
  title: '利用状況調査',
  explanation: null,
  fiscalYear: 2026,
  state: 'OPEN',
  opensOn: '2026-11-01',
  dueOn: '2026-12-18',
  sharing: null,
  featureCount: 90,
  openedAt: null,
  closedAt: null,
  publishedAt: null,
  system: { id: 'y1', name: '旅費システム', nameEn: null },
  runner: digitalAgency,
  features: [{ id: 'f1', code: 'A-01', name: '出張伺い作成', nameEn: null, majorGroup: '出張', middleGroup: null, addedAt: null }],
  targets,
  targetOrganisations: targets.map(({ organisation }) => organisation),
  submittedCount: 1,
  events: [
    { state: 'DRAFT', at: '2026-11-01T00:00:00Z', byName: '統括', reason: null },
    { state: 'OPEN', at: '2026-11-02T00:00:00Z', byName: '統括', reason: null },
    { state: 'OPEN', at: '2026-11-03T00:00:00Z', byName: '統括', reason: '機能の追加' },
    { state: 'CLOSED', at: '2026-11-04T00:00:00Z', byName: '統括', reason: null },
    { state: 'OPEN', at: '2026-11-05T00:00:00Z', byName: '統括', reason: '訂正のため' },
  ],
  ownSheet: null as object | null,
};

function openRound(change: object = {}, { permissions = RUNNER, path = '/survey-rounds/r1', answers = {} as Record<string, object> } = {}) {
  return openPortal(path, {
    signedIn: viewer(permissions),
    answers: { SurveyRoundPage: { surveyRound: { ...round, ...change }, portal: { today: '2026-11-23' } }, ...answers },
  });
}
const clean = (element: Element) => element.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const tableRow = (name: string) => [...document.querySelectorAll('tbody tr')].find(each => each.textContent?.includes(name))!;
const dialog = () => seen(() => document.querySelector<HTMLElement>('[role=alertdialog], [role=dialog]'));
const confirm = async () => (await dialog()).querySelector('form')!.requestSubmit();
const write = (field: HTMLTextAreaElement, text: string) => {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

describe('the progress of a round', () => {
  it('says of each ministry where it stands, and loudly where nobody can submit', async () => {
    await openRound();
    await seen(() => tableRow('総務省'));
    expect(clean(tableRow('総務省'))).toContain('提出済み 代理登録');
    expect(clean(tableRow('総務省'))).toContain('90/90');
    expect(clean(tableRow('法務省'))).toContain('差戻しの理由: 見直してください');
    expect(clean(tableRow('金融庁'))).toContain('取りまとめ担当者なし');
    expect(document.body.textContent).toContain('取りまとめ担当者のいない機関が 1 あります');
    expect(document.querySelector('[role=progressbar]')?.getAttribute('aria-valuetext')).toContain('1/3');
  });

  it('narrows the table to a state, which stands in the address', async () => {
    await openRound({}, { path: '/survey-rounds/r1?show=RETURNED' });
    await seen(() => tableRow('法務省'));
    expect(document.querySelectorAll('tbody tr')).toHaveLength(1);
    await press('すべて');
    await seen(() => document.querySelectorAll('tbody tr').length === 3);
    expect(window.location.search).toBe('');
  });

  it('is taken along as it is shown, narrowed and in its order', async () => {
    await openRound({}, { path: '/survey-rounds/r1?show=RETURNED', permissions: [...RUNNER, 'download:round-progress'] });
    await seen(() => tableRow('法務省'));
    await press('回答済み');
    await seen(() => window.location.search === '?show=RETURNED&sort=answered');
    await seen(() => document.querySelector('a[download][href="/download/round-progress/r1.csv?show=RETURNED&sort=answered&lang=ja"]'));
    expect(document.querySelector('#progress ~ .print-only')?.textContent).toMatch(/状態: 差戻し ／ .* 印刷/);
    await press('この表示のリンクをコピー');
    await seeText('リンクをコピーしました');
    expect(await navigator.clipboard.readText()).toContain('/survey-rounds/r1?show=RETURNED&sort=answered');
  });

  it('returns a submission only with a reason', async () => {
    const { of } = await openRound({}, { answers: { ReturnSubmission: { returnSubmission: targets[0]! } } });
    await seen(() => tableRow('総務省'));
    tableRow('総務省').querySelector('button')!.click();
    await confirm();
    await seeText('理由を入力してください');
    expect(of('ReturnSubmission')).toEqual([]);
    write((await dialog()).querySelector('textarea')!, '合計が合いません');
    await confirm();
    await seen(() => of('ReturnSubmission').length);
    expect(of('ReturnSubmission')[0]?.variables).toEqual({
      input: { roundId: 'r1', organisationId: 'o-総務省', reason: '合計が合いません' },
    });
  });

  it('leads to registering a file on behalf of who has not submitted', async () => {
    await openRound();
    await seen(() => tableRow('金融庁'));
    expect(tableRow('金融庁').querySelector('a')?.getAttribute('href')).toBe(
      `/survey-rounds/r1/register/${encodeURIComponent('o-金融庁')}`,
    );
    expect(tableRow('総務省').querySelector('a')).toBeNull();
  });

  it('is not shown to a ministry that is asked, which finds its own sheet instead', async () => {
    await openRound(
      {
        runner: { id: 'other', name: '内閣府', nameEn: 'CAO' },
        ownSheet: { id: 's1', state: 'IN_PROGRESS', answeredCount: 12, featureCount: 90 },
      },
      { permissions: ['surveyRound', 'answerSheet', 'saveAnswer'] },
    );
    await seeText('12/90');
    expect(document.querySelector('tbody')).toBeNull();
    expect(document.body.textContent).not.toContain('次にすること');
    expect([...document.querySelectorAll('a')].some(link => link.textContent?.includes('回答する'))).toBe(true);
  });
});

describe('the next step', () => {
  it.each([
    ['DRAFT', '機能一覧（90 件）が固定され', ['受付を開始', '編集']],
    ['OPEN', 'まだ提出していない機関が 2 あります', ['受付を締め切る', '機能を追加', '対象の機関を追加']],
    ['CLOSED', 'ヒートマップで結果を確かめ', ['結果を公表', '受付を再開']],
    ['PUBLISHED', '結果を公表しました', ['受付を再開']],
  ])('of a round that is %s is explained', async (state, said, acts) => {
    await openRound({ state });
    const step = await seen(() => document.querySelector('[aria-labelledby=next-step]'));
    expect(clean(step)).toContain(said);
    expect([...step.querySelectorAll('button, a')].map(clean)).toEqual(acts);
    expect(clean(step.querySelector('[aria-current=step]')!)).toMatch(/^\d\./);
  });

  it('of a round in which everybody has submitted is to look and to close', async () => {
    await openRound({ submittedCount: targets.length });
    await seeText('すべての機関が提出しました');
    expect(document.body.textContent).not.toContain('まだ提出していない機関');
  });

  it('opens only after saying that the list of features is frozen', async () => {
    const { of } = await openRound({ state: 'DRAFT' }, { answers: { OpenSurveyRound: { openSurveyRound: { id: 'r1' } } } });
    await press('受付を開始');
    expect(clean(await dialog())).toContain('機能一覧は、今の内容で固定されます');
    expect(of('OpenSurveyRound')).toEqual([]);
    await confirm();
    await seen(() => of('OpenSurveyRound').length);
    expect(of('OpenSurveyRound')[0]?.variables).toEqual({ input: { roundId: 'r1', version: 5 } });
    await seen(() => of('SurveyRoundPage').length === 2);
  });

  it('says on closing how many have not submitted', async () => {
    await openRound();
    await press('受付を締め切る');
    expect(clean(await dialog())).toContain('まだ提出していない機関が 2 あります');
  });

  it('publishes only with a choice of what is shared, and shows why the API refuses one', async () => {
    const { answers, of } = await openRound(
      { state: 'CLOSED' },
      { answers: { PublishSurveyRound: refusal('BAD_USER_INPUT', '3 機関に足りません。', { field: 'sharing' }) } },
    );
    await press('結果を公表');
    await confirm();
    await seeText('「公表の範囲」を選んでください。');
    expect(of('PublishSurveyRound')).toEqual([]);
    (await dialog()).querySelector<HTMLInputElement>('input[value=SHARES]')!.click();
    await confirm();
    await seeText('＊3 機関に足りません。');
    answers['PublishSurveyRound'] = { publishSurveyRound: { id: 'r1' } };
    (await dialog()).querySelector<HTMLInputElement>('input[value=OWN_ROW]')!.click();
    await confirm();
    await seen(() => !document.querySelector('[role=dialog]'));
    expect(of('PublishSurveyRound').at(-1)?.variables).toEqual({ input: { roundId: 'r1', version: 5, sharing: 'OWN_ROW' } });
  });

  it('reopens only with a new due date and a reason', async () => {
    const { of } = await openRound({ state: 'CLOSED' });
    await press('受付を再開');
    await confirm();
    await seeText('「新しい回答期限」を入力してください。');
    await seeText('「理由」を入力してください。');
    expect(of('ReopenSurveyRound')).toEqual([]);
  });

  it('is read anew when somebody else was faster', async () => {
    const { of } = await openRound({}, { answers: { CloseSurveyRound: refusal('CONFLICT', '変更されています。') } });
    await press('受付を締め切る');
    await confirm();
    await seeText('変更されています。');
    await vi.waitFor(() => expect(of('SurveyRoundPage')).toHaveLength(2));
  });
});

it('tells the history of a round in words', async () => {
  await openRound();
  const history = await seen(() => document.querySelector('[aria-labelledby=history]'));
  expect([...history.querySelectorAll('li')].map(each => each.querySelector('strong')?.textContent)).toEqual([
    '準備を始めました',
    '受付を開始しました',
    '機能または対象の機関を追加しました',
    '受付を締め切りました',
    '受付を再開しました',
  ]);
  expect(clean(history)).toContain('訂正のため');
});
