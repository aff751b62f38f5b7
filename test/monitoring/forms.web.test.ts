import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../web/monitoring/figures.ts';
import { splitInterval } from '../../web/monitoring/interval.ts';
import { readThresholds, typedThreshold } from '../../web/monitoring/threshold-form.ts';
import type { Threshold } from '../../web/monitoring/useMonitoringTerms.ts';
import { changedFields } from '../../web/monitoring-item/versions.ts';

it.each([
  [1, 1, 'second'],
  [90, 90, 'second'],
  [300, 5, 'minute'],
  [5400, 90, 'minute'],
  [7200, 2, 'hour'],
  [86_400, 1, 'day'],
])('says %i seconds in the largest unit that leaves a whole number: %i %s', (seconds, count, unit) => {
  expect(splitInterval(seconds)).toEqual({ count, unit });
});

describe('thresholds', () => {
  const typed = { comparison: 'GT', value: '９０．５', severity: 'CRITICAL', minutes: '1.5' } as const;

  it('are read in full width and with a decimal point, and come back as they were', () => {
    const threshold: Threshold = { comparison: 'GT', value: 90.5, severity: 'CRITICAL', forSeconds: 90 };
    expect(readThresholds([typed])).toEqual([threshold]);
    expect(readThresholds([typedThreshold(threshold)])).toEqual([threshold]);
  });
  it.each([{ value: '' }, { value: 'many' }, { minutes: '0' }, { minutes: '-5' }, { minutes: 'long' }])('are refused with %o', change => {
    expect(readThresholds([typed, { ...typed, ...change }])).toBeNull();
  });
  it('hold at once where no time is given', () => {
    expect(readThresholds([{ ...typed, minutes: ' ' }])?.[0]?.forSeconds).toBeNull();
  });
});

it('counts nothing that does not apply, and has no ratio where nothing does', () => {
  const line = (state: 'MONITORED' | 'PARTLY' | 'NOT_APPLICABLE' | 'UNKNOWN', applies = true) => ({ state, applies });
  expect(figuresOf([line('MONITORED'), line('PARTLY'), line('UNKNOWN'), line('NOT_APPLICABLE'), line('MONITORED', false)])).toMatchObject({
    applicableCount: 3,
    monitoredCount: 1,
    notApplicableCount: 1,
    coverageRatio: 1 / 3,
  });
  expect(figuresOf([line('NOT_APPLICABLE')]).coverageRatio).toBeNull();
});

it('names the fields in which a version differs from the one before, and none of the first', () => {
  const first = { id: 'a', number: 1, changedAt: '2026-01-01', changedByName: null, name: 'CPU', thresholds: [{ value: 80 }] };
  const second = { ...first, id: 'b', number: 2, changedAt: '2026-02-01', thresholds: [{ value: 90 }] };
  expect(changedFields(second, first)).toEqual(['thresholds']);
  expect(changedFields(first, undefined)).toEqual([]);
});
