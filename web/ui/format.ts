import type { Language } from '../i18n.ts';

/** First day and name of each era that a date of the portal can fall in, latest first. */
const eras = [
  { from: '2019-05-01', ja: '令和', en: 'Reiwa' },
  { from: '1989-01-08', ja: '平成', en: 'Heisei' },
  { from: '1926-12-25', ja: '昭和', en: 'Showa' },
] as const;

const weekdays = { ja: ['日', '月', '火', '水', '木', '金', '土'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] } as const;
const months = 'January February March April May June July August September October November December'.split(' ');

/** Era and year of a date, such as 令和9年 or "Reiwa 9"; the first year is 元年. Empty before the Showa era. */
export function eraYear(date: string, language: Language): string {
  const era = eras.find(each => date >= each.from);
  if (!era) return '';
  return yearOfEra(era, Number(date.slice(0, 4)) - Number(era.from.slice(0, 4)) + 1, language, '年');
}

/** Fiscal year (1 April to 31 March) in which a date falls, named by the year in which it starts. */
export function fiscalYearOf(date: string): number {
  const year = Number(date.slice(0, 4));
  return Number(date.slice(5, 7)) >= 4 ? year : year - 1;
}

/** 令和8年度（2026年度） or "FY2026 (Reiwa 8)". A year in which the era changes goes by the new name: 令和元年度. */
export function fiscalYearLabel(year: number, language: Language): string {
  const era = eras.find(each => year >= Number(each.from.slice(0, 4)));
  if (!era) return language === 'ja' ? `${year}年度` : `FY${year}`;
  const named = yearOfEra(era, year - Number(era.from.slice(0, 4)) + 1, language, '年度');
  return language === 'ja' ? `${named}（${year}年度）` : `FY${year} (${named})`;
}

function yearOfEra(era: { ja: string; en: string }, year: number, language: Language, unit: string): string {
  return language === 'ja' ? `${era.ja}${year === 1 ? '元' : year}${unit}` : `${era.en} ${year}`;
}

/** 2027年3月31日（令和9年） or "31 March 2027". */
export function longDate(date: string, language: Language): string {
  const { year, month, day } = parts(date);
  if (language === 'en') return `${day} ${months[month - 1]} ${year}`;
  const era = eraYear(date, language);
  return `${year}年${month}月${day}日${era && `（${era}）`}`;
}

/** 2027年3月 or "March 2027", of a month YYYY-MM. */
export function monthName(month: string, language: Language): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return language === 'ja' ? `${year}年${number}月` : `${months[number - 1]} ${year}`;
}

/** 2027/03/31, for tables, in both languages. */
export function shortDate(date: string): string {
  return date.replaceAll('-', '/');
}

/** The end of a last day, 3月31日（水）24時まで; days end at 24:00 in Japan. */
export function dueText(date: string, language: Language): string {
  const { month, day } = parts(date);
  const weekday = weekdays[language][new Date(`${date}T00:00:00Z`).getUTCDay()];
  return language === 'ja' ? `${month}月${day}日（${weekday}）24時まで` : `by 24:00 on ${weekday} ${day} ${months[month - 1]} (Japan time)`;
}

/** The day after a date. */
export const dayAfter = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Whole days from one date to another; negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** Hour and minute in Japan, 14:03. */
export function time(instant: string): string {
  return dateTime(instant).slice(-5);
}

/** Date and time in Japan, 2027/03/31 14:03. */
export function dateTime(instant: string): string {
  const part = Object.fromEntries(inJapan.formatToParts(new Date(instant)).map(each => [each.type, each.value]));
  return `${part['year']}/${part['month']}/${part['day']} ${part['hour']}:${part['minute']}`;
}

const inJapan = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Tokyo',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A share from 0 to 1 as 12.3%; a dash when there is nothing to take a share of. */
export function percentage(ratio: number | null, language: Language): string {
  if (ratio === null || !Number.isFinite(ratio)) return '–';
  return percentages[language].format(ratio);
}

// Made once: to make one takes longer than to use it, and a heatmap uses them for each line and column.
const PERCENT = { style: 'percent', maximumFractionDigits: 1 } as const;
const percentages = { ja: new Intl.NumberFormat('ja', PERCENT), en: new Intl.NumberFormat('en', PERCENT) };

/** The name in the reader's language; the Japanese one where there is no English. */
export function localName(named: { name: string; nameEn?: string | null }, language: Language): string {
  return (language === 'en' && named.nameEn) || named.name;
}

function parts(date: string): { year: number; month: number; day: number } {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month, day };
}
