import { expect, it } from 'vitest';
import { unpackPortfolioGrid } from '../../web/heatmap/portfolio-grid.ts';

it('tells submitted, not submitted and not assigned apart', () => {
  const grid = unpackPortfolioGrid(
    JSON.stringify({
      systems: [['s1', '旅費システム', 'r1', '令和8年度調査']],
      organisations: [
        ['o1', '総務省', 'MIC', '総務'],
        ['o2', '法務省', 'MOJ', '法務'],
        ['o3', '外務省', 'MOFA', '外務'],
      ],
      cells: ['50,20,15,90;?,90;-'],
    }),
  );
  expect([0, 1, 2].map(column => grid.cell(0, column))).toEqual([
    { kind: 'SUBMITTED', shares: { FULLY_USED: 50, USED_WITH_OTHER_MEANS: 20, NOT_USED: 15, unanswered: 5, total: 90 } },
    { kind: 'NOT_SUBMITTED', total: 90 },
    { kind: 'NOT_ASSIGNED' },
  ]);
});
