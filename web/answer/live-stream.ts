/** Who has the sheet open now, as the server tells it. */
export interface Present {
  account: string;
  name: string;
  /** Row that the person is at; null for none. */
  feature: string | null;
}

/** What has changed: rows by feature with their version, and what else by its kind. */
export interface SheetChange {
  rows: { feature: string; version: number | null; by: string | null }[];
  kinds: string[];
}

export interface LiveStreamOptions {
  url: string;
  onChange: (change: SheetChange) => void;
  onPresence: (people: Present[]) => void;
  /** Something may have gone unheard; everything should be read anew. */
  onReread: () => void;
  /** Whether changes are heard of now. */
  onLive: (live: boolean) => void;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;
/** The server says something at once and every fifteen seconds; where it is silent, a proxy keeps the stream or the line is dead. */
const SILENCE_MS = 40_000;
const FIRST_WORD_MS = 15_000;

/** A stream of server-sent events that begins anew by itself, waiting longer after each failure, until it is stopped. */
export class LiveStream {
  readonly #options: LiveStreamOptions;
  #source: EventSource | undefined;
  #failures = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isLive = false;

  constructor(options: LiveStreamOptions) {
    this.#options = options;
  }

  /** Begins now, also where it was waiting to begin anew. */
  start(): void {
    if (this.#source || typeof EventSource === 'undefined') return;
    clearTimeout(this.#retry);
    const source = new EventSource(this.#options.url);
    this.#source = source;
    const hear = <Data>(name: string, act: (data: Data) => void): void =>
      source.addEventListener(name, ({ data }: MessageEvent<string>) => {
        if (this.#source !== source) return;
        this.#expectWord(SILENCE_MS);
        act(JSON.parse(data) as Data);
      });
    hear('reread', () => {
      this.#failures = 0;
      this.#setLive(true);
      this.#options.onReread();
    });
    hear<SheetChange>('change', change => this.#options.onChange(change));
    hear<Present[]>('presence', people => this.#options.onPresence(people));
    hear('beat', () => {});
    hear<{ reason: string }>('end', ({ reason }) => {
      this.#fail();
      // Asking the server for anything shows the person what has become of the session.
      if (reason === 'session') this.#options.onReread();
    });
    source.onerror = () => this.#source === source && this.#fail();
    this.#expectWord(FIRST_WORD_MS);
  }

  /** Ends it until it is started again. */
  stop(): void {
    clearTimeout(this.#retry);
    this.#close();
  }

  #expectWord(within: number): void {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#fail(), within);
  }

  #fail(): void {
    this.#close();
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failures++);
    // Not all at once after the server has restarted.
    this.#retry = setTimeout(() => this.start(), wait * (0.8 + Math.random() * 0.4));
  }

  #close(): void {
    clearTimeout(this.#watch);
    this.#source?.close();
    this.#source = undefined;
    this.#setLive(false);
  }

  #setLive(live: boolean): void {
    if (live === this.#isLive) return;
    this.#isLive = live;
    this.#options.onLive(live);
  }
}
