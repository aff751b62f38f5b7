import type { EntityManager } from '@mikro-orm/postgresql';
import { LAST_DAY } from '../access/api-token.ts';

/** Days before its last one from which a calendar is said to fall silent soon, and after it for which that is said of one that did. */
export const ENDING_DAYS = 30;
const ENDED_DAYS = 7;

/** A calendar of somebody that falls silent soon, or just did. */
export interface EndingCalendar {
  id: string;
  accountId: string;
  name: string;
  /** Last day on which it is served. */
  on: string;
}

/**
 * Calendars in an organisation that fall silent around a day, the first one first: those of one person, or of everybody who is still there.
 * Whoever revoked one needs no word of it.
 */
export function endingCalendars(
  em: EntityManager,
  organisationId: string,
  accountId: string | null,
  day: string,
): Promise<EndingCalendar[]> {
  return em.execute<EndingCalendar[]>(
    `select token.id, token.account_id as "accountId", token.name, ${LAST_DAY}::text as on
     from api_token token join account on account.id = token.account_id and account.disabled_at is null
     where token.tenant_id = ? and token.account_id = coalesce(?::uuid, token.account_id) and token.scope = 'CALENDAR' and token.revoked_at is null
       and exists (select from membership where membership.account_id = account.id and membership.tenant_id = token.tenant_id)
       and ${LAST_DAY} between ?::date - ${ENDED_DAYS} and ?::date + ${ENDING_DAYS}
     order by token.expires_at, token.id`,
    [organisationId, accountId, day, day],
  );
}
