import { expect, it } from 'vitest';
import { normaliseHeading, normaliseText } from '../../server/spreadsheet/normalise-text.ts';

it.each([
  ['　業務を全て遂行 ', '業務を全て遂行'],
  ['ＴＲＶ－０１', 'TRV-01'],
  ['ｼｽﾃﾑ\n　 名', 'システム 名'],
  ['①', '1'],
  ['　', ''],
])('compares %j as %j', (text, normal) => {
  expect(normaliseText(text)).toBe(normal);
});

it('compares headings without white space and case', () => {
  expect(normaliseHeading(' Feature\nＣｏｄｅ　')).toBe(normaliseHeading('feature code'));
});
