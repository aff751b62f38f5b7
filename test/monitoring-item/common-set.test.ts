import { expect, it } from 'vitest';
import { COMMON_SET } from '../../server/monitoring-item/common-set/common-set.ts';
import { MonitoringLayer, WatchTarget } from '../../server/monitoring-item/terms.ts';
import { isUnit } from '../../server/monitoring-item/unit.ts';

it.each(['%', '1', 's', 'ms', 'min', 'd', 'By', 'GiBy', 'MiBy/h', 'bit/s', 'Mbit/s', '{request}/min', '1{process}', 'Cel', '/s', 'kW.h'])(
  'takes %s for a unit',
  text => {
    expect(isUnit(text)).toBe(true);
  },
);

it.each(['', 'パーセント', 'percent', 'GB', 'sec', '% ', '{}', '{件}', 's//d', 's/', 'MIN', '1'.repeat(80)])(
  'does not take %j for a unit',
  text => {
    expect(isUnit(text)).toBe(false);
  },
);

it('ships a common set that is whole: each code once, both languages, a unit, an interval and somebody to apply to', () => {
  expect(COMMON_SET.length).toBeGreaterThanOrEqual(60);
  expect(new Set(COMMON_SET.map(({ code }) => code)).size).toBe(COMMON_SET.length);
  for (const item of COMMON_SET) {
    expect(item.code).toMatch(/^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/);
    for (const text of [item.name, item.nameEn, item.purpose, item.purposeEn, item.metric]) expect(text?.trim()).toBeTruthy();
    expect(`${item.nameEn}${item.purposeEn}`).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
    expect([item.code, item.unit, isUnit(item.unit)]).toEqual([item.code, item.unit, true]);
    expect(item.intervalSeconds).toBeGreaterThan(0);
    expect(item.profiles).toContain('IV');
    expect(item.systemClasses.length).toBeGreaterThan(0);
  }
});

it('covers every layer, the four watch targets, the three points to look at and the six tasks of security', () => {
  expect(new Set(COMMON_SET.map(({ layer }) => layer))).toEqual(new Set(Object.values(MonitoringLayer)));
  expect(new Set(COMMON_SET.map(({ watchTarget }) => watchTarget))).toEqual(new Set(Object.values(WatchTarget)));
  const codes = COMMON_SET.map(({ code }) => code);
  const startingWith = (prefix: string): string[] => codes.filter(code => code.startsWith(prefix));
  expect(startingWith('DATA-')).toEqual(expect.arrayContaining(['DATA-DB-USE', 'DATA-FS-USE', 'DATA-GROWTH', 'DATA-DEPLETION']));
  expect(startingWith('TIME-')).toEqual(expect.arrayContaining(['TIME-FUNCTION', 'TIME-PEAK', 'TIME-BATCH-LATE']));
  expect(startingWith('RES-')).toEqual(expect.arrayContaining(['RES-CPU-HIGH', 'RES-CPU-IDLE', 'RES-MEM-HIGH', 'RES-MEM-IDLE']));
  expect(startingWith('SEC-TASK-')).toHaveLength(6);
});
