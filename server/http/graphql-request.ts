import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PortalError, RefusedRequestError, UnavailableError } from '../errors.ts';
import { languageOf, type Text } from '../language.ts';
import { asPortalError, inLanguage, unexpected } from './errors.ts';
import { BODY_LIMIT } from './limits.ts';

const LONGEST_KEY = 200;

/** Takes nothing at a route of the API but one operation as JSON, and says in the shape of GraphQL what is wrong. */
export function refuseOtherRequests(app: FastifyInstance): void {
  app.route({ method: ['GET', 'PUT', 'PATCH', 'DELETE'], url: '/graphql', handler: () => undefined });
  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST') {
      void reply.header('allow', 'POST');
      throw new RefusedRequestError('BAD_REQUEST', MALFORMED, {}, 405);
    }
    checkBody(request);
    checkIdempotencyKey(request.headers['idempotency-key']);
    // The answer is JSON; one that could not be given for its type would come after the act.
    request.headers.accept = 'application/json';
  });
  app.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, request, reply) => {
    const refused = asPortalError(error) ?? asRefusal(error);
    if (!refused) request.log.error({ err: error }, 'unexpected error');
    const { text, extensions } = refused ?? unexpected();
    const { http, ...shown } = extensions as { http?: { status: number } };
    const errors = inLanguage(
      [{ message: text.en, extensions: { ...shown, text } }],
      languageOf(request.headers['accept-language']),
      request.id,
    );
    return reply.code(http?.status ?? 400).send({ errors });
  });
}

/** @throws RefusedRequestError unless the body is one operation */
function checkBody({ body, headers }: FastifyRequest): void {
  const { query, variables, operationName, extensions } = (body ?? {}) as Record<string, unknown>;
  if (Array.isArray(body)) {
    throw new RefusedRequestError('BAD_REQUEST', {
      ja: '一度に送れる操作は1つです。分けて送ってください。',
      en: 'Send one operation at a time; batches are not taken.',
    });
  }
  if ((extensions as { persistedQuery?: unknown } | null | undefined)?.persistedQuery !== undefined) {
    throw new RefusedRequestError('BAD_REQUEST', {
      ja: '保存済みクエリには対応していません。query に文書の全文を入れてください。',
      en: 'Persisted queries are not served. Send the whole document in query.',
    });
  }
  const fits =
    /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '') &&
    typeof query === 'string' &&
    query !== '' &&
    [variables, extensions].every(each => each === undefined || each === null || (typeof each === 'object' && !Array.isArray(each))) &&
    (operationName === undefined || operationName === null || typeof operationName === 'string');
  if (!fits) throw new RefusedRequestError('BAD_REQUEST', MALFORMED);
}

/** @throws RefusedRequestError on a key that could not be kept: to ignore it would let the act happen twice */
function checkIdempotencyKey(key: string | string[] | undefined): void {
  if (key === undefined || (typeof key === 'string' && key.length <= LONGEST_KEY)) return;
  const text = {
    ja: `Idempotency-Key は${LONGEST_KEY}文字以内にしてください。`,
    en: `An Idempotency-Key has at most ${LONGEST_KEY} characters.`,
  };
  throw new RefusedRequestError('BAD_USER_INPUT', text, { field: 'Idempotency-Key' });
}

const MALFORMED: Text = {
  ja: '要求の形式が正しくありません。query を持つ JSON を application/json の POST で送ってください。',
  en: 'The request is malformed. Send a POST of application/json with a query.',
};

/** What the HTTP server itself refused. */
function asRefusal({ statusCode = 500, code }: { statusCode?: number; code?: string }): PortalError | undefined {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const text = {
      ja: `要求が大きすぎます（${BODY_LIMIT / 1024}KBまで）。分けて送ってください。`,
      en: `The request is too large (up to ${BODY_LIMIT / 1024} KB). Split it.`,
    };
    return new RefusedRequestError('TOO_LARGE', text, { limit: 'body' }, 413);
  }
  if (statusCode === 503) return new UnavailableError();
  return statusCode < 500 ? new RefusedRequestError('BAD_REQUEST', MALFORMED, {}, statusCode) : undefined;
}
