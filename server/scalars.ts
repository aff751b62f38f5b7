import { type ASTNode, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { PortalError } from './errors.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function existingDay(value: unknown): value is string {
  if (typeof value !== 'string' || !DAY.test(value)) return false;
  const instant = new Date(`${value}T00:00:00Z`);
  // 2027-02-30 would roll over into March.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value);
}

/** Days that a person may mean: the database counts no year 0, and nothing here lies beyond these. */
const [EARLIEST, LATEST] = ['1800-01-01', '2999-12-31'] as const;

function givenDay(value: unknown, nodes?: ASTNode): string {
  // ISO dates order as text.
  if (existingDay(value) && value >= EARLIEST && value <= LATEST) return value;
  throw new CalendarDateError(nodes);
}

class CalendarDateError extends PortalError {
  constructor(nodes?: ASTNode) {
    const text = {
      ja: '日付は実在する日を 2027-03-31 の形で入力してください（1800年から2999年まで）。',
      en: 'Give an existing day as 2027-03-31, in the years 1800 to 2999.',
    };
    super(text, { code: 'BAD_USER_INPUT' }, 400, nodes);
  }
}

function storedDay(value: unknown): string {
  if (existingDay(value)) return value;
  throw new TypeError('A stored day is no date.');
}

/** A date without a time, as text YYYY-MM-DD, in the calendar of Asia/Tokyo. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  name: 'CalendarDate',
  description: 'A date without a time, YYYY-MM-DD, in Asia/Tokyo (日付).',
  serialize: storedDay,
  parseValue: value => givenDay(value),
  parseLiteral: node => givenDay(node.kind === Kind.STRING ? node.value : undefined, node),
});

/** JSON text in a string, for grids too large for one object per cell; each field that uses it states its shape. */
export const PackedJson = new GraphQLScalarType<string, string>({
  name: 'PackedJson',
  description: 'JSON text inside a string. The field that uses it describes the shape. Compact, so that a million cells stay quick.',
  serialize: value => (typeof value === 'string' ? value : JSON.stringify(value)),
});

/** An instant, ISO 8601. */
export const DateTime = GraphQLDateTime;

/** Today in Asia/Tokyo as YYYY-MM-DD. */
export function today(now = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(now);
}

/** The fiscal year (April to March) that a day falls in. */
export function fiscalYearOf(day: string): number {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return month >= 4 ? year : year - 1;
}

/** The day so many days after another, both YYYY-MM-DD. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day as `today`, as an SQL expression. */
export const SQL_TODAY = `(now() at time zone 'Asia/Tokyo')::date`;

/** The day before, YYYY-MM-DD. */
export const dayBefore = (day: string): string => daysAfter(day, -1);

/** Number of the month of a day or month, in months since the year 0, so that months can be added and subtracted. */
export const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

/** The first day of the month of a number, see `monthOf`. */
export const firstDayOfMonth = (month: number): string => `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
