import pg from 'pg';
import type { FastifyBaseLogger } from 'fastify';
import type { Login } from '../database/start-database.ts';
import { type Announcement, CHANGES, readAnnouncement, VISITS } from './announcement.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;
/** A connection that died without a word is noticed by a question that it does not answer. */
const PROBE_MS = 15_000;

interface Options {
  login: Login;
  logger: FastifyBaseLogger;
  onAnnouncement: (announcement: Announcement) => void;
  /** Called each time that it begins to hear. What was said before was not heard. */
  onListening: () => void;
}

/**
 * The one connection of this process that hears what the database announces. It begins with the first that needs it, and
 * begins anew after it was lost. It acts for nobody, so behind the wall it could read no row.
 */
export class Listener {
  readonly #options: Options;
  #client: pg.Client | undefined;
  #state: 'idle' | 'connecting' | 'listening' | 'closed' = 'idle';
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest: Promise<unknown> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  get listening(): boolean {
    return this.#state === 'listening';
  }

  /** Begins to listen, unless it does already. */
  begin(): void {
    if (this.#state === 'idle') void this.#connect();
  }

  /** Tells every process, this one too. What cannot be told now is dropped. */
  async tell(channel: string, content: object): Promise<void> {
    const client = this.#client;
    if (client && this.#state === 'listening')
      await this.#inTurn(() => client.query('select pg_notify($1, $2)', [channel, JSON.stringify(content)])).catch(() => {});
  }

  async close(): Promise<void> {
    this.#state = 'closed';
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    this.#state = 'connecting';
    const { url, host, port, user, database } = this.#options.login;
    const client = new pg.Client({
      ...(url ? { connectionString: url } : { host, port, user, database }),
      application_name: 'tanaoroshi live',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    });
    this.#client = client;
    client.on('error', error => this.#lost(client, error));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ channel, payload }) => {
      const announcement = readAnnouncement(channel, payload ?? '');
      if (announcement) this.#options.onAnnouncement(announcement);
    });
    try {
      await client.connect();
      await client.query(`listen ${CHANGES}; listen ${VISITS}`);
    } catch (error) {
      return this.#lost(client, error);
    }
    if (this.#client !== client || this.#isClosed()) return;
    this.#state = 'listening';
    this.#failures = 0;
    this.#options.onListening();
    this.#probe(client);
  }

  /** A connection answers one question at a time. */
  #inTurn(ask: () => Promise<unknown>): Promise<unknown> {
    return (this.#latest = this.#latest.then(ask, ask));
  }

  #probe(client: pg.Client): void {
    const ask = async (): Promise<void> => {
      try {
        await this.#inTurn(() => client.query('select 1'));
        if (this.#client === client && this.listening) this.#probe(client);
      } catch (error) {
        this.#lost(client, error);
      }
    };
    this.#timer = setTimeout(() => void ask(), PROBE_MS);
    this.#timer.unref();
  }

  #lost(client: pg.Client, error?: unknown): void {
    if (this.#client !== client || this.#isClosed()) return;
    this.#client = undefined;
    clearTimeout(this.#timer);
    this.#options.logger.warn({ err: error }, 'the connection that hears of changes was lost; connecting again');
    void client.end().catch(() => {});
    this.#state = 'connecting';
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    this.#timer = setTimeout(() => void this.#connect(), wait);
    this.#timer.unref();
  }

  #isClosed(): boolean {
    return this.#state === 'closed';
  }
}
