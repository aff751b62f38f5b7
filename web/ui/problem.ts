import type { CombinedError } from '@urql/core';

/** What went wrong, in the one shape that the portal's components read. */
export interface Problem {
  /** Empty when there is only a code to go by, such as a lost connection. */
  message: string;
  /** `extensions.code` of the API, or OFFLINE when no answer came. */
  code?: string;
  /** Input field at fault, without its path. */
  field?: string;
  /** Number under which operators find the failure in the log. */
  requestId?: string;
  /** What the person can do about it; without it the code decides. */
  remedy?: string;
}

/** Reads the first error of the API, or takes a problem as it is. */
export function problemOf(error: CombinedError | Problem): Problem {
  if (!('graphQLErrors' in error)) return error;
  const [first] = error.graphQLErrors;
  if (!first) return { message: '', code: 'OFFLINE' };
  const { code, field, requestId } = first.extensions;
  return {
    message: first.message,
    ...(typeof code === 'string' && { code }),
    ...(typeof field === 'string' && { field: field.split('.').at(-1) }),
    ...(typeof requestId === 'string' && { requestId }),
  };
}

/** Whether the same act may succeed when it is simply tried again. */
export function isRetryable(error: CombinedError | Problem): boolean {
  return ['OFFLINE', 'UNAVAILABLE', 'TOO_MANY_REQUESTS'].includes(problemOf(error).code ?? '');
}
