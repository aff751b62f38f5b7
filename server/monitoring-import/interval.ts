const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000 };

/** Seconds of a duration as tools write it: 90, 30s, 1h30m. Null when it is none, or no time at all. */
export function secondsOf(text: string): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text) || null;
  if (!/^(?:\d{1,9}(?:ms|[smhdwy]))+$/.test(text)) return null;
  const parts = [...text.matchAll(/(\d+)(ms|[smhdwy])/g)];
  return wholeSeconds(parts.reduce((sum, [, number, unit]) => sum + Number(number) * SECONDS[unit!]!, 0));
}

/**
 * Seconds of an interval of Zabbix, such as `30s;50s/1-7,00:00-24:00`: the one that holds when none of the custom ones does. Null
 * when only those do, and when it is a macro that nothing defines.
 */
export const zabbixSeconds = (delay: string): number | null => secondsOf(delay.split(';')[0]!.trim());

const UNIT_WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:秒|s|secs?|seconds?)$/, 1],
  [/^(?:分|m|mins?|minutes?)$/, 60],
  [/^(?:時間|h|hrs?|hours?)$/, 3600],
  [/^(?:日|d|days?)$/, 86_400],
  [/^(?:週|週間|w|weeks?)$/, 604_800],
];
const WHOLE_WORDS: Readonly<Record<string, number>> = {
  毎秒: 1,
  毎分: 60,
  毎時: 3600,
  毎日: 86_400,
  日次: 86_400,
  毎週: 604_800,
  週次: 604_800,
  hourly: 3600,
  daily: 86_400,
  weekly: 604_800,
};

/** Seconds of an interval as people write it: 5分毎, 1日1回, every 5 min. Null when it cannot be told: a number alone has no unit. */
export function writtenSeconds(text: string): number | null {
  const plain = text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');
  if (Object.hasOwn(WHOLE_WORDS, plain)) return WHOLE_WORDS[plain]!;
  const [, number, word] = /^(?:every)?(\d{1,9}(?:\.\d{1,3})?)([^\d.]+?)(?:毎|ごと|おき|間隔|に?1回)?$/.exec(plain) ?? [];
  const unit = UNIT_WORDS.find(([pattern]) => pattern.test(word ?? ''));
  return unit ? wholeSeconds(Number(number) * unit[1]) : null;
}

/** What is shorter than a second counts as one. */
const wholeSeconds = (seconds: number): number | null => (seconds > 0 && seconds < 2 ** 31 ? Math.max(1, Math.round(seconds)) : null);
