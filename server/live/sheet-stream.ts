import { Readable } from 'node:stream';
import type { Viewer } from '../access/viewer.ts';
import type { Change } from './announcement.ts';

/** Changes of one transaction come in one by one; they are told together. */
const GATHER_MS = 50;
/** A client that does not read is not waited for. */
const UNREAD_BYTES = 256 * 1024;

/** Whose form it is, which sheet it shows, and how to find out whether the person may still see it. */
export interface StreamOwner {
  viewer: Viewer;
  sheetId: string;
  roundId: string;
  /** One opened form of one browser. */
  visit: string;
  /** Whether session, role and account still allow it. */
  isAllowed: () => Promise<boolean>;
}

/** Somebody at a sheet, as the others see it. */
export interface NamedPresent {
  account: string;
  name: string;
  feature: string | null;
}

/** The stream of server-sent events to one open form. */
export class SheetStream {
  readonly owner: StreamOwner;
  readonly startedAt = Date.now();
  /** What the client reads. */
  readonly body: Readable;
  #rows = new Map<string, { feature: string; version: number | null; by: string | null }>();
  #kinds = new Set<string>();
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #told = '';
  #ended = false;

  /** @param onClose called once, whoever ends it */
  constructor(owner: StreamOwner, retryMs: number, onClose: () => void) {
    this.owner = owner;
    this.body = new Readable({ read() {} });
    this.body.on('close', () => {
      clearTimeout(this.#gathering);
      onClose();
    });
    this.#write(`retry: ${retryMs}\n\n`);
  }

  /** Whether a change concerns the sheet. A round is its runner's, and every asked organisation sees it. */
  concerns({ kind, tenant, subject }: Change): boolean {
    if (kind === 'survey_round') return subject === this.owner.roundId;
    return subject === this.owner.sheetId && tenant === this.owner.viewer.organisationId;
  }

  /** The client should read everything anew, because something may have gone unheard. */
  askToReread(): void {
    this.#event('reread', {});
  }

  change({ kind, feature, version, by }: Change): void {
    if (kind === 'answer' && feature) this.#rows.set(feature, { feature, version, by });
    else this.#kinds.add(kind);
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#event('change', { rows: [...this.#rows.values()], kinds: [...this.#kinds] });
      this.#rows.clear();
      this.#kinds.clear();
    }, GATHER_MS);
  }

  /** Says who is at the sheet, unless that was said last. */
  present(people: readonly NamedPresent[]): void {
    const text = JSON.stringify(people);
    if (text === this.#told) return;
    this.#told = text;
    this.#event('presence', people);
  }

  /** Keeps proxies from closing a quiet connection; the event lets the page notice a dead one, which no comment would. */
  beat(): void {
    this.#write(': beat\n');
    this.#event('beat', {});
  }

  /** Ends the stream and says why. */
  end(reason: 'session' | 'replaced' | 'silent' | 'shutdown'): void {
    if (this.#ended) return;
    this.#event('end', { reason });
    this.#ended = true;
    this.body.push(null);
    // Who does not read to the end is not waited for.
    setTimeout(() => this.body.destroy(), 1_000).unref();
  }

  #event(name: string, data: unknown): void {
    this.#write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  #write(text: string): void {
    if (this.body.destroyed || this.#ended) return;
    this.body.push(text);
    if (this.body.readableLength > UNREAD_BYTES) this.body.destroy();
  }
}
