import type { EntityManager } from '@mikro-orm/postgresql';

/** Days before its last one from which a calendar is said to fall silent soon, and after it for which that is said of one that did. */
export const ENDING_DAYS = 30;
const ENDED_DAYS = 7;

/** The last day in Tokyo on which a `token` is valid, as an SQL expression. */
export const LAST_DAY = `((token.expires_at - interval '1 second') at time zone 'Asia/Tokyo')::date`;

/** A calendar of somebody that falls silent soon, or just did. */
export interface EndingCalendar {
  name: string;
  /** Last day on which it is served. */
  on: string;
}

/** Calendars of one person in an organisation that fall silent around a day, the first one first. Whoever revoked one needs no word of it. */
export function endingCalendars(em: EntityManager, organisationId: string, accountId: string, day: string): Promise<EndingCalendar[]> {
  return em.execute<EndingCalendar[]>(
    `select token.name, ${LAST_DAY}::text as on from api_token token
     where token.tenant_id = ? and token.account_id = ? and token.scope = 'CALENDAR' and token.revoked_at is null
       and ${LAST_DAY} between ?::date - ${ENDED_DAYS} and ?::date + ${ENDING_DAYS}
     order by token.expires_at, token.id`,
    [organisationId, accountId, day, day],
  );
}
