import { IsolationLevel } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isPermitted } from '../access/permissions.ts';
import { viewerOf } from '../access/session.ts';
import type { Viewer } from '../access/viewer.ts';
import { type Doors, ownDoor, portfolioDoor, recordAccess } from '../database/doors.ts';
import { ForbiddenError, InvalidInputError, UnauthenticatedError } from '../errors.ts';
import type { ExportedFile } from '../file-export/table.ts';
import { languageOf } from '../language.ts';
import { contentDisposition } from '../spreadsheet/content-disposition.ts';
import { SpreadsheetError } from '../spreadsheet/spreadsheet-error.ts';
import { asPortalError } from './errors.ts';
import { sessionToken } from './cookie.ts';

/** Status of a file route for each code of an error; whatever is not named is a plain 400. */
const STATUS: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  UNAVAILABLE: 503,
  TOO_MANY_REQUESTS: 429,
  FILE_TOO_LARGE: 413,
};

/**
 * Who asks a file route.
 *
 * @throws UnauthenticatedError, ForbiddenError by the one permission table
 */
export async function permittedViewer(
  doors: Doors,
  request: FastifyRequest,
  permission: string,
  { atWork = true }: { atWork?: boolean } = {},
): Promise<Viewer> {
  const token = sessionToken(request);
  const viewer = token ? await viewerOf(doors.signIn.em.fork() as EntityManager, token, { atWork }) : null;
  if (!viewer) throw new UnauthenticatedError();
  if (!isPermitted(viewer.roles, permission)) throw new ForbiddenError(permission);
  return viewer;
}

/** @throws InvalidInputError for what a form on another site sent, which cannot set a header */
export function requireOwnPage({ headers }: FastifyRequest): void {
  if (headers['x-requested-with'] === 'tanaoroshi') return;
  throw new InvalidInputError('X-Requested-With', {
    ja: 'X-Requested-With: tanaoroshi を付けて送ってください。',
    en: 'Send X-Requested-With: tanaoroshi.',
  });
}

/** Whether an import is a try. To import by accident is worse than to be asked again. */
export function dryRunOf(text: string | undefined): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new InvalidInputError('dryRun', {
    ja: 'dryRun=true（試し取込み）か dryRun=false（取込み）を指定してください。',
    en: 'Say dryRun=true to try, or dryRun=false to import.',
  });
}

/**
 * Name of the file that is the body; null when the sender gives none.
 *
 * @throws InvalidInputError when it is not percent-encoded
 */
export function fileNameOf({ headers }: FastifyRequest): string | null {
  const name = [headers['x-file-name'] ?? []].flat()[0];
  if (!name) return null;
  try {
    return decodeURIComponent(name).slice(0, 200);
  } catch {
    throw new InvalidInputError('X-File-Name', {
      ja: 'X-File-Name はパーセントエンコーディングで書いてください。',
      en: 'Percent-encode X-File-Name.',
    });
  }
}

/** Writes down that somebody reads across ministries, and says whether. */
export async function recordIfAcross(doors: Doors, request: FastifyRequest, viewer: Viewer, permission: string): Promise<boolean> {
  const across = viewer.grantedOrganisationIds.length > 0;
  if (across) await recordAccess(doors, viewer, [permission], request.id);
  return across;
}

/** A file as the answer, which nobody on the way keeps. */
export const sendFile = (reply: FastifyReply, { name, type, bytes }: ExportedFile): FastifyReply =>
  reply.type(type).header('content-disposition', contentDisposition(name)).header('cache-control', 'no-store').send(Buffer.from(bytes));

/** Reads one snapshot as the viewer; across ministries where a grant opens them, which is recorded. */
export async function readAs<Result>(
  doors: Doors,
  request: FastifyRequest,
  viewer: Viewer,
  permission: string,
  read: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  const across = await recordIfAcross(doors, request, viewer, permission);
  const em = across ? portfolioDoor(doors, viewer, request.id) : ownDoor(doors, viewer, permission, request.id);
  return em.transactional(inner => read(inner as EntityManager), { readOnly: true, isolationLevel: IsolationLevel.REPEATABLE_READ });
}

/** Answers errors of file routes as `{ code, message }` in the language of the request. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const language = languageOf(request.headers['accept-language']);
    if (error instanceof SpreadsheetError)
      return reply.code(STATUS[error.code] ?? 400).send({ code: error.code, message: error.text[language] });
    const known = asPortalError(error);
    if (known) {
      const code = String(known.extensions['code']);
      return reply.code(STATUS[code] ?? 400).send({ code, message: known.text[language] });
    }
    if (error.code === 'FST_REQ_FILE_TOO_LARGE' || error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
      const text = {
        ja: '大きすぎます（ファイルは5MBまで）。分けて送ってください。',
        en: 'This is too large (files up to 5 MB). Split it.',
      };
      return reply.code(413).send({ code: 'TOO_LARGE', message: text[language] });
    }
    if (error.statusCode && error.statusCode < 500) {
      const text = { ja: '要求の形式が正しくありません。', en: 'The request is malformed.' };
      return reply.code(error.statusCode).send({ code: 'BAD_REQUEST', message: text[language] });
    }
    request.log.error({ err: error }, 'unexpected error');
    const text = {
      ja: `予期しないエラーが発生しました。番号 ${request.id} を添えて管理者に連絡してください。`,
      en: `Something went wrong. Please give the number ${request.id} to your administrator.`,
    };
    return reply.code(500).send({ code: 'INTERNAL_SERVER_ERROR', message: text[language], requestId: request.id });
  });
}
