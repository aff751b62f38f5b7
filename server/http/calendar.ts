import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance } from 'fastify';
import { ApiTokenScope, bearerOf } from '../access/api-token.ts';
import { isPermitted } from '../access/permissions.ts';
import { calendarFeed } from '../alert/calendar-feed.ts';
import { alertDatesOf } from '../alert/dates.ts';
import { type Doors, ownDoor } from '../database/doors.ts';
import { languageOf } from '../language.ts';
import { today } from '../scalars.ts';

/** Years around today that a calendar shows; the request of a fiscal year looks two years ahead. */
const YEARS = { past: 1, future: 4 };

/**
 * GET /calendar/<token>.ics is the calendar of whoever issued the token, `?lang=en` in English. The address is all that a calendar
 * program sends, so it is the secret: it is not written to the log, and who has none that is in force learns nothing but that.
 */
export function serveCalendar(app: FastifyInstance, doors: Doors, publicUrl: string | undefined): void {
  app.get<{ Params: { token: string }; Querystring: { lang?: string } }>(
    '/calendar/:token.ics',
    { logLevel: 'error' },
    async (request, reply) => {
      const bearer = await bearerOf(doors.signIn.em.fork() as EntityManager, request.params.token, ApiTokenScope.CALENDAR);
      if (!bearer || !isPermitted(bearer.viewer.roles, 'Query.contracts'))
        return reply.code(404).send({ code: 'NOT_FOUND', message: 'Not found' });
      const { organisationId } = bearer.viewer;
      const now = new Date();
      const day = today(now);
      const year = Number(day.slice(0, 4));
      const span = { day, from: `${year - YEARS.past}-01-01`, to: `${year + YEARS.future}-12-31` };
      const dates = await ownDoor(doors, bearer.viewer, 'calendar', request.id).transactional(
        em => alertDatesOf(em as EntityManager, organisationId, span),
        { readOnly: true, isolationLevel: IsolationLevel.REPEATABLE_READ },
      );
      const end = { tokenId: bearer.tokenId, name: bearer.tokenName, on: bearer.lastOn };
      return reply
        .header('cache-control', 'private, no-cache')
        .type('text/calendar; charset=utf-8')
        .send(calendarFeed(dates, { organisationId, language: languageOf(request.query.lang), publicUrl, now, end }));
    },
  );
}
