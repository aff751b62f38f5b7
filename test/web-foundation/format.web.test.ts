import { describe, expect, it } from 'vitest';
import { dateTime, daysBetween, dueText, eraYear, fiscalYearLabel, fiscalYearOf, longDate, percentage, time } from '../../web/ui/format.ts';
import { wholeNumber } from '../../web/ui/wholeNumber.ts';

describe('fiscal years and eras', () => {
  it.each([
    ['2026-03-31', 2025, '令和7年度（2025年度）', 'FY2025 (Reiwa 7)'],
    ['2026-04-01', 2026, '令和8年度（2026年度）', 'FY2026 (Reiwa 8)'],
    ['2027-03-31', 2026, '令和8年度（2026年度）', 'FY2026 (Reiwa 8)'],
    ['2019-04-30', 2019, '令和元年度（2019年度）', 'FY2019 (Reiwa 1)'],
    ['2019-05-01', 2019, '令和元年度（2019年度）', 'FY2019 (Reiwa 1)'],
    ['2019-03-31', 2018, '平成30年度（2018年度）', 'FY2018 (Heisei 30)'],
  ])('puts %s into the fiscal year %i', (date, year, ja, en) => {
    expect(fiscalYearOf(date)).toBe(year);
    expect(fiscalYearLabel(year, 'ja')).toBe(ja);
    expect(fiscalYearLabel(year, 'en')).toBe(en);
  });

  it.each([
    ['2027-03-31', '令和9年', 'Reiwa 9'],
    ['2019-05-01', '令和元年', 'Reiwa 1'],
    ['2019-04-30', '平成31年', 'Heisei 31'],
    ['1989-01-08', '平成元年', 'Heisei 1'],
    ['1989-01-07', '昭和64年', 'Showa 64'],
  ])('calls the year of %s by its era', (date, ja, en) => {
    expect(eraYear(date, 'ja')).toBe(ja);
    expect(eraYear(date, 'en')).toBe(en);
  });

  it('writes a date with its era in Japanese and without in English', () => {
    expect(longDate('2027-03-31', 'ja')).toBe('2027年3月31日（令和9年）');
    expect(longDate('2027-03-31', 'en')).toBe('31 March 2027');
    expect(longDate('1900-01-01', 'ja')).toBe('1900年1月1日');
  });
});

describe('days and times of Japan', () => {
  it('says that a last day ends at 24:00', () => {
    expect(dueText('2027-03-31', 'ja')).toBe('3月31日（水）24時まで');
    expect(dueText('2027-03-31', 'en')).toBe('by 24:00 on Wed 31 March (Japan time)');
  });

  it.each([
    ['2027-03-31T14:59:59Z', '2027/03/31 23:59'],
    ['2027-03-31T15:00:00Z', '2027/04/01 00:00'],
    ['2026-11-20T05:03:00Z', '2026/11/20 14:03'],
  ])('shows %s in the time of Tokyo, wherever the reader is', (instant, shown) => {
    expect(dateTime(instant)).toBe(shown);
    expect(time(instant)).toBe(shown.slice(-5));
  });

  it('counts whole days, none on the last day itself', () => {
    expect(daysBetween('2027-03-31', '2027-03-31')).toBe(0);
    expect(daysBetween('2027-02-28', '2027-03-31')).toBe(31);
    expect(daysBetween('2027-04-01', '2027-03-31')).toBe(-1);
  });
});

describe('numbers', () => {
  it('shows a share, and a dash where there is nothing to take a share of', () => {
    expect(percentage(0.4375, 'ja')).toBe('43.8%');
    expect(percentage(null, 'ja')).toBe('–');
    expect(percentage(0 / 0, 'en')).toBe('–');
  });

  it.each([
    ['９９', 99],
    ['1,200', 1200],
    [' 7 ', 7],
    ['七', null],
    ['1.5', null],
    ['-3', null],
    ['', null],
  ])('reads %o as %o', (typed, read) => {
    expect(wholeNumber(typed)).toBe(read);
  });
});
