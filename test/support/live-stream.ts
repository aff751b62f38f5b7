import { randomUUID } from 'node:crypto';
import type { Person } from './person.ts';

/** One server-sent event. */
export interface LiveEvent {
  event: string;
  data: unknown;
}

/** A stream of server-sent events as a browser reads it. */
export class LiveStream {
  readonly visit: string;
  readonly events: LiveEvent[] = [];
  /** Everything that came over the wire. */
  text = '';
  status = 0;
  headers = new Headers();
  /** Resolves when the server has ended it. */
  readonly ended: Promise<void>;
  private readonly abort = new AbortController();
  private opened!: () => void;
  private readonly open = new Promise<void>(resolve => (this.opened = resolve));

  private constructor(url: string, headers: Record<string, string>, visit: string) {
    this.visit = visit;
    this.ended = this.read(url, headers);
    this.ended.catch(() => {});
  }

  /** Opens the stream of a sheet and waits for the head of the answer. */
  static async of(
    address: string,
    person: Pick<Person, 'cookie'>,
    roundId: string,
    { visit = randomUUID(), headers = {} }: { visit?: string; headers?: Record<string, string> } = {},
  ): Promise<LiveStream> {
    const cookie: Record<string, string> = person.cookie ? { cookie: person.cookie } : {};
    const stream = new LiveStream(`${address}/live/answer-sheet/${roundId}?visit=${visit}`, { ...cookie, ...headers }, visit);
    await stream.open;
    return stream;
  }

  of(event: string): unknown[] {
    return this.events.filter(each => each.event === event).map(({ data }) => data);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(url: string, headers: Record<string, string>): Promise<void> {
    try {
      const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: this.abort.signal });
      [this.status, this.headers] = [response.status, response.headers];
      this.opened();
      let rest = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        this.text += chunk;
        const parts = (rest + chunk).split('\n\n');
        rest = parts.pop()!;
        for (const part of parts) {
          const [, event] = /^event: (.*)$/m.exec(part) ?? [];
          const [, data] = /^data: (.*)$/m.exec(part) ?? [];
          if (event) this.events.push({ event, data: data ? (JSON.parse(data) as unknown) : undefined });
        }
      }
    } catch (error) {
      if (!this.abort.signal.aborted) throw error;
    } finally {
      this.opened();
    }
  }
}
