import { describe, expect, it } from 'vitest';
import { unpackSurveyGrid } from '../../web/heatmap/survey-grid.ts';

const packed = JSON.stringify({
  features: [
    ['f1', 'A-01', '申請', 'Apply', '申請', '入力'],
    ['f2', 'A-02', '取消', null, '申請', null],
    ['f3', 'B-01', '帳票出力', null, '帳票', null],
  ],
  organisations: [
    ['o1', '総務省', 'MIC', '総務', 'SUBMITTED', '01.'],
    ['o2', '法務省', 'MOJ', '法務', 'SUBMITTED', '2-'],
    ['o3', '外務省', 'MOFA', '外務', 'IN_PROGRESS', null],
  ],
});

describe('the unpacked heatmap', () => {
  const grid = unpackSurveyGrid(packed);

  it('has a row per feature with one look per ministry', () => {
    expect(grid.features.map(({ code, looks }) => [code, ...looks])).toEqual([
      ['A-01', 'FULLY_USED', 'NOT_USED', 'UNANSWERED'],
      ['A-02', 'USED_WITH_OTHER_MEANS', 'NOT_ASSIGNED', 'UNANSWERED'],
      ['B-01', 'UNANSWERED', 'UNANSWERED', 'UNANSWERED'],
    ]);
  });

  it('shows a ministry that has not submitted as unanswered, never as not used', () => {
    const [, , foreign] = grid.organisations;
    expect(foreign).toMatchObject({ submitted: false, counts: { UNANSWERED: 3, NOT_USED: 0 } });
  });

  it('shows a feature that came after a submission as unanswered there', () => {
    expect(grid.features[2]?.looks[1]).toBe('UNANSWERED');
  });

  it('counts each look along both edges and over all', () => {
    expect(grid.features[0]?.counts).toEqual({ FULLY_USED: 1, USED_WITH_OTHER_MEANS: 0, NOT_USED: 1, UNANSWERED: 1, NOT_ASSIGNED: 0 });
    expect(grid.organisations[1]?.counts).toEqual({ FULLY_USED: 0, USED_WITH_OTHER_MEANS: 0, NOT_USED: 1, UNANSWERED: 1, NOT_ASSIGNED: 1 });
    expect(grid.counts).toEqual({ FULLY_USED: 1, USED_WITH_OTHER_MEANS: 1, NOT_USED: 1, UNANSWERED: 5, NOT_ASSIGNED: 1 });
  });
});
