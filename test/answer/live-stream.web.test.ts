import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LiveStream } from '../../web/answer/live-stream.ts';
import { fakeEventSource } from './fixtures/event-source.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function open() {
  const opened = fakeEventSource();
  const heard: string[] = [];
  const stream = new LiveStream({
    url: '/live',
    onChange: change => heard.push(`change ${JSON.stringify(change)}`),
    onPresence: people => heard.push(`presence ${people.length}`),
    onReread: () => heard.push('reread'),
    onLive: live => heard.push(live ? 'live' : 'not live'),
  });
  stream.start();
  return { stream, opened, heard };
}

it('is live once the server has said so, and passes on what it says', () => {
  const { opened, heard } = open();
  expect(heard).toEqual([]);
  opened[0]!.say('reread');
  opened[0]!.say('change', { rows: [], kinds: ['answer_sheet'] });
  opened[0]!.say('presence', []);
  expect(heard).toEqual(['live', 'reread', 'change {"rows":[],"kinds":["answer_sheet"]}', 'presence 0']);
});

it('begins anew after a failure, waiting longer each time, and at once again when it had worked', () => {
  const { opened, heard } = open();
  for (const wait of [1_000, 2_000, 4_000]) {
    const count = opened.length;
    opened.at(-1)!.onerror!();
    vi.advanceTimersByTime(wait - 1);
    expect(opened).toHaveLength(count);
    vi.advanceTimersByTime(1);
    expect(opened).toHaveLength(count + 1);
  }
  opened.at(-1)!.say('reread');
  opened.at(-1)!.say('end', { reason: 'shutdown' });
  vi.advanceTimersByTime(1_000);
  expect(opened).toHaveLength(5);
  expect(heard).toEqual(['live', 'reread', 'not live']);
});

it.each([
  ['a proxy lets nothing through', 15_000, () => {}],
  ['the line dies without a word', 40_000, (source: { say: (name: string) => void }) => source.say('reread')],
])('notices when %s', (_what, silence, before) => {
  const { opened } = open();
  before(opened[0]!);
  vi.advanceTimersByTime(silence - 1);
  expect(opened[0]!.closed).toBe(false);
  vi.advanceTimersByTime(1);
  expect(opened[0]!.closed).toBe(true);
  vi.advanceTimersByTime(1_000);
  expect(opened).toHaveLength(2);
});

it('stays as long as the server beats', () => {
  const { opened } = open();
  for (let beat = 0; beat < 10; beat++) {
    opened[0]!.say('beat');
    vi.advanceTimersByTime(30_000);
  }
  expect(opened).toHaveLength(1);
});

it('lets the page ask for something when its session has ended, so that the person sees it', () => {
  const { opened, heard } = open();
  opened[0]!.say('reread');
  opened[0]!.say('end', { reason: 'session' });
  expect(heard).toEqual(['live', 'reread', 'not live', 'reread']);
});

it('says and does nothing more once it is stopped', () => {
  const { stream, opened, heard } = open();
  opened[0]!.say('reread');
  opened[0]!.onerror!();
  stream.stop();
  vi.advanceTimersByTime(120_000);
  opened[0]!.say('presence', []);
  expect(opened).toHaveLength(1);
  expect(heard).toEqual(['live', 'reread', 'not live']);
});
