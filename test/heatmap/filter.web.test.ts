import { describe, expect, it } from 'vitest';
import { filterOfQuery, passes } from '../../web/heatmap/filter.ts';
import { unpackSurveyGrid } from '../../web/heatmap/survey-grid.ts';

const grid = unpackSurveyGrid(
  JSON.stringify({
    features: [
      ['f1', 'A-01', '申請', null, '申請', null],
      ['f2', 'B-01', '出力', null, '帳票', null],
    ],
    organisations: [['o1', '総務省', 'MIC', '総務', 'SUBMITTED', '2.']],
  }),
);
const named = { unused: new Set(['f1']), single: new Set<string>(), other: new Set<string>() };
const shown = (query: Record<string, string>) =>
  grid.features.filter(feature => passes(feature, filterOfQuery(query), named)).map(({ id }) => id);

describe('the filter of the heatmap', () => {
  it.each([
    [{}, ['f1', 'f2']],
    [{ group: '帳票' }, ['f2']],
    [{ show: 'unused' }, ['f1']],
    [{ show: 'unanswered' }, ['f2']],
    [{ show: 'single' }, []],
    [{ group: '帳票', show: 'unused' }, []],
    [{ show: 'whatever' }, ['f1', 'f2']],
  ])('read from %j shows %j', (query, ids) => {
    expect(shown(query)).toEqual(ids);
  });
});
