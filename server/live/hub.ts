import type { FastifyBaseLogger } from 'fastify';
import type { Login } from '../database/start-database.ts';
import { TooManyRequestsError, UnavailableError } from '../errors.ts';
import { type Announcement, CHANGES, type Visit, VISITS } from './announcement.ts';
import { Listener } from './listener.ts';
import { keyOf, Presence } from './presence.ts';
import { type NamedPresent, SheetStream, type StreamOwner } from './sheet-stream.ts';

/** How often things are done, in milliseconds. */
export interface Pace {
  beat: number;
  /** How often session, account and roles behind a stream are looked at. */
  check: number;
  /** When people whose browser fell silent are looked for. */
  sweep: number;
}
const PACE: Pace = { beat: 15_000, check: 20_000, sweep: 5_000 };

/** A browser that speaks HTTP/1.1 has six connections to a server: with more streams than this, its pages would hang. */
const STREAMS_PER_PERSON = 4;
const STREAMS = 2_000;
/** How long a browser should wait before it connects again, should its page not know better. */
const RETRY_MS = 3_000;
/** A form that has said nothing for this long is not read by anybody. */
const SILENT_AFTER_MS = 60_000;

interface Options {
  login: Login;
  logger: FastifyBaseLogger;
  pace?: Partial<Pace>;
  /** Names of accounts, as far as the viewer of the stream may see them. */
  namesOf: (owner: StreamOwner, accountIds: readonly string[]) => Promise<Map<string, string>>;
}

/** All streams that this process serves, and what has been heard from the others. */
export class LiveHub {
  readonly #options: Options;
  readonly #streams = new Set<SheetStream>();
  readonly #presence = new Presence();
  readonly #listener: Listener;
  readonly #timers: ReturnType<typeof setInterval>[];
  #telling: ReturnType<typeof setTimeout> | undefined;
  readonly #toTell = new Set<string>();
  #closing = false;

  constructor(options: Options) {
    this.#options = options;
    this.#listener = new Listener({
      login: options.login,
      logger: options.logger,
      onAnnouncement: announcement => this.#hear(announcement),
      onListening: () => this.#startedListening(),
    });
    const { beat, check, sweep } = { ...PACE, ...options.pace };
    this.#timers = [
      setInterval(() => this.#streams.forEach(stream => stream.beat()), beat),
      setInterval(() => void this.#check(), check),
      setInterval(() => this.#presence.sweep().forEach(key => this.#tellSoon(key)), sweep),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /**
   * Opens a stream. A form that connects again takes the place of its own earlier stream.
   *
   * @throws TooManyRequestsError when the person has too many forms open
   * @throws UnavailableError when the process serves as many streams as it can
   */
  open(owner: StreamOwner): SheetStream {
    const { accountId } = owner.viewer;
    for (const stream of this.#streams)
      if (stream.owner.visit === owner.visit && stream.owner.viewer.accountId === accountId) stream.end('replaced');
    const own = [...this.#streams].filter(stream => stream.owner.viewer.accountId === accountId && stream.owner.visit !== owner.visit);
    if (own.length >= STREAMS_PER_PERSON) throw new TooManyRequestsError();
    if (this.#closing || this.#streams.size >= STREAMS) throw new UnavailableError();
    const stream = new SheetStream(owner, RETRY_MS, () => this.#ended(stream));
    this.#streams.add(stream);
    this.#listener.begin();
    if (this.#listener.listening) this.#begin(stream);
    return stream;
  }

  /** Tells everybody at the sheet that a form is open, and where; or that it is not any more. */
  async tellVisit(visit: Visit): Promise<void> {
    this.#listener.begin();
    await this.#listener.tell(VISITS, visit);
  }

  /** Ends all streams, so that nothing holds up the end of the server. */
  endStreams(): void {
    this.#closing = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const stream of this.#streams) stream.end('shutdown');
  }

  async close(): Promise<void> {
    this.endStreams();
    clearTimeout(this.#telling);
    await this.#listener.close();
  }

  #begin(stream: SheetStream): void {
    stream.askToReread();
    void this.tellVisit(visitOf(stream));
    this.#tellSoon(keyOf(stream.owner.viewer.organisationId, stream.owner.sheetId));
  }

  #startedListening(): void {
    for (const stream of this.#streams) this.#begin(stream);
  }

  #ended(stream: SheetStream): void {
    this.#streams.delete(stream);
    const { visit } = stream.owner;
    const reopened = [...this.#streams].some(other => other.owner.visit === visit);
    if (!reopened) void this.#listener.tell(VISITS, { ...visitOf(stream), gone: true });
  }

  #hear(announcement: Announcement): void {
    if (announcement.channel === CHANGES) {
      for (const stream of this.#streams) if (stream.concerns(announcement.change)) stream.change(announcement.change);
    } else if (this.#presence.note(announcement.visit)) {
      this.#tellSoon(keyOf(announcement.visit.tenant, announcement.visit.sheet));
    }
  }

  /** Looks whether everybody may still see what they see; who cannot be asked after is told nothing more either. */
  async #check(): Promise<void> {
    for (const stream of this.#streams) {
      const { viewer, sheetId, visit, isAllowed } = stream.owner;
      if (!(await isAllowed().catch(() => false))) stream.end('session');
      const heard = this.#presence.lastHeard(viewer.organisationId, sheetId, visit) ?? stream.startedAt;
      if (this.#listener.listening && Date.now() - heard > SILENT_AFTER_MS) stream.end('silent');
    }
  }

  /** Several people may come at once; they are told of together. */
  #tellSoon(key: string): void {
    this.#toTell.add(key);
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      const keys = new Set(this.#toTell);
      this.#toTell.clear();
      for (const stream of this.#streams)
        if (keys.has(keyOf(stream.owner.viewer.organisationId, stream.owner.sheetId))) void this.#tellPresence(stream);
    }, 50);
  }

  async #tellPresence(stream: SheetStream): Promise<void> {
    const { viewer, sheetId } = stream.owner;
    const people = this.#presence.at(viewer.organisationId, sheetId);
    try {
      const ids = people.map(({ account }) => account);
      const names = ids.length ? await this.#options.namesOf(stream.owner, ids) : new Map<string, string>();
      stream.present(
        people.flatMap(({ account, feature }): NamedPresent[] => {
          const name = names.get(account);
          return name === undefined ? [] : [{ account, name, feature }];
        }),
      );
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'names of people at a sheet could not be read');
    }
  }
}

const visitOf = ({ owner: { viewer, sheetId, visit } }: SheetStream): Visit => ({
  tenant: viewer.organisationId,
  sheet: sheetId,
  visit,
  account: viewer.accountId,
  feature: null,
  gone: false,
});
