import { Role } from '../access/role.ts';
import { type Context, signedIn } from '../context.ts';
import { type Reading, ReadingKind } from './type.ts';
import { SQL_TODAY } from '../scalars.ts';

/** Rounds whose results are named one by one. */
const MOST_ROUNDS = 5;

/** Whoever runs a round sees what came in; others count their own part alone, which says nothing of the round. */
const RESULTS = `
  select 'RESULTS' as kind, id as "subjectId", title as name,
    case when tenant_id = ? then (select count(*)::int from answer_sheet where round_id = survey_round.id and state = 'SUBMITTED') end as count,
    case when tenant_id = ? then cardinality(target_ids) end as "totalCount",
    (coalesce(published_at, closed_at) at time zone 'Asia/Tokyo')::date::text as on
  from survey_round where state = 'PUBLISHED' or (state = 'CLOSED' and tenant_id = ?)
  order by coalesce(published_at, closed_at) desc, id limit ${MOST_ROUNDS}`;

const day = (ahead: string): string => `case when ${ahead} >= ${SQL_TODAY} then ${ahead} end`;
const DATES_AHEAD = `
  select 'DATES_AHEAD' as kind, null as "subjectId", null as name, count(next.day)::int as count, count(*)::int as "totalCount", min(next.day)::text as on
  from information_system system
  cross join lateral (select least(${day('replacement_on')}, ${day('retires_on')}) as day) next
  where system.tenant_id = ? and system.lifecycle_state <> 'RETIRED'`;

const lately = (kind: ReadingKind, table: string): string => `
  select '${kind}' as kind, null as "subjectId", null as name, count(*)::int as count, null as "totalCount",
    (max(at) at time zone 'Asia/Tokyo')::date::text as on
  from ${table} where at > now() - interval '7 days'`;

const SYSTEMS = `
  select 'SYSTEMS' as kind, null as "subjectId", null as name, count(*)::int as count, null as "totalCount", null as on
  from information_system`;

/** What those can read now whose work is to read. At most three statements. */
export async function readingsOf(context: Context): Promise<Reading[]> {
  const { roles, organisationId: own } = signedIn(context);
  const reads = (...some: Role[]): boolean => some.some(role => roles.includes(role));
  const queries: [string, string[]][] = [
    ...(reads(Role.AUDITOR, Role.BUDGET_OFFICER) ? [[RESULTS, [own, own, own]] as [string, string[]]] : []),
    ...(reads(Role.BUDGET_OFFICER) ? [[DATES_AHEAD, [own]] as [string, string[]]] : []),
    ...(reads(Role.AUDITOR)
      ? [
          [lately(ReadingKind.CHANGES, 'audit_entry'), []] as [string, string[]],
          [lately(ReadingKind.READINGS, 'access_record'), []] as [string, string[]],
        ]
      : []),
    ...(reads(Role.VENDOR) ? [[SYSTEMS, []] as [string, string[]]] : []),
  ];
  const readings: Reading[] = [];
  for (const [sql, values] of queries) readings.push(...(await context.em.execute<Reading[]>(sql, values)));
  return readings;
}
