import type { EntityManager } from '@mikro-orm/postgresql';
import { today } from '../scalars.ts';
import type { UsageLogCoverage, UsageLogKeyState, UsageLogKeyUse } from './type.ts';
import { monthNamed } from './window.ts';

const IS_UNMAPPED = 'k.feature_id is null and k.ignored_reason is null';

/** Condition of each state, with `k` as the key. */
const IN_STATE: Record<UsageLogKeyState, string> = {
  UNMAPPED: IS_UNMAPPED,
  MAPPED: 'k.feature_id is not null',
  IGNORED: 'k.ignored_reason is not null',
};

/**
 * Ids of the keys of a system, unmapped ones first and those with the most uses before others, from behind the key `after` on.
 * Null when there is no such key in the list.
 */
export async function keyIds(
  em: EntityManager,
  systemId: string,
  state: UsageLogKeyState | null,
  first: number,
  after: string | null,
): Promise<{ ids: string[]; totalCount: number } | null> {
  const rows = await em.execute<{ id: string; place: number; total: number }[]>(
    `with ordered as (
       select k.id, count(*) over ()::int as total,
         row_number() over (order by (${IS_UNMAPPED}) desc, coalesce(u.uses, 0) desc, k.key, k.id)::int as place
       from usage_log_key k
       left join lateral (select sum(n) as uses from usage_log l, unnest(l.counts) n where l.key_id = k.id) u on true
       where k.system_id = ? and ${state ? IN_STATE[state] : 'true'})
     select id, place, total from ordered
     where place > coalesce((select place from ordered where id = ?::uuid), case when ?::uuid is null then 0 end) order by place limit ?`,
    [systemId, after, after, first],
  );
  if (rows.length > 0) return { ids: rows.map(({ id }) => id), totalCount: rows[0]!.total };
  return after === null ? { ids: [], totalCount: 0 } : null;
}

/** What is known under each key. */
export async function usesOfKeys(em: EntityManager, keys: readonly string[]): Promise<UsageLogKeyUse[]> {
  const rows = await em.execute<({ id: string } & UsageLogKeyUse)[]>(
    `select l.key_id as id, sum(c.count)::float8 as "totalCount", count(distinct l.organisation_id)::int as "organisationCount",
       array_agg(distinct ${monthNamed('(l.fiscal_year * 12 + c.n::int - 1)')}) as months
     from usage_log l, unnest(l.counts) with ordinality as c(count, n)
     where l.key_id = any (?::uuid[]) and c.count is not null group by l.key_id`,
    [`{${keys.join(',')}}`],
  );
  const byKey = new Map(rows.map(({ id, ...use }) => [id, use]));
  return keys.map(id => byKey.get(id) ?? { totalCount: 0, organisationCount: 0, months: [] });
}

/** How far the logs of each system tell of its features. */
export async function coverageOfSystems(em: EntityManager, systems: readonly string[]): Promise<UsageLogCoverage[]> {
  const rows = await em.execute<({ id: string } & UsageLogCoverage)[]>(
    `select s.id, k.*, r.*, f.*,
       array(select month from usage_log_month told where told.system_id = s.id order by month) as months
     from unnest(?::uuid[]) s(id)
     cross join lateral (select count(*)::int as "keyCount", count(k.feature_id)::int as "mappedKeyCount",
       count(k.ignored_reason)::int as "ignoredKeyCount" from usage_log_key k where k.system_id = s.id) k
     cross join lateral (select coalesce(sum(known), 0)::float8 as "rowCount",
         coalesce(sum(known) filter (where feature_id is not null), 0)::float8 as "mappedRowCount"
       from (select k.feature_id, cardinality(array_remove(l.counts, null)) as known
         from usage_log_key k join usage_log l on l.key_id = k.id where k.system_id = s.id) known) r
     cross join lateral (select count(*)::int as "featureCount",
         count(*) filter (where exists (select from usage_log_key k where k.feature_id = f.id))::int as "loggedFeatureCount"
       from feature f where f.system_id = s.id and (f.valid_from is null or f.valid_from <= ?) and (f.valid_to is null or f.valid_to >= ?)) f`,
    [`{${systems.join(',')}}`, today(), today()],
  );
  const bySystem = new Map(rows.map(({ id, ...coverage }) => [id, coverage]));
  return systems.map(id => bySystem.get(id)!);
}
