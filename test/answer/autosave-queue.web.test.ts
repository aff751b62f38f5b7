import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keptInBrowser } from '../../web/answer/kept-answers.ts';
import type { AnswerDraft } from '../../web/answer/kept-answers.ts';
import { full, not, openQueue, server } from './fixtures/autosave-server.ts';

describe('the autosave queue', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
  });
  afterEach(() => vi.useRealTimers());

  it('saves a change and says when', async () => {
    vi.setSystemTime('2026-11-20T05:03:00Z');
    const api = server();
    const { queue, states } = openQueue(api);
    queue.put('f1', full);
    expect(states.get('f1')).toEqual({ kind: 'saving' });
    await vi.runAllTimersAsync();
    expect(states.get('f1')).toEqual({ kind: 'saved', at: new Date('2026-11-20T05:03:00Z') });
    expect(api.stored.get('f1')).toMatchObject(full);
    expect(queue.pendingCount).toBe(0);
    expect(localStorage.length).toBe(0);
  });

  it('sends typing once, after a pause', async () => {
    const api = server();
    const { queue } = openQueue(api);
    for (const comment of ['年', '年に', '年に1回']) queue.put('f1', { ...full, comment }, 600);
    await vi.advanceTimersByTimeAsync(599);
    expect(api.received).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(api.received.map(({ draft }) => draft.comment)).toEqual(['年に1回']);
  });

  it('sends typing at once when the field is left', async () => {
    const api = server();
    const { queue } = openQueue(api);
    queue.put('f1', { ...full, comment: '年に1回' }, 600);
    queue.flush('f1');
    await vi.advanceTimersByTimeAsync(0);
    expect(api.received).toHaveLength(1);
  });

  it('sends changes of one row in order, leaving out those that were overtaken', async () => {
    const api = server();
    let answerFirst = () => {};
    api.faults.push(() => new Promise(resolve => (answerFirst = resolve)));
    const { queue, states } = openQueue(api);
    queue.put('f1', full);
    queue.put('f1', { ...full, level: 'USED_WITH_OTHER_MEANS' });
    queue.put('f1', not);
    expect(api.received).toHaveLength(1);
    answerFirst();
    await vi.runAllTimersAsync();
    expect(api.received.map(({ draft, version }) => [draft.level, version])).toEqual([
      ['FULLY_USED', 0],
      ['NOT_USED', 1],
    ]);
    expect(states.get('f1')).toMatchObject({ kind: 'saved' });
  });

  it('keeps what could not be sent and repeats it with the same key, waiting longer each time', async () => {
    const api = server();
    api.faults.push('lost before', 'lost before', 'lost before');
    const { queue, states } = openQueue(api);
    queue.put('f1', full);
    await vi.advanceTimersByTimeAsync(0);
    expect(states.get('f1')).toEqual({ kind: 'kept' });
    await vi.advanceTimersByTimeAsync(1_000);
    await vi.advanceTimersByTimeAsync(1_999);
    expect(api.received).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(api.received).toHaveLength(3);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(states.get('f1')).toMatchObject({ kind: 'saved' });
    expect(new Set(api.received.map(({ key }) => key)).size).toBe(1);
  });

  it('does not take its own lost acknowledgement for a conflict', async () => {
    const api = server();
    api.faults.push('lost after');
    const { queue, states } = openQueue(api);
    queue.put('f1', full);
    await vi.advanceTimersByTimeAsync(0);
    queue.put('f1', not);
    await vi.runAllTimersAsync();
    expect(states.get('f1')).toMatchObject({ kind: 'saved' });
    expect(api.stored.get('f1')).toMatchObject({ ...not, version: 2 });
  });

  it('sends up after a reload what the last visit could not', async () => {
    const api = server();
    api.faults.push('lost after', 'lost before');
    const before = openQueue(api);
    before.queue.put('f1', full);
    await vi.advanceTimersByTimeAsync(0);
    before.queue.put('f1', not);
    before.queue.put('f2', full);
    before.queue.close();
    const after = openQueue(api, new Map([['f1', 1]]));
    const wishes = after.queue.resume();
    expect(wishes).toEqual(
      new Map([
        ['f1', not],
        ['f2', full],
      ]),
    );
    await vi.runAllTimersAsync();
    expect(api.stored.get('f1')).toMatchObject(not);
    expect(api.stored.get('f2')).toMatchObject(full);
    expect(localStorage.length).toBe(0);
  });

  it('leaves alone what another person kept in the same browser', async () => {
    const api = server();
    api.faults.push('lost before');
    const mine = openQueue(api);
    mine.queue.put('f1', full);
    await vi.advanceTimersByTimeAsync(0);
    mine.queue.close();
    expect(keptInBrowser(['other', 'organisation', 'round'], localStorage).all()).toEqual(new Map());
  });

  describe('when somebody else has changed the row', () => {
    async function conflict() {
      const api = server();
      const theirs = { ...not, version: 3, answeredByName: '鈴木', answeredAt: '2026-11-20T05:00:00Z' };
      api.stored.set('f1', theirs);
      const opened = openQueue(api, new Map([['f1', 2]]));
      opened.queue.put('f1', full);
      await vi.runAllTimersAsync();
      return { api, theirs, ...opened };
    }

    it('shows theirs and sends nothing until the person has chosen', async () => {
      const { api, theirs, states, queue } = await conflict();
      expect(states.get('f1')).toEqual({ kind: 'conflict', theirs });
      expect(queue.pendingCount).toBe(1);
      queue.retryNow();
      await vi.runAllTimersAsync();
      expect(api.received).toHaveLength(1);
    });

    it('writes over theirs when the person chooses the own version', async () => {
      const { api, queue, states } = await conflict();
      queue.resolve('f1', 'mine');
      await vi.runAllTimersAsync();
      expect(api.stored.get('f1')).toMatchObject({ ...full, version: 4 });
      expect(states.get('f1')).toMatchObject({ kind: 'saved' });
    });

    it('takes theirs when the person chooses it', async () => {
      const { api, theirs, queue, states, shown } = await conflict();
      queue.resolve('f1', 'theirs');
      await vi.runAllTimersAsync();
      expect(shown.get('f1')).toEqual(theirs);
      expect(states.get('f1')).toBeNull();
      expect(api.received).toHaveLength(1);
      expect(localStorage.length).toBe(0);
    });

    it('asks nothing when both say the same', async () => {
      const api = server();
      api.stored.set('f1', { ...full, version: 3, answeredByName: '鈴木', answeredAt: '2026-11-20T05:00:00Z' });
      const { queue, states } = openQueue(api, new Map([['f1', 2]]));
      queue.put('f1', full);
      await vi.runAllTimersAsync();
      expect(states.get('f1')).toMatchObject({ kind: 'saved' });
    });
  });

  describe('when somebody else has changed another part of the row', () => {
    const theirs = (draft: Partial<AnswerDraft>) => ({
      ...full,
      ...draft,
      version: 3,
      answeredByName: '鈴木',
      answeredAt: '2026-11-20T05:00:00Z',
    });
    async function meeting(mine: Partial<AnswerDraft>, changed: Partial<AnswerDraft>) {
      const api = server();
      const opened = openQueue(api, new Map([['f1', 2]]));
      api.stored.set('f1', theirs(changed));
      opened.queue.put('f1', { ...full, ...mine }, 0, full);
      await vi.runAllTimersAsync();
      return { api, ...opened };
    }

    it.each([
      ['a comment here, the level there', { comment: '年に1回' }, { level: 'NOT_USED' }, { level: 'NOT_USED', comment: '年に1回' }],
      ['the level here, a comment there', { level: 'NOT_USED' }, { comment: '済' }, { level: 'NOT_USED', comment: '済' }],
      [
        'the same level on both sides, its means on one',
        { level: 'USED_WITH_OTHER_MEANS' },
        { level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙' },
        { level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙' },
      ],
    ] as [string, Partial<AnswerDraft>, Partial<AnswerDraft>, Partial<AnswerDraft>][])(
      'keeps both and says whose: %s',
      async (_what, mine, changed, together) => {
        const { api, states } = await meeting(mine, changed);
        expect(api.stored.get('f1')).toMatchObject(together);
        expect(states.get('f1')).toMatchObject({ kind: 'saved', mergedWith: '鈴木' });
        expect(localStorage.length).toBe(0);
      },
    );

    it.each([
      ['another level', { level: 'NOT_USED' }, { level: 'USED_WITH_OTHER_MEANS' }],
      ['another comment', { comment: '年に1回' }, { comment: '月に1回' }],
      ['a level that the means written here does not fit', { level: 'USED_WITH_OTHER_MEANS', otherMeans: '紙' }, { level: 'NOT_USED' }],
    ] as [string, Partial<AnswerDraft>, Partial<AnswerDraft>][])('asks the person about %s', async (_what, mine, changed) => {
      const { api, states } = await meeting(mine, changed);
      expect(states.get('f1')).toEqual({ kind: 'conflict', theirs: theirs(changed) });
      expect(api.stored.get('f1')).toEqual(theirs(changed));
    });

    it('asks about means that one wrote and the other’s level does not know', async () => {
      const before: AnswerDraft = { level: 'USED_WITH_OTHER_MEANS', otherMeans: null, comment: null };
      const api = server();
      const { queue, states } = openQueue(api, new Map([['f1', 2]]));
      api.stored.set('f1', theirs({ level: 'NOT_USED' }));
      queue.put('f1', { ...before, otherMeans: '紙' }, 0, before);
      await vi.runAllTimersAsync();
      expect(states.get('f1')).toMatchObject({ kind: 'conflict' });
    });

    it('shows what stands there now when it changes once more before the person has chosen', async () => {
      const { queue, states } = await meeting({ level: 'NOT_USED' }, { level: 'USED_WITH_OTHER_MEANS' });
      const later = { ...theirs({ level: null }), version: 4 };
      queue.renew('f1', later);
      queue.renew('f1', theirs({}));
      expect(states.get('f1')).toEqual({ kind: 'conflict', theirs: later });
    });
  });

  it('sends rows one by one in the order in which they were changed, also after a reload', async () => {
    const api = server();
    api.faults.push('lost before');
    const before = openQueue(api);
    // Storage gives keys back in an order of its own.
    for (const row of ['f3', 'f1', 'f2']) before.queue.put(row, full);
    await vi.advanceTimersByTimeAsync(0);
    before.queue.close();
    api.received.length = 0;
    const after = openQueue(api);
    after.queue.resume();
    await vi.runAllTimersAsync();
    expect(api.received.map(({ featureId }) => featureId)).toEqual(['f3', 'f1', 'f2']);
    expect(api.stored.size).toBe(3);
  });

  it('has one change on its way at a time', async () => {
    const api = server();
    let answerFirst = () => {};
    api.faults.push(() => new Promise(resolve => (answerFirst = resolve)));
    const { queue } = openQueue(api);
    for (const row of ['f1', 'f2']) queue.put(row, full);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(api.received.map(({ featureId }) => featureId)).toEqual(['f1']);
    answerFirst();
    await vi.runAllTimersAsync();
    expect(api.received.map(({ featureId }) => featureId)).toEqual(['f1', 'f2']);
  });

  it('shows a refusal, keeps the change and does not repeat it by itself', async () => {
    const api = server();
    api.faults.push('refused');
    const { queue, states } = openQueue(api);
    queue.put('f1', full);
    await vi.runAllTimersAsync();
    expect(states.get('f1')).toEqual({ kind: 'refused', message: 'この回答票は提出済みです' });
    expect(api.received).toHaveLength(1);
    expect(localStorage.length).toBe(1);
    queue.discard('f1');
    expect(queue.pendingCount).toBe(0);
    expect(localStorage.length).toBe(0);
  });

  it('works without storage', async () => {
    const full_ = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const api = server();
    const { queue } = openQueue(api);
    queue.put('f1', full);
    await vi.runAllTimersAsync();
    expect(api.stored.get('f1')).toMatchObject(full);
    full_.mockRestore();
  });
});
