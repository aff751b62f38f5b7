import { describe, expect, it } from 'vitest';
import type { MonitoringLineKind } from '../../server/monitoring-import/line.ts';
import { thresholdsFor } from '../../server/monitoring-import/threshold.ts';
import { factorBetween, symbolOf } from '../../server/monitoring-import/unit.ts';

const thresholds = (
  kind: MonitoringLineKind,
  expression: string,
  { unit = '%', itemUnit = '%', severity = 'HIGH' as string | null, holdsFor = null as string | null, enabled = true } = {},
) =>
  thresholdsFor({ kind, key: 'a.b["x,y"]', unit, thresholds: [{ name: 'n', severity, expression, holdsFor, enabled }] }, itemUnit).map(
    ({ comparison, value, forSeconds }) => `${comparison} ${value} ${forSeconds}`,
  );

describe('a threshold of a file becomes a number of the item', () => {
  it.each<[MonitoringLineKind, string, object, string[]]>([
    ['ITEM', 'min(a.b["x,y"],5m)>90', {}, ['GT 90 300']],
    ['ITEM', 'max(a.b["x,y"],5m)<10', {}, ['LT 10 300']],
    ['ITEM', 'last(a.b["x,y"])=0', {}, ['EQ 0 null']],
    ['ITEM', 'a.b["x,y"].avg(5m)>=90', {}, ['GE 90 null']],
    ['ITEM', '{avg(10m)}>500', {}, ['GT 500 null']],
    ['ITEM', 'last(a.b["x,y"])<20M', { unit: 'B', itemUnit: 'MiBy' }, ['LT 20 null']],
    ['ITEM', 'last(a.b["x,y"])<10m', { unit: 'uptime', itemUnit: 'min' }, ['LT 10 null']],
    ['ITEM', 'min(a.b["x,y"],5m)>1000000', { unit: 'bps', itemUnit: 'By/s' }, ['GT 125000 300']],
    // More than one number, another item, or a number of something else.
    ['ITEM', 'last(a.b["x,y"])>1 and last(a.b["x,y"])<9', {}, []],
    ['ITEM', 'last(other)>1', {}, []],
    ['ITEM', 'nodata(a.b["x,y"],30m)=1', {}, []],
    ['ITEM', 'last(a.b["x,y"])>{$LIMIT}', {}, []],
    ['ITEM', 'last(a.b["x,y"])>5', { unit: 'GB', itemUnit: 'GiBy' }, []],
    ['ITEM', 'last(a.b["x,y"])>5', { unit: 's' }, []],
    ['ITEM', 'min(a.b["x,y"],5m)>90', { severity: 'INFO' }, []],
    ['ITEM', 'min(a.b["x,y"],5m)>90', { enabled: false }, []],
    ['ALERT_RULE', 'rate(errors_total{code=~"5.."}[5m]) > 3', { holdsFor: '10m', severity: 'page' }, ['GT 3 600']],
    ['ALERT_RULE', 'a / b < 0.1', { unit: 'ratio', severity: 'warning' }, ['LT 10 null']],
    ['ALERT_RULE', 'a > 1 and b < 2', {}, []],
    ['LIST_ROW', '８０％以上', { severity: null }, ['GE 80 null']],
    ['LIST_ROW', '>= 1,500', { unit: '件', itemUnit: '{request}', severity: '重大' }, ['GE 1500 null']],
    ['LIST_ROW', '3秒を超える', { unit: '', itemUnit: 'ms', severity: '警告' }, ['GT 3000 null']],
    ['LIST_ROW', '応答なし', { severity: '重大' }, []],
  ])('%s %s %j', (kind, expression, options, expected) => {
    expect(thresholds(kind, expression, options)).toEqual(expected);
  });

  it('in a unit that is known, else not at all', () => {
    expect([factorBetween('B', 'KiBy'), factorBetween('ratio', '%'), factorBetween('MB', 'MB'), factorBetween(null, '%')]).toEqual([
      1 / 1024,
      100,
      1,
      null,
    ]);
    expect(['B', 'bps', '℃', '件', 'Bps'].map(symbolOf)).toEqual(['By', 'bit/s', 'Cel', '件', 'By/s']);
  });
});
