import { parseMonth } from '../calendar.ts';
import { fiscalYearOf } from '../scalars.ts';
import type { LogRow } from './column.ts';
import { LONGEST_KEY, type Refusal, type RefusalCode } from './refusal.ts';

/** What is remembered of values that come again and again; more than any honest log has of them. */
const REMEMBERED = 10_000;
const MOST_COUNT = 10 ** 15;
const MOST_USERS = 2 ** 31 - 1;

/** Columns of a checked row, in the order in which they are written; `month` counts from April, 1 to 12. */
export const CHECKED_COLUMNS = '(line int, key text, organisation int, fiscal_year int2, month int2, count bigint, users int)';
/** Stands for a number of users that is said to be unknown; null for one of which nothing is said. */
export const UNKNOWN_USERS = -1;

/** Checks rows one by one, and writes those that hold as a line of `copy`. */
export class RowChecker {
  private readonly organisations: ReadonlyMap<string, number>;
  private readonly presentMonth: string;
  private readonly months = new Map<string, Told>();
  private readonly numbers = new Map<string, number | undefined>();

  /**
   * @param organisations a number for each corporate number
   * @param presentMonth YYYY-MM, the last of which a log can tell
   */
  constructor(organisations: ReadonlyMap<string, number>, presentMonth: string) {
    this.organisations = organisations;
    this.presentMonth = presentMonth;
  }

  /** The line to copy, or what is wrong with the row. */
  check(row: LogRow): string | Refusal[] {
    if (row.broken !== undefined) return [{ line: row.line, code: 'NOT_JSON', column: null, value: row.broken }];
    const month = remember(this.months, row.month, text => this.month(text));
    const organisation = remember(this.numbers, row.corporateNumber, text => this.organisations.get(text.normalize('NFKC').trim()));
    const key = keyOf(row.key);
    const count = wholeNumber(row.count, MOST_COUNT);
    const users = row.users === undefined ? '\\N' : row.users.trim() === '' ? UNKNOWN_USERS : wholeNumber(row.users, MOST_USERS);
    if (
      typeof month === 'string' &&
      organisation !== undefined &&
      key !== '' &&
      key.length <= LONGEST_KEY &&
      count !== null &&
      users !== null
    )
      return `${row.line}\t${key.includes('\\') ? key.replaceAll('\\', '\\\\') : key}\t${organisation}\t${month}\t${count}\t${users}\n`;

    const { line } = row;
    const faults: Refusal[] = [];
    if (typeof month !== 'string') faults.push({ line, code: month.refused, column: 'month', value: row.month });
    if (key === '') faults.push({ line, code: 'KEY_MISSING', column: 'key', value: '' });
    if (key.length > LONGEST_KEY) faults.push({ line, code: 'KEY_TOO_LONG', column: 'key', value: row.key });
    if (organisation === undefined)
      faults.push({ line, code: 'CORPORATE_NUMBER_UNKNOWN', column: 'corporateNumber', value: row.corporateNumber });
    if (count === null) faults.push({ line, code: 'COUNT_UNREADABLE', column: 'count', value: row.count });
    if (users === null) faults.push({ line, code: 'USERS_UNREADABLE', column: 'users', value: row.users! });
    return faults;
  }

  private month(text: string): Told {
    const month = parseMonth(text);
    if (!month) return { refused: 'MONTH_UNREADABLE' };
    // ISO months order as text.
    if (month > this.presentMonth) return { refused: 'MONTH_IN_FUTURE' };
    return `${fiscalYearOf(`${month}-01`)}\t${((Number(month.slice(5)) + 8) % 12) + 1}`;
  }
}

/** Fiscal year and month as they are written, or why not. */
type Told = string | { refused: RefusalCode };

function remember<Value>(known: Map<string, Value>, text: string, find: (text: string) => Value): Value {
  const found = known.get(text);
  if (found !== undefined || known.has(text)) return found!;
  if (known.size >= REMEMBERED) known.clear();
  const value = find(text);
  known.set(text, value);
  return value;
}

/** A key as it is kept: as the log writes it, without space around or characters that nobody sees. */
function keyOf(text: string): string {
  return (CONTROL.test(text) ? text.replaceAll(CONTROLS, ' ') : text).trim();
}
const CONTROL = /[\u0000-\u001F\u007F]/;
const CONTROLS = /[\u0000-\u001F\u007F]+/g;

/** A whole number from 0 to `most`, as people write it: in any width, with or without separators of thousands. Null for anything else. */
function wholeNumber(text: string, most: number): number | null {
  const plain = /^\d{1,9}$/.test(text) ? text : text.normalize('NFKC').trim();
  if (!/^(?:\d{1,16}|\d{1,3}(?:,\d{3}){1,5})$/.test(plain)) return null;
  const number = Number(plain.replaceAll(',', ''));
  return number <= most ? number : null;
}
