import { afterEach, describe, expect, it, vi } from 'vitest';
import { openAnswerPage, row } from './fixtures/answer-page.ts';

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
