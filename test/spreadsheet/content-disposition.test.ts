import { expect, it } from 'vitest';
import { contentDisposition } from '../../server/spreadsheet/content-disposition.ts';

it.each([
  ['heatmap-2026.csv', 'heatmap-2026.csv', 'heatmap-2026.csv'],
  [
    '利用状況（令和8年度）.xlsx',
    '____(__8__).xlsx',
    '%E5%88%A9%E7%94%A8%E7%8A%B6%E6%B3%81%EF%BC%88%E4%BB%A4%E5%92%8C8%E5%B9%B4%E5%BA%A6%EF%BC%89.xlsx',
  ],
  ['回答票.xlsx', 'download.xlsx', '%E5%9B%9E%E7%AD%94%E7%A5%A8.xlsx'],
  [`a"b\\c/d\r\nX: y'(1).csv`, `a_b_c_d__X_ y'(1).csv`, 'a_b_c_d__X_%20y%27%281%29.csv'],
  ['\uD800x.csv', '_x.csv', '%EF%BF%BDx.csv'],
])('names %j for every browser', (fileName, ascii, encoded) => {
  expect(contentDisposition(fileName)).toBe(`attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`);
});
