import { describe, expect, it } from 'vitest';
import { fiscalYearIn, parseDay } from '../server/calendar.ts';
import { dayBefore, fiscalYearOf, today } from '../server/scalars.ts';

describe('parseDay', () => {
  it.each([
    ['2027-03-31', '2027-03-31'],
    ['2027/3/31', '2027-03-31'],
    ['20270331', '2027-03-31'],
    ['20270231', null],
    ['270331', null],
    ['２０２７年３月３１日', '2027-03-31'],
    ['令和9年3月31日', '2027-03-31'],
    ['令和元年5月1日', '2019-05-01'],
    ['R9.3.31', '2027-03-31'],
    ['ｒ９．３．３１', '2027-03-31'],
    ['平成31年4月30日', '2019-04-30'],
    ['昭和64年1月7日', '1989-01-07'],
    ['2028-02-29', '2028-02-29'],
    ['2027-02-29', null],
    ['2027-13-01', null],
    ['27-3-31', null],
    ['令和0年1月1日', null],
    ['未定', null],
    ['', null],
  ])('reads "%s" as %s', (text, day) => {
    expect(parseDay(text)).toBe(day);
  });
});

describe('fiscalYearIn', () => {
  it.each([
    ['令和8年度額', 2026, '額'],
    ['令和元年度', 2019, ''],
    ['Ｒ９年度 要求額（千円）', 2027, '要求額(千円)'],
    ['令和8年度（2026年度）額', 2026, '額'],
    ['令和8(2026)年度額', 2026, '額'],
    ['FY2027 requested', 2027, 'REQUESTED'],
    ['2027年度', 2027, ''],
  ])('finds in "%s" the year %i and what else it says', (text, fiscalYear, rest) => {
    expect(fiscalYearIn(text)).toEqual({ fiscalYear, rest });
  });

  it.each(['金額', '年度', '9年度', '令和8年', '2026-04', '令和8年度～令和10年度', '令和8年度（2027年度）', 'PR9年度'])(
    'finds none in "%s"',
    text => {
      expect(fiscalYearIn(text)).toBeNull();
    },
  );
});

describe('days in Asia/Tokyo', () => {
  it.each([
    ['2027-03-31T14:59:59Z', '2027-03-31'],
    ['2027-03-31T15:00:00Z', '2027-04-01'],
  ])('%s is %s', (instant, day) => {
    expect(today(new Date(instant))).toBe(day);
  });

  it.each([
    ['2027-03-31', 2026],
    ['2027-04-01', 2027],
  ])('%s lies in the fiscal year %i', (day, year) => {
    expect(fiscalYearOf(day)).toBe(year);
  });

  it('knows the day before the first of March', () => {
    expect(dayBefore('2028-03-01')).toBe('2028-02-29');
  });
});
