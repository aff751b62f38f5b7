import type { Language, Text } from '../language.ts';
import { COLUMN_NAMES, type LogColumn } from './column.ts';

/** Rows that are told of in full; of the others, how many for each reason. */
export const TOLD_IN_FULL = 1000;
/** So much of a value is shown. */
const LONGEST_VALUE = 100;

export type RefusalCode =
  | 'NOT_JSON'
  | 'MONTH_UNREADABLE'
  | 'MONTH_IN_FUTURE'
  | 'KEY_MISSING'
  | 'KEY_TOO_LONG'
  | 'CORPORATE_NUMBER_UNKNOWN'
  | 'COUNT_UNREADABLE'
  | 'USERS_UNREADABLE'
  | 'ROWS_DISAGREE';

export const LONGEST_KEY = 200;

/** What is wrong, and what to do. */
const REASONS: Record<RefusalCode, { message: Text; remedy: Text }> = {
  NOT_JSON: {
    message: { ja: '1行が1つの JSON オブジェクトになっていません。', en: 'The line is not one JSON object.' },
    remedy: {
      ja: '{"month":"2026-04","key":"F-001","corporateNumber":"8000012010038","count":12} の形で1行に1件を書いてください。',
      en: 'Write one record per line as {"month":"2026-04","key":"F-001","corporateNumber":"8000012010038","count":12}.',
    },
  },
  MONTH_UNREADABLE: {
    message: { ja: '年月として読み取れません。', en: 'This is not a month.' },
    remedy: {
      ja: '2026-04、2026/4、2026年4月、令和8年4月、202604 のいずれかの形で書いてください。',
      en: 'Write it as 2026-04, 2026/4, 2026年4月, 令和8年4月 or 202604.',
    },
  },
  MONTH_IN_FUTURE: {
    message: { ja: 'まだ始まっていない月です。', en: 'The month has not begun yet.' },
    remedy: { ja: '年月を確かめ、今月までの行だけにしてください。', en: 'Check the month, and keep rows up to the present one.' },
  },
  KEY_MISSING: {
    message: { ja: '機能ID（ログのキー）がありません。', en: 'There is no key.' },
    remedy: { ja: 'どの機能の利用かが分かるキーを入れてください。', en: 'Give the key that tells what was used.' },
  },
  KEY_TOO_LONG: {
    message: { ja: `キーが${LONGEST_KEY}文字を超えています。`, en: `The key is longer than ${LONGEST_KEY} characters.` },
    remedy: {
      ja: '利用者や日時など、機能を表さない部分をキーから取り除いてください。',
      en: 'Leave out of the key what does not name a feature, such as people or times.',
    },
  },
  CORPORATE_NUMBER_UNKNOWN: {
    message: { ja: 'この法人番号の組織は登録されていません。', en: 'No organisation has this corporate number.' },
    remedy: {
      ja: '13桁の番号を確かめるか、組織を登録してから、もう一度取り込んでください。',
      en: 'Check the 13 digits, or have the organisation entered, then import again.',
    },
  },
  COUNT_UNREADABLE: {
    message: { ja: '利用件数が0以上の整数ではありません。', en: 'The count is not a whole number from 0.' },
    remedy: {
      ja: '0以上の整数にしてください。桁区切りのコンマと全角数字はそのままで構いません。',
      en: 'Give a whole number from 0. Thousands separators and full-width digits may stay.',
    },
  },
  USERS_UNREADABLE: {
    message: { ja: '利用者数が0以上の整数ではありません。', en: 'The number of users is not a whole number from 0.' },
    remedy: { ja: '0以上の整数にするか、不明なら空欄にしてください。', en: 'Give a whole number from 0, or leave it blank if unknown.' },
  },
  ROWS_DISAGREE: {
    message: {
      ja: '同じ年月・機能ID・法人番号の行が複数あり、件数または利用者数が異なります。',
      en: 'Several rows have this month, key and corporate number, and disagree on count or users.',
    },
    remedy: {
      ja: '正しい1行だけを残してください。どれが正しいか分からないため、該当する行はいずれも取り込みません。',
      en: 'Keep the one that is right. None of them is taken, since nothing tells which one that is.',
    },
  },
};

/** One fault of one row. */
export interface Refusal {
  line: number;
  code: RefusalCode;
  column: LogColumn | null;
  value: string;
}

/** Gathers what is refused: how many rows, the first ones in full, and how many for each reason. */
export class Refusals {
  /** Rows that were refused. */
  rowCount = 0;
  private readonly first: Refusal[] = [];
  private readonly counts = new Map<RefusalCode, number>();

  /** Takes the faults of one row. */
  add(faults: readonly Refusal[]): void {
    if (this.rowCount++ < TOLD_IN_FULL) this.keep(faults);
    for (const { code } of faults) this.count(code, 1);
  }

  /** Takes rows that were refused for one reason, `told` being the first of them. */
  addMany(code: RefusalCode, rowCount: number, told: readonly Refusal[]): void {
    this.rowCount += rowCount;
    this.count(code, rowCount);
    this.keep(told);
  }

  /** In the order of the file, in words. */
  told(language: Language): ToldRefusal[] {
    const ordered = this.first.toSorted((one, other) => one.line - other.line);
    const lines = [...new Set(ordered.map(({ line }) => line))];
    const last = lines[TOLD_IN_FULL - 1] ?? Infinity;
    return ordered
      .filter(({ line }) => line <= last)
      .map(({ line, code, column, value }) => ({
        line,
        code,
        column: column && COLUMN_NAMES[column][language],
        value,
        message: REASONS[code].message[language],
        remedy: REASONS[code].remedy[language],
      }));
  }

  /** Most frequent first. */
  reasons(language: Language): RefusalReason[] {
    return [...this.counts]
      .toSorted(([, one], [, other]) => other - one)
      .map(([code, count]) => ({ code, count, message: REASONS[code].message[language], remedy: REASONS[code].remedy[language] }));
  }

  private keep(faults: readonly Refusal[]): void {
    for (const fault of faults) this.first.push({ ...fault, value: fault.value.slice(0, LONGEST_VALUE) });
  }

  private count(code: RefusalCode, rows: number): void {
    this.counts.set(code, (this.counts.get(code) ?? 0) + rows);
  }
}

export interface ToldRefusal {
  line: number;
  code: RefusalCode;
  column: string | null;
  value: string;
  message: string;
  remedy: string;
}

export interface RefusalReason {
  code: RefusalCode;
  /** Rows; one row may have several faults. */
  count: number;
  message: string;
  remedy: string;
}
