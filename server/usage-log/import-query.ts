/** The SQL of an import: from checked rows to months of use. Statements in the order in which they run, in one transaction. */
import { CHECKED_COLUMNS, UNKNOWN_USERS } from './check-row.ts';
import { monthNamed } from './window.ts';

/** Months of a fiscal year from April. */
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const forEachMonth = (sql: (month: number) => string, between = ', '): string => MONTHS.map(sql).join(between);

/** Where checked rows arrive. Row level security refuses `copy`, so it is a table of the transaction's own. */
export const CREATE_INCOMING = `create temporary table incoming ${CHECKED_COLUMNS} on commit drop`;
export const COPY_INCOMING = 'copy incoming from stdin';

/**
 * One row for each key, organisation and fiscal year. `rows` is how many were packed into it, `months` a bit for each month.
 * Where there are more rows than months, some month was told twice.
 */
export const PACK = `
  create temporary table packed on commit drop as
  select key, organisation, fiscal_year, count(*)::int as rows, bit_or(1 << (month - 1)) as months,
    array[${forEachMonth(month => `max(count) filter (where month = ${month})`)}] as counts,
    array[${forEachMonth(month => `max(users) filter (where month = ${month})`)}] as users
  from incoming group by key, organisation, fiscal_year`;

/** Rows that tell the same month of the same key and organisation otherwise. Twice the same is no contradiction. */
export const FIND_DISAGREEING = `
  create temporary table disagreeing on commit drop as
  with doubtful as (select key, organisation, fiscal_year from packed where rows > bit_count(months::bit(12)))
  select key, organisation, fiscal_year, month, count(*)::int as rows
  from incoming join doubtful using (key, organisation, fiscal_year)
  group by key, organisation, fiscal_year, month
  having min(count) <> max(count) or min(coalesce(users, ${UNKNOWN_USERS})) <> max(coalesce(users, ${UNKNOWN_USERS}))`;

export const COUNT_DISAGREEING = 'select coalesce(sum(rows), 0)::int as rows from disagreeing';

export const DISAGREEING_ROWS = `
  select line, count::text as count from incoming join disagreeing using (key, organisation, fiscal_year, month) order by line limit $1`;

/** None of them is taken, since nothing tells which one is right. */
export const TAKE_OUT_DISAGREEING = `
  with gone as (
    select key, organisation, fiscal_year, sum(rows)::int as rows, bit_or(1 << (month - 1)) as months
    from disagreeing group by key, organisation, fiscal_year)
  update packed set rows = packed.rows - gone.rows, months = packed.months & ~gone.months,
    counts = array[${forEachMonth(month => `case when gone.months & ${1 << (month - 1)} = 0 then packed.counts[${month}] end`)}],
    users = array[${forEachMonth(month => `case when gone.months & ${1 << (month - 1)} = 0 then packed.users[${month}] end`)}]
  from gone where packed.key = gone.key and packed.organisation = gone.organisation and packed.fiscal_year = gone.fiscal_year`;
export const DROP_EMPTY = 'delete from packed where months = 0';

/** Keys that were not known, `$1` being the system. One that equals a feature code, of a retired feature too, stands for that feature. */
export const ADD_KEYS = `
  insert into usage_log_key (system_id, key, feature_id)
  select $1, told.key, feature.id from (select distinct key from packed) told
  left join feature on feature.system_id = $1 and feature.code = told.key
  on conflict (system_id, key) do nothing`;

/** The same for keys that were known before their feature was; what a person has said stays. */
export const MAP_KEYS = `
  update usage_log_key set feature_id = feature.id, version = usage_log_key.version + 1
  from feature
  where usage_log_key.system_id = $1 and usage_log_key.feature_id is null and usage_log_key.ignored_reason is null
    and feature.system_id = $1 and feature.code = usage_log_key.key`;

/**
 * Packed rows with the ids of key (`$1` being the system) and organisation (`$2` being their ids in the order of their numbers),
 * beside what is known.
 */
const TOLD_AND_KNOWN = `
  packed join usage_log_key on usage_log_key.system_id = $1 and usage_log_key.key = packed.key
  join unnest($2::uuid[]) with ordinality as directory(id, number) on directory.number = packed.organisation
  left join usage_log on usage_log.key_id = usage_log_key.id and usage_log.organisation_id = directory.id
    and usage_log.fiscal_year = packed.fiscal_year`;

/** What is not told of a month leaves what is known of it. */
const countsOf = (month: number): string => `coalesce(packed.counts[${month}], usage_log.counts[${month}])`;
const usersOf = (month: number): string =>
  `case when packed.users[${month}] = ${UNKNOWN_USERS} then null else coalesce(packed.users[${month}], usage_log.users[${month}]) end`;

const isNew = (month: number): string => `packed.counts[${month}] is not null and usage_log.counts[${month}] is null`;
const isChanged = (month: number): string =>
  `packed.counts[${month}] is not null and usage_log.counts[${month}] is not null
    and (packed.counts[${month}] <> usage_log.counts[${month}] or (${usersOf(month)}) is distinct from usage_log.users[${month}])`;
const sumOf = (condition: (month: number) => string): string =>
  `coalesce(sum(${forEachMonth(month => `(${condition(month)})::int`, ' + ')}), 0)::int`;

/** What the merge will do with the months that are told. */
export const COUNT_CHANGES = `
  select ${sumOf(isNew)} as "newCount", ${sumOf(isChanged)} as "changedCount",
    coalesce(sum(bit_count(months::bit(12))), 0)::int as "toldCount",
    coalesce(sum(rows) filter (where feature_id is null and ignored_reason is null), 0)::int as "unmappedCount"
  from ${TOLD_AND_KNOWN}`;

/** Changes the months that are told and no other; a row in which nothing changes is not written. */
export const MERGE = `
  insert into usage_log (key_id, organisation_id, fiscal_year, counts, users)
  select usage_log_key.id, directory.id, packed.fiscal_year, array[${forEachMonth(countsOf)}], array[${forEachMonth(usersOf)}]
  from ${TOLD_AND_KNOWN}
  where ${forEachMonth(month => `${isNew(month)} or ${isChanged(month)}`, ' or ')}
  on conflict (key_id, organisation_id, fiscal_year) do update set counts = excluded.counts, users = excluded.users`;

/** Months that the rows tell of, YYYY-MM, earliest first. */
export const TOLD_MONTHS = `
  select ${monthNamed('(fiscal_year * 12 + n)')} as month
  from (select fiscal_year, bit_or(months) as months from packed group by fiscal_year) told, generate_series(0, 11) n
  where months & (1 << n) <> 0 order by 1`;

/** Keys that stand for no feature yet, those with the most uses first. */
export const UNMAPPED_KEYS = `
  select packed.key, sum(rows)::int as "rowCount",
    sum(${forEachMonth(month => `coalesce(counts[${month}], 0)`, ' + ')})::text as count, count(*) over ()::int as "keyCount"
  from packed join usage_log_key on usage_log_key.system_id = $1 and usage_log_key.key = packed.key
  where feature_id is null and ignored_reason is null
  group by packed.key order by sum(${forEachMonth(month => `coalesce(counts[${month}], 0)`, ' + ')}) desc, packed.key limit 100`;
