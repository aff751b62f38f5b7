/** First year of each era, as years to add: 令和1年 is 2019. Only eras that data of today can name. */
const ERAS: Record<string, number> = { 昭和: 1925, S: 1925, 平成: 1988, H: 1988, 令和: 2018, R: 2018 };

/**
 * A day as people write it, in YYYY-MM-DD: 2027-03-31, 2027/3/31, 20270331, 2027年3月31日, 令和9年3月31日, R9.3.31, in any width.
 * Null when it is none of these, or no such day exists.
 */
export function parseDay(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const match = /^(?:(昭和|平成|令和|[SHR])\s*)?(元|\d{1,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u.exec(plain);
  if (!match) return null;
  const [, era, yearText, month, day] = match as unknown as [string, string | undefined, string, string, string];
  const yearOfEra = yearText === '元' ? 1 : Number(yearText);
  if (era ? yearOfEra < 1 || yearOfEra > 99 : yearText.length !== 4) return null;
  const iso = `${String(era ? ERAS[era]! + yearOfEra : yearOfEra).padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}

/**
 * A month as people write it, in YYYY-MM: 2025-04, 2025/4, 2025年4月, 令和7年4月, 202504, in any width; also 2025-04-01, which is
 * what a spreadsheet makes of a month. Null when it is none of these.
 */
export function parseMonth(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const match =
    /^(?<year>\d{4})(?:[-/](?<month>\d{1,2})|年(?<kanji>\d{1,2})月|(?<packed>\d{2})|-(?<first>\d{2})-01)$/u.exec(plain) ??
    /^(?<era>昭和|平成|令和)(?<year>元|\d{1,2})年(?<month>\d{1,2})月$/u.exec(plain);
  if (!match?.groups) return null;
  const { era, year, month, kanji, packed, first } = match.groups;
  const yearNumber = (era ? ERAS[era]! : 0) + (year === '元' ? 1 : Number(year));
  const monthNumber = Number(month ?? kanji ?? packed ?? first);
  if (yearNumber < 1900 || monthNumber < 1 || monthNumber > 12) return null;
  return `${yearNumber}-${String(monthNumber).padStart(2, '0')}`;
}

/** How a fiscal year is written: 令和8年度, R8年度, 令和8(2026)年度, 2026年度, FY2026. */
const FISCAL_YEARS = /(?<![A-Z])(?:(令和|平成|[RH])\.?(元|\d{1,2})(?:\((\d{4})(?:年)?\))?年度|FY(\d{4})(?:年度)?)|(?<!\d)(\d{4})年度/gu;

/**
 * The fiscal year that a text names, by the year of its April, and the text without it. Null when it names none, or several; one that
 * stands in both calendars, 令和8年度（2026年度）, is one.
 */
export function fiscalYearIn(text: string): { fiscalYear: number; rest: string } | null {
  const plain = text.normalize('NFKC').replaceAll(/\s+/gu, '').toUpperCase();
  const named = [...plain.matchAll(FISCAL_YEARS)].flatMap(([, era, year, both, western, plainYear]) => [
    ...(era ? [ERAS[era]! + (year === '元' ? 1 : Number(year))] : []),
    ...[both, western, plainYear].flatMap(one => (one ? [Number(one)] : [])),
  ]);
  if (new Set(named).size !== 1) return null;
  return { fiscalYear: named[0]!, rest: plain.replaceAll(FISCAL_YEARS, '').replaceAll('()', '') };
}
