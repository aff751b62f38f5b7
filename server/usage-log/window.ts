/**
 * The months of logs that a round looks at, and the uses in them, as parts of SQL (R6). What a ministry is told beside its answers and
 * what its answers are judged by rest on the same months.
 */

/** What holds for a round until its manager says otherwise. */
export const DEFAULT_WINDOW_MONTHS = 12;

/** A month YYYY-MM as a number that counts on from April, as the twelve months of a row of `usage_log` do: year × 12 + place. */
const monthNumber = (month: string): string => `(left(${month}, 4)::int * 12 + right(${month}, 2)::int - 4)`;

/** The same the other way round. */
export const monthNamed = (number: string): string => `to_char(make_date((${number} + 3) / 12, (${number} + 3) % 12 + 1, 1), 'YYYY-MM')`;

/** `system_id` and `months` of which its logs tell, as numbers. A month of which no import tells is unknown, not zero. */
export const toldMonths = (systemIds: string): string => `
  select system_id, array_agg(${monthNumber('month')}) as months from usage_log_month where system_id in (${systemIds}) group by system_id`;

/**
 * `length` and `last_month` of the window of a round `r` with its `rule` and its system's `told` months; `last_month` is null without
 * logs. A round that has ended looks at no month after its end.
 */
export const WINDOW = `
  select coalesce(rule.window_months, ${DEFAULT_WINDOW_MONTHS}) as length,
    coalesce(${monthNumber('rule.window_ends_in')}, (
      select max(m) from unnest(told.months) as m
      where m <= ${monthNumber(`to_char(coalesce(r.closed_at, now()) at time zone 'Asia/Tokyo', 'YYYY-MM')`)})) as last_month`;

/** Of the months of that window `win`, how many the logs tell. */
export const TOLD_COUNT =
  '(select count(*)::int from unnest(told.months) as m where m between win.last_month - win.length + 1 and win.last_month)';

/** Rows of `usage_log` that the window of a `round` touches. */
export const IN_WINDOW = 'log.fiscal_year between round.first_month / 12 and round.last_month / 12';

/** The months of a row of `usage_log` that lie in the window of a `round`, each as SQL, null outside. A sub-select over the array took ten times as long. */
const windowed = (months: string): string[] =>
  Array.from(
    { length: 12 },
    (_, place) =>
      `case when log.fiscal_year * 12 + ${place} between round.first_month and round.last_month then ${months}[${place + 1}] end`,
  );

/** Of such a row `log`, the uses in the window of a `round`, and the most people in one of its months. */
export const USES_IN_WINDOW = `(${windowed('log.counts')
  .map(month => `coalesce(${month}, 0)`)
  .join(' + ')})::float8`;
export const PEAK_IN_WINDOW = `greatest(${windowed('log.users').join(', ')})`;
