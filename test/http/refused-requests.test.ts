import { gzipSync } from 'node:zlib';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/access/role.ts';
import { countStatements } from '../support/count-statements.ts';
import { openPortal, type TestPortal } from '../support/open-portal.ts';
import type { Person } from '../support/person.ts';

/** GraphQL is one operation as JSON in a POST from the portal's own pages; anything else is refused before it is looked at. */
let portal: TestPortal;
let person: Person;

beforeAll(async () => {
  portal = await openPortal();
  person = (await portal.organisation(Role.ADMINISTRATOR)).as(Role.ADMINISTRATOR);
});
afterAll(() => portal.close());

const query = '{ portal { today } }';
const json = { 'content-type': 'application/json' };
const form = '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"{ portal { today } }"}\r\n--x--\r\n';

interface Sent {
  status: number;
  code: string;
  message: string;
  statements: number;
}

async function send({ headers, ...request }: InjectOptions): Promise<Sent> {
  let response: Awaited<ReturnType<typeof portal.app.inject>> | undefined;
  const statements = await countStatements(portal, async () => {
    response = await portal.app.inject({ method: 'POST', url: '/graphql', ...request, headers: { cookie: person.cookie, ...headers } });
  });
  const body = response!.json<{ code: string; message: string; errors?: [{ message: string; extensions: { code: string } }] }>();
  const { code, message } = body.errors ? { code: body.errors[0].extensions.code, message: body.errors[0].message } : body;
  return { status: response!.statusCode, code, message, statements };
}

it('takes one operation as JSON', async () => {
  const response = await portal.app.inject({ method: 'POST', url: '/graphql', headers: json, payload: { query } });
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
});

describe('refuses', () => {
  it.each<[string, InjectOptions, number, string]>([
    [
      'an operation in the address',
      { method: 'GET', url: `/graphql?query=${encodeURIComponent(query)}`, headers: json },
      405,
      'BAD_REQUEST',
    ],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: `query=${query}` }, 415, 'BAD_REQUEST'],
    ['plain text', { headers: { 'content-type': 'text/plain' }, payload: JSON.stringify({ query }) }, 415, 'BAD_REQUEST'],
    ['a document as such', { headers: { 'content-type': 'application/graphql' }, payload: query }, 415, 'BAD_REQUEST'],
    ['a form of parts', { headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: form }, 415, 'BAD_REQUEST'],
    [
      'a form of parts that claims to be asked beforehand',
      { headers: { 'content-type': 'multipart/form-data; boundary=x', 'apollo-require-preflight': 'true' }, payload: form },
      415,
      'BAD_REQUEST',
    ],
    ['no body', { headers: json }, 400, 'BAD_REQUEST'],
    ['nothing at all', {}, 400, 'BAD_REQUEST'],
    ['JSON that is none', { headers: json, payload: '{"query":' }, 400, 'BAD_REQUEST'],
    ['a prototype', { headers: json, payload: '{"query":"{ portal { today } }","__proto__":{"x":1}}' }, 400, 'BAD_REQUEST'],
    ['a batch', { headers: json, payload: [{ query }, { query }] }, 400, 'BAD_REQUEST'],
    ['a batch of one', { headers: json, payload: [{ query }] }, 400, 'BAD_REQUEST'],
    ['a text for a body', { headers: json, payload: '"x"' }, 400, 'BAD_REQUEST'],
    ['null for a body', { headers: json, payload: 'null' }, 400, 'BAD_REQUEST'],
    ['no document', { headers: json, payload: { variables: {} } }, 400, 'BAD_REQUEST'],
    ['an empty document', { headers: json, payload: { query: '' } }, 400, 'BAD_REQUEST'],
    ['a parsed document', { headers: json, payload: { query: { kind: 'Document' } } }, 400, 'BAD_REQUEST'],
    ['variables in a text', { headers: json, payload: { query, variables: '{}' } }, 400, 'BAD_REQUEST'],
    ['variables in a list', { headers: json, payload: { query, variables: [] } }, 400, 'BAD_REQUEST'],
    ['a number for the operation', { headers: json, payload: { query, operationName: 1 } }, 400, 'BAD_REQUEST'],
    [
      'a persisted query',
      { headers: json, payload: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } } },
      400,
      'BAD_REQUEST',
    ],
    ['a body that is too large', { headers: json, payload: { query, variables: { x: 'あ'.repeat(90_000) } } }, 413, 'TOO_LARGE'],
    [
      'a body that is too large once unpacked',
      { headers: { ...json, 'content-encoding': 'gzip' }, payload: gzipSync(JSON.stringify({ query, x: 'x'.repeat(50_000_000) })) },
      413,
      'TOO_LARGE',
    ],
    [
      'an idempotency key that is too long',
      { headers: { ...json, 'idempotency-key': 'k'.repeat(201) }, payload: { query } },
      400,
      'BAD_USER_INPUT',
    ],
    ['another site', { headers: { ...json, origin: 'https://elsewhere.example' }, payload: { query } }, 403, 'FOREIGN_ORIGIN'],
    ['a page without an origin', { headers: { ...json, origin: 'null' }, payload: { query } }, 403, 'FOREIGN_ORIGIN'],
    [
      'what a browser calls cross-site',
      { headers: { ...json, 'sec-fetch-site': 'cross-site' }, payload: { query } },
      403,
      'FOREIGN_ORIGIN',
    ],
    ['what a browser calls same-site', { headers: { ...json, 'sec-fetch-site': 'same-site' }, payload: { query } }, 403, 'FOREIGN_ORIGIN'],
    ['another method', { method: 'PUT', headers: json, payload: { query } }, 405, 'BAD_REQUEST'],
  ])('%s', async (_name, request, status, code) => {
    const answer = await send(request);
    expect(answer).toMatchObject({ status, code, statements: 0 });
    expect(answer.message).not.toMatch(/apollo|fastify|csrf|FST_|JSON object has no keys/i);
  });
});

