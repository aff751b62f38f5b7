import { afterEach, describe, expect, it, vi } from 'vitest';
import { choose, COORDINATOR, openAnswerPage, pass, row, sheet, type } from './fixtures/answer-page.ts';

afterEach(() => vi.useRealTimers());

/** A year of logs that name two of the three features. */
const year = {
  windowFrom: '2025-04',
  windowTo: '2026-03',
  monthCount: 12,
  toldCount: 12,
  features: [
    { featureId: 'f1', count: 1037, peakUserCount: 5 },
    { featureId: 'f2', count: 0, peakUserCount: null },
  ],
};

describe('own use beside the rows', () => {
  it('says how often, nothing, or that the logs do not cover the feature', async () => {
    await openAnswerPage({ usage: year });
    expect(row('A-01').textContent).toContain('貴府省のログ 1,037件 / 12か月（ひと月に最大5人）');
    expect(row('A-02').textContent).toContain('貴府省のログに記録なし（0件 / 12か月）');
    expect(row('B-01').textContent).toContain('ログ対象外');
    expect(document.body.textContent).toContain('2025年4月から2026年3月まで');
    expect(document.body.textContent).not.toContain('分かりません');
  });

  it('says once that months are missing, and counts in each row those that are told', async () => {
    await openAnswerPage({ usage: { ...year, toldCount: 9 } });
    expect(document.body.textContent).toContain('12か月のうち3か月分はログが取り込まれておらず');
    expect(row('A-02').textContent).toContain('0件 / 9か月');
  });

  it('says once that nothing is known, and nothing in the rows', async () => {
    await openAnswerPage({ usage: { ...year, toldCount: 0, features: [] } });
    expect(document.body.textContent).toContain('利用の有無は分かりません');
    expect(row('A-01').textContent).not.toContain('ログ');
  });

  it('says nothing where the system has no logs', async () => {
    await openAnswerPage();
    expect(document.querySelector('main')?.textContent).not.toContain('ログ');
  });
});

describe('an answer that the log contradicts', () => {
  it('is told at once what the log says, and takes a reason', async () => {
    const used = { ...year, features: [{ featureId: 'f1', count: 37, peakUserCount: 5 }, year.features[1]!] };
    const { of } = await openAnswerPage({ usage: used });
    expect(row('A-01').textContent).not.toContain('ログでは');
    await choose('A-01', 'NOT_USED');
    expect(row('A-01').textContent).toContain('貴府省のログでは12か月に37件の利用があります。');
    expect([...document.querySelectorAll('[role=status]')].some(each => each.textContent?.includes('37件の利用があります'))).toBe(true);
    const field = row('A-01').querySelector<HTMLTextAreaElement>('[data-field=logNote] textarea')!;
    await type(field, '試験環境からの利用です');
    await pass(600);
    expect(of('SaveAnswer').at(-1)).toMatchObject({ variables: { input: { level: 'NOT_USED', logNote: '試験環境からの利用です' } } });
    await choose('A-02', 'FULLY_USED');
    expect(row('A-02').textContent).toContain('12か月に1件も利用がありません');
  });

  it('is not claimed from a log that does not tell of every month', async () => {
    await openAnswerPage({ usage: { ...year, toldCount: 9 } });
    await choose('A-02', 'FULLY_USED');
    expect(row('A-02').textContent).not.toContain('1件も利用がありません');
  });

  it('is named to whoever approves, and stops nobody', async () => {
    await openAnswerPage(
      { usage: year, findings: [...sheet.findings, { kind: 'NOT_USED_BUT_LOGGED', feature: { id: 'f1' } }] },
      { permissions: COORDINATOR },
    );
    const panel = document.querySelector('section[aria-labelledby=finish]')!;
    expect(panel.textContent).toContain('「全く利用していない」のにログに利用がある機能が 1 件あります');
    expect(panel.textContent).toContain('承認して提出');
  });
});
