import { beforeAll, expect, it } from 'vitest';
import { alerts, digitalAgency, fill, openPortal, press, refusal, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';
import { evidence, facts } from '../verdict/facts.ts';

// Or the first one to open the page would wait until all of it is translated.
beforeAll(async () => void (await import('../../web/decision/DecisionListPage.vue')), 60_000);

const terms = (change: object = {}) => ({
  id: 'd1',
  version: 2,
  kind: 'RETIRE',
  improvement: null,
  state: 'PROPOSED',
  reason: '利用がない',
  opportunity: 'NEXT_RENEWAL',
  day: null,
  dayReason: null,
  savingYen: 1_200_000,
  savingBasis: '保守 10 人日',
  effectiveOn: null,
  effectiveFiscalYear: null,
  dayState: 'UNKNOWN',
  contract: null,
  ...change,
});
const system = { id: 's1', name: '旅費システム', nameEn: 'Travel' };
const feature = { id: 'f1', code: 'F-001', name: '旅費の精算', nameEn: 'Settle travel costs' };
const contradicting = { verdict: 'UNDECIDED', grade: null, undecidedReason: 'CONTRADICTION', logCount: 37 };
const row = (change: object = {}) => ({
  ...terms(),
  feature: { ...feature, system },
  frozen: { verdict: facts() },
  current: facts(),
  ...change,
});
const decider = (...more: string[]) => viewer(['featureDecisions', 'featureDecision', 'featureVerdict', ...more]);
const texts = (selector: string) => [...document.querySelectorAll(selector)].map(each => each.textContent?.replace(/\s+/g, ' ').trim());

const openList = (path: string, items: object[]) =>
  openPortal(path, {
    signedIn: decider(),
    answers: {
      DecisionListPage: { featureDecisions: { items, nextCursor: null, totalCount: items.length } },
      DecisionSystems: { informationSystems: { items: [system], nextCursor: null, totalCount: 1 } },
    },
  });

it('lists decisions with day, estimate and evidence that no longer holds, and narrows them by state and system in the address', async () => {
  const { of } = await openList('/verdicts/decisions', [
    row(),
    row({
      id: 'd2',
      kind: 'IMPROVE',
      improvement: 'MODIFICATION',
      effectiveOn: '2027-10-01',
      dayState: 'KNOWN',
      opportunity: 'DAY',
      savingYen: null,
      current: facts(contradicting),
    }),
    row({ id: 'd3', current: null, opportunity: 'CONTRACT_END', dayState: 'HIDDEN' }),
  ]);
  await seen(() => document.querySelector('tbody tr'));
  const rows = texts('tbody tr');
  expect(rows[0]).toMatch(
    /旅費の精算F-001.*旅費システム.*廃止.*提案.*実施日 不明次期更改.*見積り 1,200,000 円／年.*提案時から変化なし（廃止候補 A）/,
  );
  expect(rows[1]).toMatch(/改善 ?機能改修.*2027\/10\/01 ?日付指定.*見積りなし.*提案時: 廃止候補 A → 現在: 判定保留（矛盾）/);
  expect(rows[2]).toMatch(/契約を閲覧できないため表示できません ?契約終了.*最新の調査にこの機能はありません/);
  expect(of('DecisionListPage')[0]!.variables).toMatchObject({ states: ['PROPOSED', 'AGREED', 'SCHEDULED'], systemId: null });
  await fill('状態', 'DONE');
  await seen(() => of('DecisionListPage')[1]);
  await fill('情報システム', 's1');
  await seen(() => of('DecisionListPage')[2]);
  expect(location.search).toBe('?state=DONE&system=s1');
  expect(of('DecisionListPage')[2]!.variables).toMatchObject({ states: ['DONE'], systemId: 's1' });
});

it('says when no decision fits', async () => {
  await openList('/verdicts/decisions?state=WITHDRAWN', []);
  await seeText('この条件に当てはまる決定はありません。');
  expect(document.querySelector('table')).toBeNull();
});

const decision = (change: object = {}) => ({
  ...terms(),
  savings: [],
  proposedByName: '佐藤 花子',
  proposedAt: '2026-11-01T01:00:00Z',
  feature: { ...feature, majorGroup: '旅費', system: { ...system, replacementOn: null, provider: { id: digitalAgency.id } } },
  round: { id: 'r1', title: '令和8年度調査' },
  frozen: { frozenAt: '2026-11-01T01:00:00Z', verdict: facts(), ministries: [evidence('o1', '内閣府')] },
  current: facts(contradicting),
  events: [{ id: 'e1', at: '2026-11-01T01:00:00Z', byName: '佐藤 花子', state: 'PROPOSED', text: '利用がない' }],
  ...change,
});
const ALL = ['moveDecision', 'changeDecision', 'commentOnDecision'];
const open = (permissions: string[], answers: object = {}) =>
  openPortal('/verdicts/decisions/d1', {
    signedIn: decider(...permissions),
    answers: { DecisionPage: { featureDecision: decision() }, ...answers } as never,
  });

it('shows the frozen evidence beside that of today, and names loudly what no longer fits', async () => {
  await open([]);
  await seeText('提案時: 廃止候補 A → 現在: 判定保留（矛盾）');
  const figures = [...document.querySelectorAll('.evidence-beside tbody tr')].map(row =>
    [...row.querySelectorAll('.min-w-0')].map(cell => cell.textContent.replaceAll(/\s+/g, ' ').trim()).join(' '),
  );
  expect(figures).toContainEqual(expect.stringMatching(/^判定 ?廃止候補 A ?判定保留（矛盾） ?提案時と違います$/));
  expect(figures).toContainEqual(expect.stringMatching(/^全く利用していない ?19 ?19$/));
  expect(figures).toContainEqual(expect.stringMatching(/^利用ログ.*で 0 件.*で 37 件 ?提案時と違います$/));
  await seeText('見積り 1,200,000 円／年');
  await seeText('根拠: 保守 10 人日');
  expect(texts('button')).not.toContain('合意にする');
  expect(texts('button')).not.toContain('コメントする');
});

it('takes each step with a reason, changes its terms, and takes comments', async () => {
  const { of } = await open(ALL, {
    MoveDecision: { moveDecision: { id: 'd1' } },
    ChangeDecision: { changeDecision: { id: 'd1' } },
    CommentOnDecision: { commentOnDecision: { id: 'd1' } },
  });
  await press('合意にする');
  const submit = () => document.querySelector<HTMLFormElement>('[role=dialog] form, [role=alertdialog] form')!.requestSubmit();
  await seen(() => document.querySelector('[role=alertdialog]'));
  submit();
  await seeText('理由を入力してください。');
  expect(of('MoveDecision')).toEqual([]);
  await fill('理由', '全体会議で合意');
  submit();
  await seeText('「合意」にしました。');
  expect(of('MoveDecision')[0]!.variables).toEqual({ input: { decisionId: 'd1', version: 2, to: 'AGREED', reason: '全体会議で合意' } });

  await press('内容を変える');
  await fill('日付指定', 'DAY');
  const day = await seen(() => document.querySelector<HTMLInputElement>('input[type=radio][value=DAY]'));
  day.click();
  await fill('実施する日', '2027-10-01');
  await fill('その日にする理由', '改修に合わせる');
  await fill('理由', '前倒し');
  submit();
  await seeText('決定の内容を変えました。');
  expect(of('ChangeDecision')[0]!.variables).toMatchObject({
    input: {
      decisionId: 'd1',
      version: 2,
      kind: 'RETIRE',
      opportunity: 'DAY',
      day: '2027-10-01',
      dayReason: '改修に合わせる',
      savingYen: 1_200_000,
      reason: '前倒し',
    },
  });

  await fill('コメント', '財務省に確認中');
  await press('コメントする');
  await seeText('コメントしました。');
  expect(of('CommentOnDecision')[0]!.variables).toEqual({ input: { decisionId: 'd1', text: '財務省に確認中' } });
});

it('waits for the end of a contract of the system, each of which is offered with its end, and says what is saved in which year', async () => {
  const unknown = { renewalKind: null, endKind: 'UNKNOWN', endsOn: null, licenceEndsOn: null, supportEndsOn: null, stopsOn: null };
  const known = { ...unknown, endKind: 'KNOWN' };
  const contracts = [
    { ...known, id: 'c1', number: 'K-1', title: '運用支援', kind: 'OPERATION', endsOn: '2027-09-30' },
    { ...unknown, id: 'c2', number: 'K-2', title: '分析ライセンス', kind: 'LICENCE', licenceEndsOn: '2027-05-31', renewalKind: 'NONE' },
    {
      ...known,
      id: 'c3',
      number: 'K-3',
      title: 'サーバ',
      kind: 'LEASE',
      endsOn: '2027-03-31',
      stopsOn: '2028-03-31',
      renewalKind: 'TACIT',
    },
  ];
  const { of } = await open(ALL, {
    DecisionPage: {
      featureDecision: decision({
        opportunity: 'CONTRACT_END',
        effectiveOn: '2027-09-30',
        effectiveFiscalYear: 2027,
        dayState: 'KNOWN',
        contract: { id: 'c1', number: 'K-1', title: '運用支援' },
        savings: [
          { fiscalYear: 2027, months: 6, yen: 600_000 },
          { fiscalYear: 2028, months: 12, yen: 1_200_000 },
        ],
      }),
    },
    DecisionContracts: { contracts: { items: contracts, nextCursor: null, totalCount: 3 } },
    ChangeDecision: { changeDecision: { id: 'd1' } },
  });
  await seeText('令和9年度（2027年度）から');
  await seeText('令和9年度（2027年度）: 600,000 円（6か月分の見積り）');
  await seeText('令和10年度（2028年度）以降: 年 1,200,000 円（見積り）');
  await press('内容を変える');
  const options = () => [...document.querySelectorAll<HTMLOptionElement>('[role=dialog] option')].map(({ text }) => text);
  await seen(() => options().length > 0);
  expect(options()).toEqual([
    '契約を選ぶ',
    '運用支援 K-1 — 契約終了 2027/09/30、令和9年度（2027年度）から',
    '分析ライセンス K-2 — 終了日不明',
    // What ends with a fiscal year is paid no more from the next one.
    'サーバ K-3 — 契約終了 2027/03/31、令和9年度（2027年度）から',
  ]);
  const pick = async (opportunity: string) =>
    (await seen(() => document.querySelector<HTMLInputElement>(`input[type=radio][value=${opportunity}]`))).click();
  await pick('HARDWARE_REPLACEMENT');
  await seen(() => options().includes('サーバ K-3 — 利用停止予定 2028/03/31、令和10年度（2028年度）から'));
  expect(options()).toHaveLength(2);
  await pick('CONTRACT_RENEWAL');
  await seen(() => options().includes('サーバ K-3 — 更新 2027/04/01、令和9年度（2027年度）から'));
  expect(options().slice(1)).toEqual(['運用支援 K-1 — 更新の有無が不明', expect.stringMatching('K-3')]);
  await pick('LICENCE_END');
  await seen(() => options().includes('分析ライセンス K-2 — ライセンス終了 2027/05/31、令和9年度（2027年度）から'));
  await fill('時期の基になる契約', 'c2');
  await fill('理由', 'ライセンスに合わせる');
  document.querySelector<HTMLFormElement>('[role=dialog] form')!.requestSubmit();
  await seeText('決定の内容を変えました。');
  expect(of('DecisionContracts')[0]!.variables).toMatchObject({ systemId: 's1', organisationId: digitalAgency.id });
  expect(of('ChangeDecision')[0]!.variables).toMatchObject({ input: { opportunity: 'LICENCE_END', contractId: 'c2', day: null } });
});

it('shows why a step is refused, and offers none once it is done', async () => {
  await open(ALL, { MoveDecision: refusal('BAD_USER_INPUT', 'システムの更改予定日が分からないため、予定にできません。', { field: 'to' }) });
  await press('合意にする');
  await fill('理由', '予定');
  document.querySelector<HTMLFormElement>('[role=alertdialog] form')!.requestSubmit();
  await seeText('システムの更改予定日が分からないため');
  await open(ALL, { DecisionPage: { featureDecision: decision({ state: 'DONE' }) } });
  await seeText('実施済み');
  expect(texts('button')).not.toContain('取り下げる');
  expect(texts('button')).not.toContain('内容を変える');
});

it('says what is refused', async () => {
  await open([], { DecisionPage: refusal('NOT_FOUND', 'この決定は見つかりません。') });
  await seeText('この決定は見つかりません。');
  expect(alerts()).toContain('この決定は見つかりません。');
});
