import { describe, expect, it } from 'vitest';
import { readMonitoringFile } from '../../server/monitoring-import/read-file.ts';
import { SpreadsheetError } from '../../server/spreadsheet/spreadsheet-error.ts';
import { refusal } from '../spreadsheet/expectation.ts';
import { longestBlock } from '../spreadsheet/main-thread.ts';
import { fixture, parse } from './fixture.ts';

const MEGABYTE = 1024 * 1024;
const LAUGHS = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...Array.from('bcdefghi')].map((name, index) => {
  const before = 'abcdefgh'[index - 1];
  return index === 0 ? name : `${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`;
});
const rules = (inside: string) => `groups: [{name: a, rules: [${inside}]}]`;

describe('a file that cannot be taken is refused with the reason and the place', () => {
  it.each<[string, string, string, string, string]>([
    ['nothing', 'a.yaml', ' ', 'FILE_TYPE_UNKNOWN', '読み取れるのは'],
    ['another kind of YAML', 'a.yaml', 'services: {web: {image: x}}', 'FILE_TYPE_UNKNOWN', 'Prometheus'],
    ['XML', 'a.xml', '<zabbix_export/>', 'FILE_TYPE_UNKNOWN', 'YAML を選んで'],
    ['an export without items', 'a.yaml', 'zabbix_export: {templates: [{template: A}]}', 'FILE_EMPTY', '1件もありません'],
    ['a tab as indentation', 'a.yaml', 'groups:\n\t- name: a', 'FILE_DAMAGED', '2 行目'],
    ['a quotation that never ends', 'a.yaml', 'groups:\n- name: "a\n', 'FILE_DAMAGED', '行目'],
    ['one key twice', 'a.yaml', 'groups:\n  - name: a\n    name: b', 'FILE_DAMAGED', '3 行目：同じ項目名'],
    ['an alias of nothing', 'a.yaml', 'groups:\n  - name: *b\n', 'FILE_DAMAGED', '2 行目'],
    ['aliases that grow without end', 'a.yaml', `${LAUGHS.join('\n')}\ngroups: *i`, 'FILE_UNSAFE', '別名'],
    ['an alias within itself', 'a.yaml', 'groups: &a [*a]', 'FILE_UNSAFE', '入れ子'],
    ['nesting without end', 'a.yaml', `groups: ${'['.repeat(20_000)}`, 'FILE_UNSAFE', '入れ子'],
    ['nesting deeper than any rule', 'a.yaml', `groups: ${'['.repeat(99)}${']'.repeat(99)}`, 'FILE_UNSAFE', '1 行目'],
    ['more items than any system has', 'a.yaml', rules('{alert: a},'.repeat(5001)), 'TOO_MANY_ROWS', '5,000'],
    ['bytes that are no text', 'a.yaml', 'a\0b', 'ENCODING_UNKNOWN', '文字コード'],
  ])('%s', async (_, fileName, text, code, words) => {
    const error = await refusal(parse(fileName, text));
    expect(error).toMatchObject({ code });
    expect(error.text.ja).toContain(words);
  });

  it('more than 5 MB, or nothing at all', async () => {
    expect(await refusal(readMonitoringFile('a.yaml', Buffer.alloc(5 * MEGABYTE + 1, 'a')))).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(await refusal(readMonitoringFile('a.yaml', Buffer.alloc(0)))).toMatchObject({ code: 'FILE_EMPTY' });
  });
});

describe('a file that would take too much is refused while everybody else is served', () => {
  it.each<[string, string, object, RegExp]>([
    ['more work than there is time', rules('{alert: a, expr: b},'.repeat(100_000)), { milliseconds: 300 }, /READING_TOOK_TOO_LONG/],
    ['more than there is memory', rules('{alert: a, expr: b},'.repeat(200_000)), { heapMegabytes: 32 }, /FILE_TOO_LARGE/],
    ['a million keys in one mapping', Array.from({ length: 200_000 }, (_, key) => `k${key}: 1`).join('\n'), { milliseconds: 1000 }, /./],
    ['five megabytes of brackets', `groups: ${'['.repeat(5 * MEGABYTE - 10)}`, { milliseconds: 5000 }, /./],
    ['expressions that could be read in many ways', rules(`{alert: a, expr: "${'sum by ('.repeat(50_000)}"}`), {}, /none/],
  ])(
    '%s',
    async (_, text, limits, code) => {
      let outcome: unknown;
      const blocked = await longestBlock(async () => {
        outcome = await readMonitoringFile('a.yaml', Buffer.from(text), { milliseconds: 10_000, ...limits }).then(
          () => 'none',
          (error: unknown) => (error instanceof SpreadsheetError ? error.code : error),
        );
      });
      expect(outcome).toMatch(code);
      expect(blocked).toBeLessThan(1000);
    },
    60_000,
  );

  it('reads on afterwards, and the same in a thread of its own as in this one', async () => {
    const bytes = await fixture('template.zabbix.yaml');
    expect(await readMonitoringFile('t.yaml', bytes)).toEqual(await parse('t.yaml', bytes));
  });

  it('follows what a rule takes over from an anchor', async () => {
    const text =
      'common: &c {labels: {severity: page}, alert: z}\ngroups: [{name: a, rules: [{<<: *c, alert: b, expr: d}, {alert: e, <<: [*c]}]}]';
    const { lines } = await parse('a.yaml', text);
    expect(lines.map(({ label, thresholds }) => [label, thresholds[0]!.severity])).toEqual([
      ['b', 'page'],
      ['e', 'page'],
    ]);
  });
});
