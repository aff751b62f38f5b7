import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

/** What the limit is told to serve: each statement under its own path. */
export interface LimitSettings {
  connection: { host: string; port: number; user: string; database: string };
  /** Statements that answer one row with the whole body in the column `body`, by path. */
  statements: Record<string, { text: string; values: unknown[] }>;
}

/** The least that could be done for an answer: one prepared statement that builds the body, and Node's own HTTP server. */
const { connection, statements } = JSON.parse(process.env['LIMIT']!) as LimitSettings;
const pool = new pg.Pool({ ...connection, max: 10 });

const server = createServer((request, response) => {
  const path = request.url!.slice(1);
  pool.query<{ body: string }>({ name: path, ...statements[path]! }).then(
    ({ rows }) => {
      const body = Buffer.from(rows[0]!.body);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    },
    (error: Error) => response.writeHead(500).end(error.message),
  );
});
server.listen(0, '127.0.0.1', () => console.log(`The limit listens on http://127.0.0.1:${(server.address() as AddressInfo).port}`));
