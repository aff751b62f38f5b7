import { describe, expect, it } from 'vitest';
import { secondsOf, writtenSeconds, zabbixSeconds } from '../../server/monitoring-import/interval.ts';
import { writeCsv } from '../../server/spreadsheet/write-csv.ts';
import { writeXlsx } from '../../server/spreadsheet/write-xlsx.ts';
import { lineNamed, parse } from './fixture.ts';

const JAPANESE = {
  columns: ['No', '監視対象', '監視項目', '監視キー', '単位', '監視間隔', '警告しきい値', '異常しきい値', '備考', '有効'],
  rows: [
    ['1', 'ＡＰサーバ', 'ＣＰＵ　使用率', 'sys.cpu', '％', '5分毎', '80以上', '90以上', '5分平均', '○'],
    ['2', 'APサーバ', 'ログ監視', '', '', '常時', '', '', '', '無効'],
    ['3', '', '', '', '', '5', '', '', '名前のない行', ''],
  ],
};

describe('a list of monitoring items', () => {
  it.each(['utf-8', 'cp932'] as const)('is read with Japanese headings, as CSV in %s', async encoding => {
    const { format, lines } = await parse('監視項目.csv', writeCsv(JAPANESE, encoding).bytes);
    expect(format).toBe('LIST');
    expect(lines[0]).toEqual({
      line: 2,
      path: ['APサーバ'],
      kind: 'LIST_ROW',
      label: 'CPU 使用率',
      key: 'sys.cpu',
      unit: '%',
      intervalSeconds: 300,
      intervalText: '5分毎',
      thresholds: [
        { name: 'CPU 使用率', severity: 'WARNING', expression: '80以上', holdsFor: null, enabled: true },
        { name: 'CPU 使用率', severity: 'CRITICAL', expression: '90以上', holdsFor: null, enabled: true },
      ],
      description: '5分平均',
      enabled: true,
      notTaken: null,
    });
    // What is not said is unknown, and a row without a name is still a row.
    expect(lines.slice(1)).toMatchObject([
      { label: 'ログ監視', intervalSeconds: null, intervalText: '常時', thresholds: [], key: null, enabled: false },
      { label: '', notTaken: 'NAMELESS', intervalSeconds: null, intervalText: '5' },
    ]);
  });

  it('is read with English headings from every sheet of a workbook that has one, and names the others', async () => {
    const columns = ['Item', 'Key', 'Unit', 'Interval (min)', 'Threshold', 'Severity'].map(heading => ({ heading }));
    const bytes = await writeXlsx({
      title: 'Items',
      sheets: [
        { name: '表紙', before: [['監視設計書']], columns: [], rows: [] },
        { name: 'AP', before: [['監視項目一覧'], []], columns, rows: [['Free memory', 'mem.free', 'MB', 10, '< 500', 'high']] },
        { name: 'DB', columns, rows: [['Sessions', 'db.sessions', '', '', '', '']] },
      ],
    });
    const file = await parse('items.xlsx', bytes);
    expect(file.passedOver).toEqual(['表紙']);
    expect(lineNamed(file, 'Free memory')).toMatchObject({
      path: ['AP'],
      unit: 'MB',
      intervalSeconds: 600,
      intervalText: '10分',
      thresholds: [{ severity: 'high', expression: '< 500' }],
    });
    expect(lineNamed(file, 'Sessions')).toMatchObject({ path: ['DB'], intervalSeconds: null, intervalText: null, thresholds: [] });
  });

  it('says which heading is missing', async () => {
    await expect(parse('a.csv', 'サーバ,しきい値\r\nweb,80\r\n')).rejects.toMatchObject({
      code: 'HEADING_MISSING',
      text: { ja: expect.stringContaining('「監視項目」') as string, en: expect.stringContaining('“Item”') as string },
    });
  });
});

describe('an interval', () => {
  it.each([
    ['5分', 300],
    ['５分間隔', 300],
    ['1時間毎', 3600],
    ['1日1回', 86_400],
    ['1 時間に1回', 3600],
    ['毎日', 86_400],
    ['every 5 minutes', 300],
    ['30 sec', 30],
    ['1.5h', 5400],
    ['5', null],
    ['5分に3回', null],
    ['随時', null],
    ['0分', null],
    ['', null],
  ])('of people, %s, is %j seconds', (text, seconds) => {
    expect(writtenSeconds(text)).toBe(seconds);
  });

  it.each([
    ['1h30m', 5400],
    ['90', 90],
    ['500ms', 1],
    ['0', null],
    ['5 m', null],
    ['{$X}', null],
    ['99999999w', null],
  ])('of tools, %s, is %j seconds', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  it('of Zabbix is the one that holds outside the custom times', () => {
    expect(['30s;50s/1-7,00:00-24:00', '0;wd1-5h9', '{$DELAY};m0'].map(zabbixSeconds)).toEqual([30, null, null]);
  });
});
