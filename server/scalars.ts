import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function calendarDate(value: unknown): string {
  if (typeof value === 'string' && DAY.test(value)) {
    const instant = new Date(`${value}T00:00:00Z`);
    // 2027-02-30 would roll over into March.
    if (!Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(value)) return value;
  }
  throw new GraphQLError(`CalendarDate must be an existing day as YYYY-MM-DD, not ${JSON.stringify(value)}`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** A date without a time, as text YYYY-MM-DD, in the calendar of Asia/Tokyo. */
export const CalendarDate = new GraphQLScalarType<string, string>({
  name: 'CalendarDate',
  description: 'A date without a time, YYYY-MM-DD, in Asia/Tokyo (日付).',
  serialize: calendarDate,
  parseValue: calendarDate,
  parseLiteral: node => calendarDate(node.kind === Kind.STRING ? node.value : undefined),
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

/** The day before, YYYY-MM-DD. */
export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
