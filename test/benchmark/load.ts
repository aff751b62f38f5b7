import { connect, type Socket } from 'node:net';

/** One request, sent again and again. */
export interface HttpRequest {
  url: string;
  headers?: Record<string, string>;
  /** Sent by POST; without one it is a GET. */
  body?: string;
}

/** Clients that ask at once. */
const CLIENTS = 8;

/** A connection that is kept open, with one request under way at a time; as thin as can be, since it shares the cores. */
class Client {
  private readonly socket: Socket;
  private readonly bytes: Buffer;
  private received: Buffer[] = [];
  private length = 0;
  private answer: ((body: Buffer) => void) | undefined;
  private fail: (error: Error) => void = () => {};

  constructor({ url, headers = {}, body }: HttpRequest) {
    const { hostname, port, pathname } = new URL(url);
    const payload = Buffer.from(body ?? '');
    const sent = {
      host: `${hostname}:${port}`,
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': payload.length }),
    };
    const lines = Object.entries({ ...sent, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    this.bytes = Buffer.concat([
      Buffer.from(`${body === undefined ? 'GET' : 'POST'} ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`),
      payload,
    ]);
    this.socket = connect({ host: hostname, port: Number(port), noDelay: true });
    this.socket.on('data', (chunk: Buffer) => this.take(chunk));
    this.socket.on('error', error => this.fail(error));
    this.socket.on('close', () => this.fail(new Error(`${url} closed the connection.`)));
  }

  /** Sends the request and answers the body. */
  ask(): Promise<Buffer> {
    return new Promise((answer, fail) => {
      this.answer = answer;
      this.fail = fail;
      this.socket.write(this.bytes);
    });
  }

  close(): void {
    this.fail = () => {};
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.length += chunk.length;
    const first = this.received[0]!;
    const headEnd = first.indexOf('\r\n\r\n');
    if (headEnd < 0) {
      this.received = [Buffer.concat(this.received)];
      return;
    }
    const head = first.toString('latin1', 0, headEnd);
    const announced = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    const complete = announced ? this.length >= headEnd + 4 + Number(announced) : chunk.subarray(-5).equals(LAST_CHUNK);
    if (!complete) return;
    const body = Buffer.concat(this.received).subarray(headEnd + 4);
    this.received = [];
    this.length = 0;
    if (head.startsWith('HTTP/1.1 200 ')) this.answer!(body);
    else this.fail(new Error(`${head.split('\r\n', 1)[0]}\n${body.toString().slice(0, 2000)}`));
  }
}

const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** Asks once and answers the body. */
export async function askOnce(request: HttpRequest): Promise<Buffer> {
  const client = new Client(request);
  try {
    return await client.ask();
  } finally {
    client.close();
  }
}

/** Asks from eight connections for so long, and answers how many requests per second were answered. */
export async function requestsPerSecond(request: HttpRequest, seconds: number, count = CLIENTS): Promise<number> {
  const clients = Array.from({ length: count }, () => new Client(request));
  let answered = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  try {
    await Promise.all(
      clients.map(async client => {
        do {
          await client.ask();
          answered++;
        } while (performance.now() < end);
      }),
    );
  } finally {
    for (const client of clients) client.close();
  }
  return answered / ((performance.now() - start) / 1000);
}
