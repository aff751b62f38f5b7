import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { full, not, openQueue, server } from './fixtures/autosave-server.ts';

describe('the autosave queue', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
  });
  afterEach(() => vi.useRealTimers());

  describe('with many rows at once', () => {
    const all = new Map(['f3', 'f1', 'f2'].map(featureId => [featureId, full]));

    it('sends them in one request', async () => {
      const api = server();
      const { queue, states } = openQueue(api);
      queue.putAll(all);
      await vi.runAllTimersAsync();
      expect(api.requests).toHaveLength(1);
      expect(api.received).toEqual([]);
      expect([...states.values()]).toEqual([1, 2, 3].map(() => ({ kind: 'saved', at: expect.any(Date) })));
      expect(localStorage.length).toBe(0);
    });

    it.each(['lost before', 'lost after'] as const)('repeats a request that was %s arriving with the same key and rows', async fault => {
      const api = server();
      api.faults.push(fault);
      const { queue, states } = openQueue(api);
      queue.putAll(all);
      await vi.advanceTimersByTimeAsync(0);
      expect(states.get('f2')).toEqual({ kind: 'kept' });
      await vi.runAllTimersAsync();
      expect(api.requests[1]).toEqual(api.requests[0]);
      expect(api.stored.get('f2')).toMatchObject({ ...full, version: 1 });
      expect(states.get('f2')).toMatchObject({ kind: 'saved' });
    });

    it('repeats after a reload the very request that the last visit sent, and behind it what was changed since', async () => {
      const api = server();
      api.faults.push('lost after');
      const before = openQueue(api);
      before.queue.putAll(all);
      await vi.advanceTimersByTimeAsync(0);
      before.queue.put('f2', not);
      before.queue.close();
      const after = openQueue(api);
      expect(after.queue.resume().get('f2')).toEqual(not);
      await vi.runAllTimersAsync();
      expect(api.requests[1]).toEqual(api.requests[0]);
      expect(api.stored.get('f2')).toMatchObject({ ...not, version: 2 });
      expect(localStorage.length).toBe(0);
    });

    it('holds only the row that somebody else has changed', async () => {
      const api = server();
      const theirs = { ...not, version: 1, answeredByName: '鈴木', answeredAt: '2026-11-20T05:00:00Z' };
      api.stored.set('f2', theirs);
      const { queue, states } = openQueue(api);
      queue.putAll(all);
      await vi.runAllTimersAsync();
      expect(states.get('f2')).toEqual({ kind: 'conflict', theirs });
      expect(states.get('f1')).toMatchObject({ kind: 'saved' });
      expect(localStorage.length).toBe(1);
      queue.resolve('f2', 'mine');
      await vi.runAllTimersAsync();
      expect(api.stored.get('f2')).toMatchObject({ ...full, version: 2 });
    });

    it('sends rows one by one whose common request was refused, so that each shows its own fault', async () => {
      const api = server();
      api.faults.push('refused', 'refused');
      const { queue, states } = openQueue(api);
      queue.putAll(all);
      await vi.runAllTimersAsync();
      expect(api.received.map(({ featureId }) => featureId).toSorted()).toEqual(['f1', 'f2', 'f3']);
      expect(new Set([...api.received, ...api.requests[0]!].map(({ key }) => key)).size).toBe(4);
      expect([...states.values()].map(state => String(state?.kind)).toSorted()).toEqual(['refused', 'saved', 'saved']);
    });

    it('waits with a row whose earlier change is still on its way', async () => {
      const api = server();
      let answerFirst = () => {};
      api.faults.push(() => new Promise(resolve => (answerFirst = resolve)));
      const { queue } = openQueue(api);
      queue.put('f1', not);
      queue.putAll(all);
      expect(api.requests).toEqual([]);
      answerFirst();
      await vi.runAllTimersAsync();
      expect(api.requests.map(rows => rows.map(({ featureId }) => featureId))).toEqual([['f3', 'f1', 'f2']]);
      expect(api.stored.get('f1')).toMatchObject({ ...full, version: 2 });
    });
  });
});
