import { expect, it } from 'vitest';
import { groupFeatures } from '../../web/survey-round/feature-group.ts';

it('groups features where the list first names a group, and puts a later addition with its group', () => {
  const groups = groupFeatures([
    { code: 'A-01', majorGroup: '出張', middleGroup: '申請' },
    { code: 'A-02', majorGroup: '出張', middleGroup: null },
    { code: 'B-01', majorGroup: '精算', middleGroup: null },
    { code: 'A-03', majorGroup: '出張', middleGroup: '申請' },
  ]);
  expect(
    groups.map(({ name, features, middles }) => [
      name,
      features.length,
      ...middles.map(middle => [middle.name, ...middle.features.map(({ code }) => code)]),
    ]),
  ).toEqual([
    ['出張', 3, ['申請', 'A-01', 'A-03'], [null, 'A-02']],
    ['精算', 1, [null, 'B-01']],
  ]);
});
