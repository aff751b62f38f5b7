import type { AnswerDraft, KeptAnswer, KeptAnswers } from './kept-answers.ts';
import { mergeDrafts, sameDraft } from './kept-answers.ts';

/** An answer as the server has it. Null where nobody has answered yet, which counts as version 0. */
export interface StoredAnswer extends AnswerDraft {
  version: number;
  answeredByName: string;
  answeredAt: string;
}

/** What became of one attempt to save. */
export type SendResult =
  | { kind: 'saved'; answer: StoredAnswer }
  /** Somebody else has changed the row meanwhile; `theirs` is what stands there now. */
  | { kind: 'conflict'; theirs: StoredAnswer | null }
  /** The server said no and would say it again. */
  | { kind: 'refused'; message: string }
  /** No word from the server, or its word to try later. */
  | { kind: 'unreachable' };

/** How a row stands, as its person is told. A row without a state has no change of its own. */
export type RowState =
  | { kind: 'saving' }
  /** `mergedWith` names whose change of another part of the row was kept beside the own one. */
  | { kind: 'saved'; at: Date; mergedWith?: string }
  /** Not saved, kept in this browser and tried again. */
  | { kind: 'kept' }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; theirs: StoredAnswer | null };

export interface AutosaveOptions {
  kept: KeptAnswers;
  send: (answer: KeptAnswer) => Promise<SendResult>;
  /** Sends several in one request; answers in their order. `refused` for all means that the request itself was. */
  sendTogether: (answers: readonly KeptAnswer[]) => Promise<SendResult[]>;
  newKey: () => string;
  /** Called with each new state of a row; null when the row's own change was dropped. */
  onState: (featureId: string, state: RowState | null) => void;
  /** Called with what the server has now, after a save or a choice for the other version. */
  onStored: (featureId: string, answer: StoredAnswer | null) => void;
  /** Called when a wish was brought together with what somebody else has changed meanwhile. */
  onMerged?: (featureId: string, draft: AnswerDraft) => void;
}

/** What waits in one row: an attempt whose outcome is unknown, and the newest wish behind it. */
interface Row {
  sent: KeptAnswer | null;
  next: KeptAnswer | null;
  inFlight: boolean;
  /** The person has to decide before anything is sent: a conflict or a refusal. */
  held: boolean;
  theirs: StoredAnswer | null;
  mergedWith: string | undefined;
  pause: ReturnType<typeof setTimeout> | undefined;
}

/** The answer that a person started from, and its version where that is not the latest one known. */
type Seen = AnswerDraft & { version?: number };
type Ready = [featureId: string, row: Row];

/** Rows in one request; the API takes twice as many. */
const MOST_TOGETHER = 500;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Saves changed answers one after another, in the order in which they were changed, and gives none up. What was changed in one
 * act goes in one request.
 *
 * In a row the newest change wins; an attempt whose outcome is unknown is repeated with its own key before anything newer
 * goes out, so the server can tell a repetition from a second change. Every change is kept until acknowledged.
 */
export class AutosaveQueue {
  readonly #options: AutosaveOptions;
  readonly #rows = new Map<string, Row>();
  readonly #versions: Map<string, number>;
  #failures = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #order = 0;

  /** @param versions version of each answer as last seen, by feature */
  constructor(versions: ReadonlyMap<string, number>, options: AutosaveOptions) {
    this.#versions = new Map(versions);
    this.#options = options;
  }

