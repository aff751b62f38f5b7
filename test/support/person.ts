import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { expect } from 'vitest';

export interface Answer<Data = Record<string, unknown>> {
  status: number;
  data: Data | null | undefined;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> & { code: string } }[] | undefined;
}

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { account { id name } organisation { id } } }';

export interface Posted {
  status: number;
  body: Record<string, unknown>;
}

/** Sends a usage log as whoever the headers say. */
export async function sendLog(
  app: FastifyInstance,
  systemId: string,
  payload: string | Uint8Array,
  { dryRun = false, headers }: { dryRun?: boolean; headers: Record<string, string> },
): Promise<Posted> {
  const response = await app.inject({
    method: 'POST',
    url: `/usage-logs/${systemId}?dryRun=${dryRun}`,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    payload: Buffer.from(payload as string),
  });
  return { status: response.statusCode, body: response.json() };
}

/** Somebody who speaks to the portal over HTTP, signed in or not. */
export class Person {
  private readonly app: FastifyInstance;
  cookie: string | undefined;
  accountId = '';
  organisationId = '';

  constructor(app: FastifyInstance, cookie?: string) {
    this.app = app;
    this.cookie = cookie;
  }

  static async signIn(app: FastifyInstance, login: string, password: string): Promise<Person> {
    const person = new Person(app);
    const { signIn } = await person.expectData<{ signIn: { account: { id: string }; organisation: { id: string } } }>(SIGN_IN, {
      input: { login, password },
    });
    person.accountId = signIn.account.id;
    person.organisationId = signIn.organisation.id;
    return person;
  }

  /** Sends an operation and answers whatever comes back. */
  async ask<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Answer<Data>> {
    const response = await this.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...this.identity(), ...headers },
      payload: { query, variables },
    });
    this.remember(response.headers['set-cookie']);
    const { data, errors } = response.json<Answer<Data>>();
    return { status: response.statusCode, data, errors };
  }

  /** Sends an operation that must succeed. */
  async expectData<Data = Record<string, unknown>>(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<Data> {
    const { data, errors } = await this.ask<Data>(query, variables, headers);
    expect(errors, JSON.stringify(errors)).toBeUndefined();
    return data as Data;
  }

  /** Sends an operation that must be refused, and answers the first error. */
  async expectRefusal(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<NonNullable<Answer['errors']>[number]> {
    const { errors } = await this.ask(query, variables, headers);
    expect(errors?.[0]).toBeDefined();
    return errors![0]!;
  }

  /** Uploads a file and answers its id. */
  async upload(fileName: string, bytes: Uint8Array): Promise<string> {
    const { status, body } = await this.tryUpload(fileName, bytes);
    expect(status, JSON.stringify(body)).toBe(201);
    return body['fileId'] as string;
  }

  async tryUpload(fileName: string, bytes: Uint8Array): Promise<{ status: number; body: Record<string, unknown> }> {
    const form = new FormData();
    form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], fileName));
    const request = new Request('http://portal.example/upload', { method: 'POST', body: form });
    const response = await this.app.inject({
      method: 'POST',
      url: '/upload',
      headers: { 'content-type': request.headers.get('content-type')!, 'x-requested-with': 'tanaoroshi', ...this.identity() },
      payload: Buffer.from(await request.arrayBuffer()),
    });
    return { status: response.statusCode, body: response.json() };
  }

  /** Sends a usage log by the session. */
  async importLog(
    systemId: string,
    payload: string | Uint8Array,
    { dryRun = false, fileName = 'log.csv', language = 'ja' } = {},
  ): Promise<Posted> {
    return sendLog(this.app, systemId, payload, {
      dryRun,
      headers: {
        'x-requested-with': 'tanaoroshi',
        'x-file-name': encodeURIComponent(fileName),
        'accept-language': language,
        ...this.identity(),
      },
    });
  }

  /** Sends a snapshot of life cycles; `query` is that of the route. */
  async importLifeCycles(
    payload: string | Uint8Array,
    query: string,
    language = 'ja',
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.app.inject({
      method: 'POST',
      url: `/life-cycles?${query}`,
      headers: {
        'content-type': 'application/json',
        'x-requested-with': 'tanaoroshi',
        'accept-language': language,
        ...this.identity(),
      },
      payload: Buffer.from(payload as string),
    });
    return { status: response.statusCode, body: response.json() };
  }

  /** Sends a file of monitoring items for a system and a tool. */
  async importMonitoring(
    systemId: string,
    monitoringToolId: string,
    fileName: string,
    payload: string | Uint8Array,
    language = 'ja',
  ): Promise<Posted> {
    const response = await this.app.inject({
      method: 'POST',
      url: `/monitoring-imports/${systemId}?monitoringToolId=${monitoringToolId}`,
      headers: {
        'content-type': 'application/octet-stream',
        'x-requested-with': 'tanaoroshi',
        'x-file-name': encodeURIComponent(fileName),
        'accept-language': language,
        ...this.identity(),
      },
      payload: Buffer.from(payload as string),
    });
    return { status: response.statusCode, body: response.json() };
  }

  async download(path: string): Promise<{ status: number; bytes: Buffer; headers: Record<string, unknown> }> {
    const response = await this.app.inject({ method: 'GET', url: `/download/${path}`, headers: this.identity() });
    return { status: response.statusCode, bytes: response.rawPayload, headers: response.headers };
  }

  /** Sends JSON to a route beside GraphQL. */
  async post(url: string, payload: object): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.app.inject({ method: 'POST', url, headers: this.identity(), payload });
    return { status: response.statusCode, body: response.payload ? response.json() : {} };
  }

  /** Has a table that a page shows written as a file. */
  async takeTable(
    payload: object,
    headers: Record<string, string> = { 'x-requested-with': 'tanaoroshi' },
  ): Promise<{ status: number; bytes: Buffer; headers: Record<string, unknown> }> {
    const response = await this.app.inject({
      method: 'POST',
      url: '/download/table',
      headers: { ...this.identity(), ...headers },
      payload,
    });
    return { status: response.statusCode, bytes: response.rawPayload, headers: response.headers };
  }

  /** Asks for a live stream that is refused or not found; one that opens would not end. */
  async live(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
    const response = await this.app.inject({ method: 'GET', url: `/live/${path}`, headers: this.identity() });
    return { status: response.statusCode, body: response.json() };
  }

  private identity(): Record<string, string> {
    return this.cookie ? { cookie: this.cookie } : {};
  }

  private remember(header: string | string[] | undefined): void {
    const [first] = [header ?? []].flat();
    if (first) this.cookie = first.split(';')[0];
  }
}
