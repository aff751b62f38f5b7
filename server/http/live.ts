import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { isPermitted } from '../access/permissions.ts';
import { viewerOf } from '../access/session.ts';
import type { Viewer } from '../access/viewer.ts';
import { AnswerSheet } from '../answer/entity.ts';
import { type Doors, ownDoor } from '../database/doors.ts';
import type { Login } from '../database/start-database.ts';
import { InvalidInputError, NotFoundError } from '../errors.ts';
import { LiveHub, type Pace } from '../live/hub.ts';
import type { StreamOwner } from '../live/sheet-stream.ts';
import { sessionToken } from './cookie.ts';
import { permittedViewer } from './rest.ts';
import { refuseIfForeign } from './same-origin.ts';

const PERMISSION = 'live:answer-sheet';
const NAMES_STAY_MS = 60_000;

const openBody = z.object({ visit: z.guid() });
const visitBody = z.object({ visit: z.guid(), feature: z.guid().nullable() });

/**
 * GET /live/answer-sheet/<round id>?visit=<id> : server-sent events of the viewer's own sheet, as long as session, account and
 * roles allow it. `change` names rows and what else has changed, `presence` who has the sheet open, `reread` asks to read it
 * all. The content is read through GraphQL. POST to the same path says that the form is open and at which row.
 */
export function serveLive(app: FastifyInstance, doors: Doors, login: Login, pace?: Partial<Pace>): void {
  const hub = new LiveHub({ login, logger: app.log, pace, namesOf: namesOf(doors) });
  // Before the server waits for requests under way, which a stream would be for ever.
  app.addHook('preClose', async () => hub.endStreams());
  app.addHook('onClose', () => hub.close());

  app.get<{ Params: { roundId: string } }>('/live/answer-sheet/:roundId', { compress: false }, async (request, reply) => {
    // Reading across origins is refused by the browser; this spares the connection too.
    if (await refuseIfForeign(request, reply)) return reply;
    const viewer = await permittedViewer(doors, request, PERMISSION, { atWork: false });
    const { visit } = parsed(openBody, request.query);
    const sheetId = await ownSheetId(doors, viewer, request);
    const stream = hub.open({
      viewer,
      sheetId,
      roundId: request.params.roundId,
      visit,
      isAllowed: async () => {
        const now = await viewerOf(doors.signIn.em.fork() as EntityManager, sessionToken(request)!, { atWork: false });
        return now?.organisationId === viewer.organisationId && isPermitted(now.roles, PERMISSION);
      },
    });
    return (
      reply
        .type('text/event-stream')
        .header('cache-control', 'no-store, no-transform')
        .header('x-accel-buffering', 'no')
        // Once the stream has ended there is nothing to keep the connection for.
        .header('connection', 'close')
        .send(stream.body)
    );
  });

  app.post<{ Params: { roundId: string } }>('/live/answer-sheet/:roundId', async (request, reply) => {
    const viewer = await permittedViewer(doors, request, PERMISSION, { atWork: false });
    const { visit, feature } = parsed(visitBody, request.body);
    const sheet = await ownSheetId(doors, viewer, request);
    await hub.tellVisit({ tenant: viewer.organisationId, sheet, visit, account: viewer.accountId, feature, gone: false });
    return reply.code(204).send();
  });
}

/** @throws NotFoundError when the viewer's organisation is not asked in the round of the path */
async function ownSheetId(doors: Doors, viewer: Viewer, request: FastifyRequest<{ Params: { roundId: string } }>): Promise<string> {
  const { roundId } = request.params;
  const found = z.guid().safeParse(roundId).success
    ? await ownDoor(doors, viewer, 'read', request.id).transactional(
        em => em.findOne(AnswerSheet, { round: roundId, tenantId: viewer.organisationId }),
        { readOnly: true },
      )
    : null;
  if (!found) throw new NotFoundError('AnswerSheet', roundId);
  return found.id;
}

/** Names of accounts that the viewer of a stream may see, kept for a while for each organisation. */
function namesOf(doors: Doors): (owner: StreamOwner, accountIds: readonly string[]) => Promise<Map<string, string>> {
  const kept = new Map<string, { at: number; names: Map<string, string> }>();
  return async ({ viewer }, accountIds) => {
    const known = kept.get(viewer.organisationId);
    const fresh = known && Date.now() - known.at < NAMES_STAY_MS ? known.names : undefined;
    if (fresh && accountIds.every(id => fresh.has(id))) return fresh;
    const rows = await ownDoor(doors, viewer, 'read', '').transactional(
      em =>
        em.execute<{ id: string; name: string }[]>('select id, name from account where id = any (?::uuid[])', [
          `{${accountIds.join(',')}}`,
        ]),
      { readOnly: true },
    );
    const names = new Map(rows.map(({ id, name }) => [id, name]));
    kept.set(viewer.organisationId, { at: Date.now(), names });
    return names;
  };
}

function parsed<Content>(schema: z.ZodType<Content>, given: unknown): Content {
  const { data, error } = schema.safeParse(given);
  if (data === undefined)
    throw new InvalidInputError(error!.issues[0]?.path.join('.') ?? '', {
      ja: '要求の形式が正しくありません。ページを読み直してください。',
      en: 'The request is malformed. Reload the page.',
    });
  return data;
}
