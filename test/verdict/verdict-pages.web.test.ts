import { beforeAll, describe, expect, it } from 'vitest';
import { alerts, digitalAgency, fill, openPortal, press, refusal, seen, seeText, viewer } from '../web-foundation/fixtures/portal-page.ts';
import { evidence, facts } from './facts.ts';

// Or the first one to open the page would wait until all of it is translated.
beforeAll(async () => void (await import('../../web/verdict/VerdictListPage.vue')), 60_000);

const COUNTS = { retire: 3, retireA: 1, retireB: 1, retireC: 1, shrink: 2, improve: 0, undecided: 1, keep: 4 };
const row = (change: object = {}) => ({ ...facts(change), decision: null });
const manager = (...more: string[]) => viewer(['portfolioVerdicts', 'roundVerdicts', 'featureVerdict', 'heatmapCell', ...more]);
const texts = (selector: string) => [...document.querySelectorAll(selector)].map(each => each.textContent?.replace(/\s+/g, ' ').trim());

function openList(
  path: string,
  items: object[],
  counts: object = COUNTS,
  nextCursor: string | null = null,
  published: number | null = 2025,
) {
  return openPortal(path, {
    signedIn: manager('download:verdicts'),
    answers: {
      VerdictListPage: (({ after }: { after?: string }) => ({
        portfolioVerdicts: after
          ? { items: [row({ id: 'sf9', code: 'F-009' })], nextCursor: null, totalCount: items.length + 1, counts }
          : { items, nextCursor, totalCount: items.length + (nextCursor ? 1 : 0), counts },
      })) as never,
      LatestPublishedYear: { latestPublishedYear: published },
      JudgedSystems: {
        portfolioLevels: { lines: JSON.stringify([['s1', '旅費システム', 'Travel', 'r1', 1, 2, 2, 1, 50, 20, 15, 5, 90]]) },
      },
    },
  });
}

