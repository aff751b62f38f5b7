import type { CellValue } from 'hucre/xlsx';

/** The largest number of digits that Excel keeps and shows. */
const EXCEL_DIGITS = 15;

/** The value of a cell as text: what a person reads in Excel, before the format of the cell decorates it. */
export function cellText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value instanceof Date ? dateText(value) : value;
}

/** Shortest text of a number: whole numbers exactly, others to the 15 digits of Excel, so that 0.1 + 0.2 is 0.3. */
export function numberText(value: number): string {
  return String(Number.isSafeInteger(value) ? value : Number(value.toPrecision(EXCEL_DIGITS)));
}

/** YYYY-MM-DD, with the time where there is one; the time alone where there is no day. Excel's days have no time zone. */
function dateText(date: Date): string {
  // Excel shows the same where a number is no day.
  if (Number.isNaN(date.getTime())) return '########';
  const seconds = Math.round(date.getTime() / 1000);
  const [day = '', clock = ''] = new Date(seconds * 1000).toISOString().slice(0, -5).split('T');
  const time = clock.endsWith(':00') ? clock.slice(0, 5) : clock;
  if (date.getUTCFullYear() < 1900) return time;
  return clock === '00:00:00' ? day : `${day} ${time}`;
}
