import { isPermitted } from '../access/permissions.ts';
import { Role } from '../access/role.ts';
import { confirmationOf } from '../attestation/query.ts';
import { type Context, signedIn } from '../context.ts';
import type { Upcoming } from './type.ts';
import { SQL_TODAY } from '../scalars.ts';

/** Days of rounds that the organisation runs or is asked in, and of systems in the viewer's care: all, those of one person, or none. */
const UPCOMING = `
  select kind, "subjectId", name, "nameEn", day::text as on from (
    select 'ROUND_ENDS' as kind, id as "subjectId", title as name, null as "nameEn", due_on as day
    from survey_round where state = 'OPEN' and (tenant_id = ? or ? = any (target_ids))
    union all
    select 'ROUND_OPENS', id, title, null, opens_on from survey_round where state = 'DRAFT' and tenant_id = ?
    union all
    select date.kind, system.id, system.name, system.name_en, date.day
    from information_system system ${confirmationOf('system')}
    cross join lateral (values ('CONFIRMATION_EXPIRES', confirmation.holds_until), ('REPLACEMENT', system.replacement_on),
      ('RETIREMENT', system.retires_on)) as date (kind, day)
    where system.tenant_id = ? and system.lifecycle_state <> 'RETIRED' and (?::uuid is null or system.owner_id = ?)
  ) as date where day >= ${SQL_TODAY} order by day, kind, "subjectId" limit 1`;

/** The nearest day that concerns the viewer; null when none is known. One statement. */
export async function upcomingOf(context: Context): Promise<Upcoming | null> {
  const { roles, organisationId: own, accountId } = signedIn(context);
  if (!isPermitted(roles, 'Query.surveyRounds')) return null;
  const all = roles.some(role => role === Role.PORTFOLIO_MANAGER || role === Role.BUDGET_OFFICER || role === Role.AUDITOR);
  const only = all ? null : accountId;
  const [next] = await context.em.execute<Upcoming[]>(UPCOMING, [own, own, own, own, only, only]);
  return next ?? null;
}
