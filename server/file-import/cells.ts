import { parseDay } from '../calendar.ts';
import type { Text } from '../language.ts';
import type { RowReader } from './plan.ts';

/** Words that stand for each fixed value in files, besides the value itself: the first is Japanese, the last English. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** The fixed value that a cell names; null when it is blank, or names none, which is noted. */
export function fixedWord<Key extends string>(reader: RowReader<Key>, key: Key, words: Words): string | null {
  const text = reader.plain(key);
  if (!text) return null;
  const found = Object.keys(words).find(
    value => value === text || words[value]!.some(one => one.normalize('NFKC').toLowerCase() === text.toLowerCase()),
  );
  if (found) return found;
  const choices = Object.values(words)
    .map(([first]) => first)
    .join('、');
  reader.refuse(
    key,
    'UNKNOWN_WORD',
    { ja: '決められた値ではありません。', en: 'This is not one of the fixed values.' },
    {
      ja: `次のどれかを入れてください：${choices}`,
      en: `Use one of: ${Object.values(words)
        .map(list => list.at(-1))
        .join(', ')}`,
    },
  );
  return null;
}

const HOW_DAYS_ARE_WRITTEN: Text = {
  ja: '2027-03-31、2027/3/31、令和9年3月31日 のように入れてください。',
  en: 'Write it like 2027-03-31.',
};

/** A day in a cell; null when the cell is blank, or holds none, which is noted. */
export function dayOf<Key extends string>(reader: RowReader<Key>, key: Key, remedy = HOW_DAYS_ARE_WRITTEN): string | null {
  const text = reader.text(key);
  if (!text) return null;
  const day = parseDay(text);
  if (!day)
    reader.refuse(
      key,
      'DATE',
      { ja: '日付として読めないか、存在しない日付です。', en: 'This is not a date, or no such day exists.' },
      remedy,
    );
  return day;
}

/** A whole number from 0 in a cell, thousands separated or not; null when the cell is blank, or holds none, which is noted. */
export function wholeNumberOf<Key extends string>(reader: RowReader<Key>, key: Key, most: number): number | null {
  const text = reader.plain(key).replaceAll(',', '');
  if (!text) return null;
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= most) return number;
  reader.refuse(
    key,
    'NUMBER',
    { ja: '0以上の整数として読めないか、大きすぎます。', en: 'This is no whole number from 0, or too large.' },
    { ja: `0から${most}までの整数を入れてください。`, en: `Use a whole number from 0 to ${most}.` },
  );
  return null;
}
