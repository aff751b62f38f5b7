import { unwrapResolverError } from '@apollo/server/errors';
import { OptimisticLockError, UniqueConstraintViolationException } from '@mikro-orm/core';
import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { ConflictError, ForbiddenError, PortalError, UnavailableError } from '../errors.ts';
import { tooLarge } from './limits.ts';
import type { Language, Text } from '../language.ts';

/** SQL states after which the same request may succeed: connections, locks, serialization, resources, time limits. */
const RETRYABLE = /^(08|53|57P|55P03|40001|40P01|57014|25P03|25P04)/;

/** The error that a caller may act on behind whatever was thrown; undefined when there is none. */
export function asPortalError(thrown: unknown): PortalError | undefined {
  if (thrown instanceof PortalError) return thrown;
  if (thrown instanceof OptimisticLockError) return new ConflictError('row', '', null);
  if (thrown instanceof UniqueConstraintViolationException) {
    return new ConflictError('row', '', null, {
      ja: '同じキーのデータがすでにあります。コードや番号を確認してください。',
      en: 'There is a row with this key already. Check codes and numbers.',
    });
  }
  const { code, message = '' } = (thrown ?? {}) as { code?: unknown; message?: string };
  if (/row-level security/.test(message)) return new ForbiddenError('row');
  if (
    (typeof code === 'string' && RETRYABLE.test(code)) ||
    /ECONNREFUSED|ECONNRESET|EPIPE|timeout exceeded when trying to connect|Connection terminated|not queryable/.test(
      `${String(code)} ${message}`,
    )
  ) {
    return new UnavailableError();
  }
  return undefined;
}

/** What the caller is told: enough to act on, nothing of the inside. */
export function formatError(logger: FastifyBaseLogger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const thrown = unwrapResolverError(error);
    const portalError = asPortalError(thrown) ?? refusalOfDocument(thrown);
    const { path, locations } = formatted;
    if (portalError) {
      const { http: _http, ...extensions } = portalError.extensions;
      return { message: portalError.text.en, path, locations, extensions: { ...extensions, text: portalError.text } };
    }
    const code = (formatted.extensions?.['code'] as string | undefined) ?? '';
    const text = aboutDocument(code);
    if (text) return { message: text.en, locations, extensions: { code, text } };
    logger.error({ err: thrown, path }, 'unexpected error');
    const { text: apology, extensions } = unexpected();
    return { message: apology.en, path, extensions: { code: extensions['code'], text: apology } };
  };
}

/** What a rule of ours said about a document; the parser itself knows one of them. */
function refusalOfDocument(thrown: unknown): PortalError | undefined {
  const { originalError } = (thrown ?? {}) as { originalError?: unknown };
  if (originalError instanceof PortalError) return originalError;
  return /Document contains more tha[nt] \d+ tokens/.test((originalError as Error | undefined)?.message ?? '')
    ? tooLarge('tokens')
    : undefined;
}

/** What is said of whatever nobody foresaw. */
export function unexpected(): PortalError {
  return new PortalError(
    {
      ja: '予期しないエラーが発生しました。入力は保存されていません。下の番号を添えて管理者に連絡してください。',
      en: 'Something went wrong and nothing was saved. Please give the number below to your administrator.',
    },
    { code: 'INTERNAL_SERVER_ERROR' },
    500,
  );
}

/** Texts for documents that never ran. They name nothing of the schema that the request did not name itself. */
function aboutDocument(code: string): Text | undefined {
  switch (code) {
    case 'GRAPHQL_PARSE_FAILED':
      return {
        ja: 'GraphQL 文書の構文に誤りがあります。示した位置を確認してください。',
        en: 'The GraphQL document has a syntax error at the location.',
      };
    case 'GRAPHQL_VALIDATION_FAILED':
      return {
        ja: 'GraphQL 文書がスキーマに合いません。示した位置を確認してください。',
        en: 'The GraphQL document does not fit the schema at the location.',
      };
    case 'OPERATION_RESOLUTION_FAILURE':
      return {
        ja: '実行する操作が決まりません。文書にある操作の名前を operationName に1つ書いてください。',
        en: 'Which operation to run is open. Name one that the document holds in operationName.',
      };
    case 'BAD_REQUEST':
      return {
        ja: '要求の形式が正しくありません。application/json の POST で送ってください。',
        en: 'The request is malformed. Send a POST of application/json.',
      };
    default:
      return undefined;
  }
}

/** Turns the texts of errors into one language, and adds the number that finds them in the log. */
export function inLanguage(errors: readonly GraphQLFormattedError[], language: Language, requestId: string): GraphQLFormattedError[] {
  return errors.map(({ extensions = {}, ...error }) => {
    const { text, ...rest } = extensions as { text?: Text; code?: string };
    return {
      ...error,
      message: text?.[language] ?? error.message,
      extensions: rest.code === 'INTERNAL_SERVER_ERROR' ? { ...rest, requestId } : rest,
    };
  });
}
