import { Client, fetchExchange, makeOperation, mapExchange, type Exchange, type Operation } from '@urql/core';
import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../schema/graphql-env.d.ts';

export type { ResultOf, VariablesOf } from 'gql.tada';

/** Writes a document that is typed by the schema. Dates and instants are text, see `ui/format.ts`. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { CalendarDate: string; DateTime: string; PackedJson: string };
}>();

interface ClientOptions {
  /** Language in which the server should speak, asked for at each request. */
  language: () => string;
  /** Called when the server no longer knows the session. */
  onSignedOut: () => void;
}

/**
 * The portal's connection to its API, and `repeatRefused`, which asks again for what was refused to an ended session.
 *
 * Nothing is cached: a page shows what the server says now, and a page that has changed something asks again.
 * Each mutation carries an idempotency key; pass `idempotencyKey` in its context to repeat the same act.
 */
export function createClient({ language, onSignedOut }: ClientOptions) {
  const refused = new Map<number, Operation>();
  const client = new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'network-only',
    exchanges: [
      mapExchange({
        onError(error, operation) {
          if (!error.graphQLErrors.some(each => each.extensions['code'] === 'UNAUTHENTICATED')) return;
          // A mutation is repeated by the person, who sees that it failed.
          if (operation.kind === 'query') refused.set(operation.key, operation);
          onSignedOut();
        },
      }),
      requestHeaders(language),
      fetchExchange,
    ],
  });

  function repeatRefused() {
    const operations = [...refused.values()];
    refused.clear();
    // Those whose page has gone since are dropped by the client.
    for (const operation of operations) client.reexecuteOperation(operation);
  }

  return { client, repeatRefused };
}

/** Adds the headers of the contract: the language, and for mutations the idempotency key. */
function requestHeaders(language: () => string): Exchange {
  return mapExchange({
    onOperation(operation) {
      if (operation.kind === 'teardown') return operation;
      const headers: Record<string, string> = { 'Accept-Language': language() };
      if (operation.kind === 'mutation') headers['Idempotency-Key'] = String(operation.context['idempotencyKey'] ?? newIdempotencyKey());
      return makeOperation(operation.kind, operation, {
        ...operation.context,
        fetchOptions: { credentials: 'same-origin', headers },
      });
    },
  });
}

/** A fresh key for one act. Not `crypto.randomUUID`, which browsers withhold from pages served without TLS. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