  /** Rows with a change that the server has not acknowledged. */
  get pendingCount(): number {
    return [...this.#rows.values()].filter(row => row.sent || row.next).length;
  }

  /** Takes up what an earlier visit left behind and sends it. Returns the newest wish of each row. */
  resume(): Map<string, AnswerDraft> {
    const orderOf = (answers: readonly KeptAnswer[]): number => Math.min(...answers.map(({ order = 0 }) => order));
    for (const [featureId, [first, second]] of [...this.#options.kept.all()].toSorted(([, a], [, b]) => orderOf(a) - orderOf(b))) {
      this.#order = Math.max(this.#order, first?.order ?? 0, second?.order ?? 0);
      const row = this.#row(featureId);
      if (first?.sent) [row.sent, row.next] = [first, second ?? null];
      else row.next = first ?? null;
      this.#options.onState(featureId, { kind: 'saving' });
    }
    this.#pump();
    return new Map(
      [...this.#rows].flatMap(([featureId, row]) => ((row.next ?? row.sent) ? [[featureId, (row.next ?? row.sent)!.draft]] : [])),
    );
  }

  /**
   * Wishes a row to be like this. It is kept at once and sent after `pauseMs`, unless the wish changes again before.
   *
   * @param seen the answer that the person started from; left out, nothing is brought together with others' changes
   */
  put(featureId: string, draft: AnswerDraft, pauseMs = 0, seen?: Seen): void {
    this.#wish(featureId, draft, seen, undefined, pauseMs);
    this.#pump();
  }

  /** Wishes many rows to be like this, as one act: they go in one request where nothing of theirs is under way. */
  putAll(drafts: ReadonlyMap<string, AnswerDraft>, seen: (featureId: string) => Seen | undefined = () => undefined): void {
    const act = drafts.size > 1 ? this.#options.newKey() : undefined;
    for (const [featureId, draft] of drafts) this.#wish(featureId, draft, seen(featureId), act, 0);
    this.#pump();
  }

  #wish(featureId: string, draft: AnswerDraft, seen: Seen | undefined, act: string | undefined, pauseMs: number): void {
    const row = this.#row(featureId);
    // A wish that has not gone out yet rests on what its person saw then, also when it is changed once more.
    const before = row.next ?? { version: seen?.version ?? this.#versions.get(featureId) ?? 0, base: row.sent?.draft ?? seen };
    const order = row.next?.order ?? ++this.#order;
    row.next = {
      featureId,
      draft,
      version: before.version,
      base: before.base,
      order,
      ...(act && { act }),
      key: this.#options.newKey(),
      sent: false,
    };
    row.held = false;
    clearTimeout(row.pause);
    row.pause = pauseMs > 0 ? setTimeout(() => this.flush(featureId), pauseMs) : undefined;
    this.#keep(featureId, row);
    this.#options.onState(featureId, { kind: this.#retry === undefined ? 'saving' : 'kept' });
  }

  /** Learns which versions the server has now. A row with a change under way keeps what its person saw. */
  see(versions: ReadonlyMap<string, number>): void {
    for (const [featureId, version] of versions) if (!this.#rows.has(featureId)) this.#versions.set(featureId, version);
  }

  /** Learns what stands in a row that its person has to decide about, should that have changed once more. */
  renew(featureId: string, theirs: StoredAnswer): void {
    const row = this.#rows.get(featureId);
    if (!row?.held || !row.theirs || row.theirs.version >= theirs.version) return;
    row.theirs = theirs;
    this.#options.onState(featureId, { kind: 'conflict', theirs });
  }

  /** Ends the pause of one row, or of all, and sends. */
  flush(featureId?: string): void {
    for (const [id, row] of this.#rows) {
      if (featureId !== undefined && id !== featureId) continue;
      clearTimeout(row.pause);
      row.pause = undefined;
    }
    this.#pump();
  }

  /** Tries again now instead of waiting, for instance because the network is back. */
  retryNow(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.flush();
  }

  /** Settles a conflict: the person's own version goes over the other, or gives way to it. */
  resolve(featureId: string, choice: 'mine' | 'theirs'): void {
    const row = this.#row(featureId);
    const version = row.theirs?.version ?? 0;
    this.#versions.set(featureId, version);
    if (choice === 'mine' && row.next) {
      row.next.version = version;
      return this.put(featureId, row.next.draft);
    }
    this.#options.onStored(featureId, row.theirs);
    this.discard(featureId);
  }

  /** Drops the change of a row that the server has refused. */
  discard(featureId: string): void {
    this.#rows.delete(featureId);
    this.#options.kept.clear(featureId);
    this.#options.onState(featureId, null);
  }

  /** Ends all sending. What is not acknowledged stays kept for the next visit. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    for (const row of this.#rows.values()) clearTimeout(row.pause);
  }

  #row(featureId: string): Row {
    const known = this.#rows.get(featureId);
    if (known) return known;
    const row: Row = {
      sent: null,
      next: null,
      inFlight: false,
      held: false,
      theirs: null,
      mergedWith: undefined,
      pause: undefined,
    };
    this.#rows.set(featureId, row);
    return row;
  }

  #keep(featureId: string, row: Row): void {
    this.#options.kept.keep(
      featureId,
      [row.sent, row.next].filter(answer => answer !== null),
    );
  }

  #pump(): void {
    if (this.#closed || this.#retry !== undefined) return;
    const rows = [...this.#rows];
    // One at a time: what was answered first goes up first, and a long outage does not end in a flood.
    if (rows.some(([, row]) => row.inFlight)) return;
    const ready = rows.filter(([, row]) => !row.held && (row.sent ?? (row.next && row.pause === undefined)));
    if (ready[0]) void this.#send(goingWith(ready[0], ready));
  }

  async #send(rows: readonly Ready[]): Promise<void> {
    const together = rows.length > 1 ? { together: true as const, key: this.#options.newKey() } : {};
    for (const [featureId, row] of rows) {
      if (!row.sent) {
        [row.sent, row.next] = [{ ...row.next!, ...together, sent: true }, null];
        this.#keep(featureId, row);
      }
      row.inFlight = true;
    }
    const answers = rows.map(([, row]) => row.sent!);
    const results = answers[0]!.together ? await this.#options.sendTogether(answers) : [await this.#options.send(answers[0]!)];
    for (const [, row] of rows) row.inFlight = false;
    // A closed queue leaves the entries kept: sending them once more with the same key changes nothing.
    if (this.#closed) return;
    if (results.some(({ kind }) => kind === 'unreachable')) this.#waitAndRetry();
    else if (answers[0]!.together && results.every(({ kind }) => kind === 'refused')) this.#part(rows);
    else for (const [index, [featureId, row]] of rows.entries()) this.#take(featureId, row, results[index]!);
    this.#pump();
  }

  /** Sends rows one by one whose common request was refused, so that each shows its own fault. */
  #part(rows: readonly Ready[]): void {
    for (const [featureId, row] of rows) {
      [row.sent, row.next] = [null, this.#alone(row.next ?? row.sent!)];
      this.#keep(featureId, row);
    }
  }

  #take(featureId: string, row: Row, result: SendResult): void {
    if (result.kind === 'unreachable') return;
    this.#failures = 0;
    const wish = row.next ?? row.sent!;
    const newest = row.next !== null;
    const base = row.sent!.base;
    row.sent = null;
    if (result.kind === 'saved') {
      this.#stored(featureId, result.answer);
      if (!row.next) return this.#settled(featureId, row.mergedWith);
      row.next.version = result.answer.version;
    } else if (result.kind === 'conflict' && result.theirs && sameDraft(wish.draft, result.theirs)) {
      this.#stored(featureId, result.theirs);
      return this.#settled(featureId);
    } else if (result.kind === 'conflict') {
      const merged = base && result.theirs ? mergeDrafts(base, wish.draft, result.theirs) : null;
      if (merged) return this.#merge(featureId, row, wish, merged, result.theirs!);
      this.#hold(row, wish);
      row.theirs = result.theirs;
      this.#options.onState(featureId, result);
    } else if (!newest) {
      this.#hold(row, wish);
      this.#options.onState(featureId, result);
    }
    this.#keep(featureId, row);
  }

  #stored(featureId: string, answer: StoredAnswer): void {
    this.#versions.set(featureId, answer.version);
    this.#options.onStored(featureId, answer);
  }

  #settled(featureId: string, mergedWith?: string): void {
    this.#rows.delete(featureId);
    this.#options.kept.clear(featureId);
    this.#options.onState(featureId, { kind: 'saved', at: new Date(), ...(mergedWith && { mergedWith }) });
  }

  /** Puts the own change beside somebody else's of another part of the row, and sends both. */
  #merge(featureId: string, row: Row, wish: KeptAnswer, draft: AnswerDraft, theirs: StoredAnswer): void {
    this.#stored(featureId, theirs);
    this.#options.onMerged?.(featureId, draft);
    if (sameDraft(draft, theirs)) return this.#settled(featureId, theirs.answeredByName);
    row.next = { ...this.#alone(wish), draft, version: theirs.version, base: theirs };
    row.mergedWith = theirs.answeredByName;
    this.#keep(featureId, row);
  }

  /** Keeps a wish without sending it; should the page be loaded anew, it is tried once more, as a new act. */
  #hold(row: Row, wish: KeptAnswer): void {
    row.next = this.#alone(wish);
    row.held = true;
  }

