import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiTokenScope, bearerOf, type TokenBearer } from '../access/api-token.ts';
import { isPermitted } from '../access/permissions.ts';
import { inCopyTransaction } from '../database/copy.ts';
import { type Doors, ownDoor } from '../database/doors.ts';
import { ForbiddenError, NotFoundError, RefusedRequestError, UnauthenticatedError, UnavailableError } from '../errors.ts';
import { findOwnSystem } from '../feature/service.ts';
import { languageOf } from '../language.ts';
import { fileTooLarge } from '../spreadsheet/refusal.ts';
import { importUsageLog } from '../usage-log/import.ts';
import { UUID } from '../uuid.ts';
import { dryRunOf, fileNameOf, permittedViewer, requireOwnPage } from './rest.ts';

const PERMISSION = 'import:usage-log';
const ACTION = 'importUsageLog';
const MOST_BYTES = 2 * 1024 ** 3;
/** Each import holds a connection to the database for as long as it lasts. */
const IMPORTS_AT_A_TIME = 2;
/** A sender that is silent for so long has gone. */
const LONGEST_SILENCE = 25_000;
const LONGEST_STATEMENT = 2 * 60 * 60 * 1000;

/** Who imports: a person, or a token in the person's name. */
type Importer = Pick<TokenBearer, 'viewer' | 'tokenName'>;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who imports, known before anything of the body is read. */
    importer: Importer | null;
  }
}

/**
 * POST /usage-logs/<system id>?dryRun=true|false takes a usage log as the body, of whatever length, and answers a report. By the
 * session of a person, or by a token: `Authorization: Bearer tnr_…`. `X-File-Name`, percent-encoded, names the file.
 */
export async function serveUsageLogs(app: FastifyInstance, doors: Doors): Promise<void> {
  let running = 0;
  await app.register(async scope => {
    scope.decorateRequest('importer', null);
    // The body is read as it comes, whatever it says that it is; what is inside decides.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.addHook('onRequest', async (request, reply) => {
      // Who is refused need not send the rest.
      void reply.header('connection', 'close');
      request.importer = await importerOf(doors, request);
      reply.removeHeader('connection');
    });
    scope.post<{ Params: { systemId: string }; Querystring: { dryRun?: string } }>(
      '/usage-logs/:systemId',
      { config: { takesLong: true } },
      async (request, reply) => {
        const { viewer, tokenName } = request.importer!;
        const dryRun = dryRunOf(request.query.dryRun);
        const { systemId } = request.params;
        const language = languageOf(request.headers['accept-language']);
        if (!UUID.test(systemId)) throw new NotFoundError('InformationSystem', systemId);
        await findOwnSystem({ em: ownDoor(doors, viewer, ACTION, request.id), viewer }, systemId, ACTION);
        if (running >= IMPORTS_AT_A_TIME) {
          void reply.header('retry-after', '30');
          throw new UnavailableError();
        }
        running++;
        try {
          const log = { fileName: fileNameOf(request), body: bodyOf(request), importedByName: tokenName || viewer.name };
          const options = { action: ACTION, requestId: request.id, keep: !dryRun, statementTimeout: LONGEST_STATEMENT };
          const report = await inCopyTransaction(doors, viewer, options, transaction =>
            importUsageLog(transaction, systemId, log, { dryRun, language }),
          );
          return await reply.header('cache-control', 'no-store').send(report);
        } catch (error) {
          if (!request.raw.complete) void reply.header('connection', 'close');
          throw error;
        } finally {
          running--;
        }
      },
    );
  });
}

/** @throws UnauthenticatedError, ForbiddenError by the one permission table; InvalidInputError for a form of another site */
async function importerOf(doors: Doors, request: FastifyRequest): Promise<Importer> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, token = ''] = /^Bearer (\S+)$/i.exec(authorization) ?? [];
    const bearer = await bearerOf(doors.signIn.em.fork() as EntityManager, token, ApiTokenScope.USAGE_LOG_IMPORT);
    if (!bearer) throw new UnauthenticatedError();
    if (!isPermitted(bearer.viewer.roles, PERMISSION)) throw new ForbiddenError(PERMISSION);
    return bearer;
  }
  const viewer = await permittedViewer(doors, request, PERMISSION);
  requireOwnPage(request);
  return { viewer, tokenName: '' };
}

/** The body as it comes; who sends too much, or nothing for too long, is not waited for. */
async function* bodyOf({ raw }: FastifyRequest): AsyncGenerator<Uint8Array> {
  const chunks = raw[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let bytes = 0;
  for (;;) {
    const { value, done } = await withinSilence(chunks.next());
    if (done) return;
    bytes += value.length;
    if (bytes > MOST_BYTES) throw fileTooLarge(bytes, MOST_BYTES);
    yield value;
  }
}

/** @throws RefusedRequestError when the next part does not come */
async function withinSilence<Part>(next: Promise<Part>): Promise<Part> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const text = {
        ja: `${LONGEST_SILENCE / 1000}秒間何も届かなかったため、取込みを中止しました。何も保存されていません。もう一度送ってください。`,
        en: `Nothing came for ${LONGEST_SILENCE / 1000} seconds, so the import was stopped. Nothing was saved. Send it again.`,
      };
      reject(new RefusedRequestError('BAD_REQUEST', text, {}, 408));
    }, LONGEST_SILENCE);
  });
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}