it.each([
  ['ja', /[ぁ-ん]/],
  ['en', /^[\x20-\x7e]+$/],
])('says why in the language of the caller: %s', async (language, script) => {
  const requests: InjectOptions[] = [
    { headers: json, payload: [{ query }] },
    { headers: json, payload: '{' },
    { headers: { 'content-type': 'text/plain' }, payload: query },
    { headers: json, payload: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } } },
    { headers: json, payload: { query: 'x'.repeat(300_000) } },
    { headers: { ...json, 'idempotency-key': 'k'.repeat(201) }, payload: { query } },
    { headers: json, payload: { query: 'subscription { x }' } },
  ];
  for (const request of requests) {
    const { message } = await send({ ...request, headers: { ...request.headers, 'accept-language': language } });
    expect(message).toMatch(script);
  }
});

it('answers JSON whatever else was asked for, since the act is done by then', async () => {
  const response = await portal.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { ...json, accept: 'text/csv' },
    payload: { query },
  });
  expect([response.statusCode, response.json<{ data: unknown }>().data]).toEqual([
    200,
    { portal: { today: expect.any(String) as string } },
  ]);
});

it('takes a key for one operation of a document alone', async () => {
  const document = `mutation A($input: CreateAccountInput!) { createAccount(input: $input) { login } }
    mutation B($input: CreateAccountInput!) { createAccount(input: $input) { login version } }`;
  const input = { login: 'new@example', name: '新任　担当', roles: ['AUDITOR'], initialPassword: 'another password for tests' };
  const act = (operationName: string) =>
    portal.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...json, cookie: person.cookie, 'idempotency-key': 'the same key' },
      payload: { query: document, variables: { input }, operationName },
    });
  const [first, other, again] = [await act('A'), await act('B'), await act('A')];
  expect(first.json()).toEqual({ data: { createAccount: { login: 'new@example' } } });
  expect(other.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field: 'Idempotency-Key' } }] });
  expect(other.statusCode).toBe(400);
  expect(again.json()).toEqual(first.json());
});