  /** A wish as a new act of its own, apart from the rows that it went with. */
  #alone({ act: _act, together: _together, ...wish }: KeptAnswer): KeptAnswer {
    return { ...wish, key: this.#options.newKey(), sent: false };
  }

  #waitAndRetry(): void {
    for (const [featureId, row] of this.#rows) if (row.sent) this.#options.onState(featureId, { kind: 'kept' });
    if (this.#retry !== undefined) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    this.#retry = setTimeout(() => this.retryNow(), wait);
  }
}

/** The rows that go in one request with the first: what went together goes together again, what was changed in one act goes now. */
function goingWith(first: Ready, ready: readonly Ready[]): readonly Ready[] {
  const { sent, next } = first[1];
  if (sent) return sent.together ? inOrder(ready.filter(([, row]) => row.sent?.key === sent.key)) : [first];
  if (!next?.act) return [first];
  return inOrder(ready.filter(([, row]) => !row.sent && row.next?.act === next.act)).slice(0, MOST_TOGETHER);
}

/** A repetition must be the same request to the letter, also when its rows come out of the browser's storage. */
function inOrder(rows: readonly Ready[]): readonly Ready[] {
  const orderOf = ([, { sent, next }]: Ready): number => (sent ?? next)?.order ?? 0;
  return rows.toSorted((one, other) => orderOf(one) - orderOf(other));
}
