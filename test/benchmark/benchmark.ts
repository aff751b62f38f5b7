import { isDeepStrictEqual } from 'node:util';
import { type ChildServer, startServer } from './child-server.ts';
import { generateData } from './generate-data.ts';
import { installedPostgraphile } from './install-postgraphile.ts';
import type { LimitSettings } from './limit-server.ts';
import { askOnce, type HttpRequest, requestsPerSecond } from './load.ts';
import { type BenchmarkDatabase, openDatabase, statementsPerOperation } from './portal-data.ts';
import { type BenchmarkQuery, benchmarkQueries } from './queries.ts';
import type { Scale } from './scale.ts';

/** What answers a reading: the best that could be, the peer, and the portal. */
export const COLUMNS = ['limit', 'postgraphile', 'ours'] as const;
export type Column = (typeof COLUMNS)[number];

export interface Measurement {
  requestsPerSecond: number;
  /** Size of the body, not compressed. */
  bytes: number;
  statements: number;
}

export interface ResultRow {
  title: string;
  /** PostGraphile is missing where it is not installed. */
  measured: Partial<Record<Column, Measurement>>;
  /** Whether our answer says the same as the limit's. */
  equal: boolean;
}

/** Version of each peer, for the head of the table. */
export interface BenchmarkResult {
  rows: ResultRow[];
  postgresVersion: string;
  postgraphileVersion: string | null;
}

/** Starts everything, asks every query of every column in turn, and stops everything. */
export async function runBenchmark(scale: Scale, say: (text: string) => void): Promise<BenchmarkResult> {
  say('Generating the data …');
  const database = await openDatabase(superuser => generateData(superuser, scale));
  const servers: Partial<Record<Column, ChildServer>> = {};
  try {
    const queries = benchmarkQueries(database.dataset);
    servers.limit = await startServer('test/benchmark/limit-server.ts', { LIMIT: JSON.stringify(limitSettings(database, queries)) });
    servers.ours = await startServer('server/main.ts', {
      DATA_FOLDER: database.dataFolder,
      PORT: '0',
      LOG_LEVEL: 'warn',
      SAMPLE_DATA: 'false',
    });
    if (installedPostgraphile()) {
      const connection = { ...database.connection, user: 'benchmark_postgraphile' };
      servers.postgraphile = await startServer('test/benchmark/postgraphile-server.mjs', { POSTGRAPHILE: JSON.stringify(connection) });
    }
    await closeRound(servers.ours, database);
    await database.superuser.query('vacuum analyze');

    const rows: ResultRow[] = [];
    for (const query of queries) rows.push(await measure(query, servers, database, scale, say));
    const version = await database.superuser.query<{ server_version: string }>('show server_version');
    return { rows, postgresVersion: version.rows[0]!.server_version, postgraphileVersion: installedPostgraphile() };
  } finally {
    for (const server of Object.values(servers)) await server.stop();
    await database.stop();
  }
}

const limitSettings = ({ connection }: BenchmarkDatabase, queries: BenchmarkQuery[]): LimitSettings => ({
  connection: { ...connection, user: 'benchmark_limit' },
  statements: Object.fromEntries(queries.map(({ key, limit }) => [key, limit])),
});

/** Closes a round as its runner does, so that the portal itself writes what it keeps of it. */
async function closeRound({ url }: ChildServer, { dataset }: BenchmarkDatabase): Promise<void> {
  const body = await askOnce({
    url: `${url}/graphql`,
    headers: signedIn(dataset.runnerToken),
    body: JSON.stringify({
      query: 'mutation ($input: CloseSurveyRoundInput!) { closeSurveyRound(input: $input) { state } }',
      variables: { input: { roundId: dataset.closedRoundId, version: 1 } },
    }),
  });
  refuseErrors('closeSurveyRound', body);
}

const signedIn = (token: string): Record<string, string> => ({ cookie: `tanaoroshi_session=${token}` });

function requestsOf(query: BenchmarkQuery, servers: Partial<Record<Column, ChildServer>>): Partial<Record<Column, HttpRequest>> {
  const { token, ...ours } = query.ours;
  const { limit, postgraphile, ours: portal } = servers;
  return {
    ...(limit && { limit: { url: `${limit.url}/${query.key}` } }),
    ...(postgraphile &&
      query.postgraphile && { postgraphile: { url: `${postgraphile.url}/graphql`, body: JSON.stringify(query.postgraphile) } }),
    ...(portal && { ours: { url: `${portal.url}/graphql`, headers: signedIn(token), body: JSON.stringify(ours) } }),
  };
}

async function measure(
  query: BenchmarkQuery,
  servers: Partial<Record<Column, ChildServer>>,
  { superuser }: BenchmarkDatabase,
  { seconds, repeats }: Scale,
  say: (text: string) => void,
): Promise<ResultRow> {
  say(`${query.title} …`);
  const requests = Object.entries(requestsOf(query, servers)) as [Column, HttpRequest][];
  const bodies = new Map<Column, Buffer>();
  const statements = new Map<Column, number>();
  const rates = new Map<Column, number[]>(requests.map(([column]) => [column, []]));
  await superuser.query('alter system reset pg_stat_statements.track');
  await superuser.query('select pg_reload_conf()');
  for (const [column, request] of requests) {
    const body = await askOnce(request);
    refuseErrors(`${query.title}, ${column}`, body);
    bodies.set(column, body);
    statements.set(column, await statementsPerOperation(superuser, () => askOnce(request)));
  }
  // Counting has its price, which the columns would pay unequally.
  await superuser.query(`alter system set pg_stat_statements.track = 'none'`);
  await superuser.query('select pg_reload_conf()');
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const [column, request] of requests) {
      await requestsPerSecond(request, seconds / 2, query.clients);
      rates.get(column)!.push(await requestsPerSecond(request, seconds, query.clients));
    }
  }
  const measured = Object.fromEntries(
    requests.map(([column]) => {
      const result: Measurement = {
        requestsPerSecond: median(rates.get(column)!),
        bytes: bodies.get(column)!.length,
        statements: statements.get(column)!,
      };
      return [column, result];
    }),
  );
  return {
    title: query.title,
    measured,
    equal: isDeepStrictEqual(query.plain(dataOf(bodies.get('ours')!) as never), dataOf(bodies.get('limit')!)),
  };
}

const dataOf = (body: Buffer): unknown => (JSON.parse(body.toString()) as { data: unknown }).data;

function refuseErrors(what: string, body: Buffer): void {
  if (body.includes('"errors":[')) throw new Error(`${what}: ${body.toString().slice(0, 2000)}`);
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}