describe('the list of a year', () => {
  it('shows both evidences, what is missing loudly, who alone still uses it, and what is decided', async () => {
    await openList('/verdicts?year=2026', [
      row(),
      row({ id: 'sf2', code: 'F-002', grade: 'B', logged: false, logCount: null }),
      row({
        id: 'sf3',
        code: 'F-003',
        grade: 'B',
        windowToldCount: 7,
        previous: { fullyUsedCount: 3, usedWithOtherMeansCount: 3, notUsedCount: 4, askedCount: 10 },
      }),
      row({
        id: 'sf4',
        code: 'F-004',
        verdict: 'SHRINK',
        grade: null,
        fullyUsedCount: 1,
        notUsedCount: 18,
        logCount: 1234,
        contradictionCount: 2,
        lastUserId: 'o1',
        lastUserName: '総務省',
        lastUserNameEn: 'MIC',
      }),
      {
        ...row({ id: 'sf5', code: 'F-005', verdict: 'UNDECIDED', grade: null, undecidedReason: 'FEW_ANSWERS' }),
        decision: { id: 'd1', kind: 'RETIRE', state: 'AGREED', effectiveOn: null, dayState: 'UNKNOWN' },
      },
    ]);
    await seen(() => document.querySelector('tbody tr'));
    const rows = texts('tbody tr');
    expect(rows[0]).toMatch(
      /旅費の精算F-001 ／ 旅費.*旅費システム.*✕廃止候補 A.*提出 19\/21 府省.*0 件.*2025\/04〜2026\/03.*前回の調査なし.*ばらつき 0%/,
    );
    expect(rows[0]).toContain('全く利用していない 19 府省');
    expect(rows[0]).toContain('未回答 2 府省');
    expect(rows[1]).toContain('この機能のログなし');
    expect(rows[2]).toContain('期間不足 7/12 か月');
    expect(rows[2]).toContain('未利用 40% → 100%');
    expect(rows[3]).toMatch(/縮小候補.*矛盾 2 件.*最後の1府省: 総務省.*1,234 件/);
    expect(rows[4]).toMatch(/判定保留（回収率不足）.*廃止.*合意.*実施日 不明/);
    expect(document.querySelector('tbody th a')?.getAttribute('href')).toBe('/survey-rounds/r1/verdicts/sf1');
    expect(document.querySelector('a[href="/verdicts/decisions/d1"]')).not.toBeNull();
  });

  it('narrows by verdict, grade, system and year, all of it in the address, the file and on paper', async () => {
    const { of } = await openList('/verdicts?year=2025', [row()]);
    await seen(() => document.querySelector('tbody tr'));
    expect(texts('nav[aria-label="判定で絞り込む"] a')).toEqual([
      'すべて 10',
      '✕ 廃止候補 3',
      'うちA（回答とログ） 1',
      'うちB（回答のみ） 1',
      'うちC（ログのみ） 1',
      '▽ 縮小候補 2',
      '△ 改善候補 0',
      '？ 判定保留 1',
      '＝ 継続 4',
    ]);
    await press('うちA');
    await seen(() => of('VerdictListPage')[1]);
    await fill('情報システム', 's1');
    await seen(() => of('VerdictListPage')[2]);
    expect(of('VerdictListPage')[2]!.variables).toEqual({ fiscalYear: 2025, verdicts: ['RETIRE'], grades: ['A'], systemId: 's1' });
    expect(location.search).toBe('?year=2025&verdict=RETIRE_A&system=s1');
    await seen(
      () =>
        document.querySelector('a[download]')?.getAttribute('href') === '/download/verdicts/2025.xlsx?verdict=RETIRE_A&system=s1&lang=ja',
    );
    expect(texts('.print-only').join(' ')).toMatch(
      /全 1 件 ／ 年度: 令和7年度（2025年度） ／ 情報システム: 旅費システム ／ 判定: 廃止候補 A（回答とログ） ／ 判定のしきい値: 回収率の下限 80%・縮小とする未利用の割合 50%・ログの観測期間 12 か月 ／ .* 印刷 出典: /,
    );
  });

  it.each([
    [2024, 2024, false],
    [null, 2026, true],
  ])('opens in the latest year of which a round is published (%s), or says that there is none', async (published, year, told) => {
    const { of } = await openList('/verdicts', [row()], COUNTS, null, published);
    await seen(() => document.querySelector('tbody tr'));
    expect(of('VerdictListPage').map(({ variables }) => variables)).toMatchObject([{ fiscalYear: year }]);
    expect(document.querySelector('a[download]')?.getAttribute('href')).toMatch(`/download/verdicts/${year}.xlsx`);
    expect(document.body.textContent?.includes('公表した調査がまだないため、今年度（令和8年度（2026年度））を表示しています。')).toBe(told);
  });

  it('goes on page by page, and says on paper that not all is there', async () => {
    await openList('/verdicts', [row()], COUNTS, 'sf1');
    await seeText('2 件中 1 件を表示しています');
    expect(texts('.print-only').join(' ')).toContain('⚠ 全 2 件中 1 件だけを印刷');
    await press('続きを表示');
    await seeText('2 件中 2 件を表示しています');
    expect(document.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  it('says when there is nothing to judge, when nothing fits, and when the server refuses', async () => {
    const none = { retire: 0, retireA: 0, retireB: 0, retireC: 0, shrink: 0, improve: 0, undecided: 0, keep: 0 };
    await openList('/verdicts?year=2025', [], none);
    await seeText('令和7年度（2025年度）に判定できる調査はありません。');
    await openList('/verdicts?verdict=IMPROVE', []);
    await seeText('この条件に当てはまる機能はありません。');
    await openPortal('/verdicts?year=2025', {
      signedIn: manager(),
      answers: { VerdictListPage: refusal('UNAVAILABLE', '混み合っています'), JudgedSystems: { portfolioLevels: { lines: '[]' } } },
    });
    await seeText('混み合っています');
    expect(alerts()).toContain('混み合っています');
  });
});

it('shows the same for one round, narrowed in the browser', async () => {
  await openPortal('/survey-rounds/r1/verdicts?verdict=SHRINK', {
    signedIn: manager('download:round-verdicts'),
    answers: {
      RoundVerdictsPage: {
        surveyRound: {
          id: 'r1',
          title: '令和8年度調査',
          fiscalYear: 2026,
          state: 'PUBLISHED',
          system: { id: 's1', name: '旅費システム', nameEn: 'Travel' },
        },
        roundVerdicts: [row(), row({ id: 'sf2', code: 'F-002', verdict: 'SHRINK', grade: null })],
      },
      RoundChange: { roundChange: null },
    },
  });
  await seen(() => document.querySelector('tbody tr'));
  expect(texts('tbody th a')).toHaveLength(1);
  expect(document.querySelector('a[download]')?.getAttribute('href')).toBe('/download/round-verdicts/r1.xlsx?verdict=SHRINK&lang=ja');
  await press('すべて 2');
  await seen(() => document.querySelectorAll('tbody tr').length === 2);
});

const RULE = {
  id: 'rule',
  version: 3,
  responseFloorPercent: 80,
  shrinkPercent: 50,
  windowMonths: 12,
  windowEndsIn: null,
  reason: null,
  changedByName: null,
  changedAt: null,
};
const page = (verdict: object = row(), more: object = {}) => ({
  featureVerdict: verdict,
  verdictEvidence: [
    evidence('o1', '内閣府', { logCount: 37, peakUserCount: 4, contradiction: 'NOT_USED_BUT_LOGGED' }),
    evidence('o2', '総務省', { submitted: false, level: null, logCount: null }),
  ],
  surveyRound: {
    id: 'r1',
    title: '令和8年度調査',
    fiscalYear: 2026,
    state: 'CLOSED',
    runner: { id: digitalAgency.id },
    verdictRule: RULE,
    system: { id: 's1', name: '旅費システム', nameEn: 'Travel', replacementOn: null, provider: { id: digitalAgency.id } },
  },
  ...more,
});
const openVerdict = (permissions: string[], answers: object = {}) =>
  openPortal('/survey-rounds/r1/verdicts/sf1', {
    signedIn: manager(...permissions),
    answers: { VerdictPage: page(), ...answers } as never,
  });

describe('the page of a verdict', () => {
  it('explains it so that a person can work it out by hand', async () => {
    await openVerdict([]);
    await seeText(
      '回答した 19 府省すべてが「全く利用していない」。回収率 19/21（90.5%）は下限の 80% 以上。ログは 2025/04〜2026/03 の 12/12 か月で 0 件。',
    );
    const steps = texts('ol.list-decimal > li');
    expect(steps).toHaveLength(6);
    expect(steps[0]).toBe('R5: 調査の回収率が下限に届かないか提出 19/21 府省 = 90.5%、下限 80%－ 当てはまらない');
    expect(steps[5]).toMatch(/^R1: .*（A）未利用 19\/19 府省。.*✓ 当てはまる → ✕廃止候補 A$/);
    expect(texts('tbody tr').map(text => text?.replace(/開く.*/, ''))).toEqual([
      expect.stringMatching(/内閣府.*○ 全く利用していない.*37.*4.*未利用と回答、ログに利用あり/),
      expect.stringMatching(/総務省.*？ 未回答.*未提出.*不明.*不明.*なし/),
    ]);
    expect(document.querySelector('a[href="/survey-rounds/r1/heatmap?q=F-001"]')).not.toBeNull();
    // Who may not change thresholds or propose sees them all the same.
    await seeText('80% 以上');
    expect(texts('button')).not.toContain('しきい値を変える');
    expect(texts('button')).not.toContain('決定を提案する');
  });

  it('changes the thresholds with a reason, and refuses what is out of bounds before it is sent', async () => {
    const { of } = await openVerdict(['setVerdictRule'], { SetVerdictRule: { setVerdictRule: { id: 'rule', version: 4 } } });
    await press('しきい値を変える');
    await fill('回収率の下限', '101');
    await press('保存する');
    await seeText('0〜100 の整数を入力してください。');
    await seeText('理由を入力してください。');
    await fill('回収率の下限', '９０');
    await fill('観測期間の最後の月', '2026-03');
    await fill('理由', '全体会議の決定');
    await press('保存する');
    await seeText('しきい値を変えました。');
    expect(of('SetVerdictRule')[0]!.variables).toEqual({
      input: {
        roundId: 'r1',
        version: 3,
        responseFloorPercent: 90,
        shrinkPercent: 50,
        windowMonths: 12,
        windowEndsIn: '2026-03',
        reason: '全体会議の決定',
      },
    });
    expect(of('VerdictPage')).toHaveLength(2);
  });

  it('says what is refused', async () => {
    await openVerdict([], { VerdictPage: refusal('NOT_FOUND', 'この機能は見つかりません。') });
    await seeText('この機能は見つかりません。');
    expect(alerts()).toContain('この機能は見つかりません。');
  });
});

describe('a decision', () => {
  it('is proposed from the verdict, its kind chosen already, and names what is missing', async () => {
    const { of, answers } = await openVerdict(['proposeDecision', 'featureDecision'], {
      ProposeDecision: { proposeDecision: { id: 'd1' } },
    });
    answers['DecisionPage'] = 'lost';
    await press('決定を提案する');
    await seeText('システムの更改予定日は登録されていません。');
    await seeText('実施日 不明');
    expect([...document.querySelectorAll<HTMLInputElement>('input[type=radio]:checked')].map(({ value }) => value)).toEqual([
      'RETIRE',
      'NEXT_RENEWAL',
    ]);
    await fill('削減見込額', '１,２００,０００');
    const submit = () => document.querySelector<HTMLFormElement>('[role=dialog] form')!.requestSubmit();
    submit();
    await seeText('「見積りの根拠」を入力してください。');
    await seeText('理由を入力してください。');
    await fill('見積りの根拠', '保守 10 人日');
    await fill('理由', '利用がない');
    submit();
    await seen(() => location.pathname === '/verdicts/decisions/d1');
    expect(of('ProposeDecision')[0]!.variables).toEqual({
      input: {
        contractId: null,
        kind: 'RETIRE',
        improvement: null,
        reason: '利用がない',
        opportunity: 'NEXT_RENEWAL',
        day: null,
        dayReason: null,
        savingYen: 1_200_000,
        savingBasis: '保守 10 人日',
        roundId: 'r1',
        surveyFeatureId: 'sf1',
      },
    });
  });

  it('suggests nothing where the verdict is undecided', async () => {
    await openVerdict(['proposeDecision'], {
      VerdictPage: page(row({ verdict: 'UNDECIDED', grade: null, undecidedReason: 'CONTRADICTION', logCount: 37 })),
    });
    await press('決定を提案する');
    await seeText('実施の機会');
    expect([...document.querySelectorAll<HTMLInputElement>('input[type=radio]:checked')].map(({ value }) => value)).toEqual([
      'NEXT_RENEWAL',
    ]);
    document.querySelector<HTMLFormElement>('[role=dialog] form')!.requestSubmit();
    await seeText('「どうするか」を選んでください。');
  });
});
