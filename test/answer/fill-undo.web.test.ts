import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AutosaveQueue } from '../../web/answer/autosave-queue.ts';
import type { SendResult, StoredAnswer } from '../../web/answer/autosave-queue.ts';
import { planFill } from '../../web/answer/fill.ts';
import type { Filling, PreviousAnswer } from '../../web/answer/fill.ts';
import { changed, keptInBrowser } from '../../web/answer/kept-answers.ts';
import type { AnswerDraft, KeptAnswer } from '../../web/answer/kept-answers.ts';
import { actOf, reverse } from '../../web/answer/undo.ts';
import type { RowsAct } from '../../web/answer/undo.ts';

const IDS = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'];
const LEVELS = ['FULLY_USED', 'USED_WITH_OTHER_MEANS', 'NOT_USED'] as const;

const text = fc.option(fc.constantFrom('紙の台帳', '電話', '表計算'), { nil: null });
const draft: fc.Arbitrary<AnswerDraft> = fc.record({
  level: fc.option(fc.constantFrom(...LEVELS), { nil: null }),
  otherMeans: text,
  comment: text,
  logNote: text,
  carryOver: fc.constantFrom(null, 'UNCONFIRMED' as const, 'CONFIRMED' as const),
});
const sheet = fc.tuple(...IDS.map(() => draft)).map(drafts => new Map(IDS.map((id, index) => [id, drafts[index]!])));
const previous: fc.Arbitrary<Map<string, PreviousAnswer>> = fc
  .tuple(...IDS.map(() => fc.option(fc.record({ level: fc.constantFrom(...LEVELS), otherMeans: text, comment: text }))))
  .map(answers => new Map(IDS.flatMap((id, index) => (answers[index] ? [[id, answers[index]]] : []))));
const filling = fc.record({
  ids: fc.subarray(IDS),
  filling: fc.constantFrom<Filling>(...LEVELS, 'SAME_AS_LAST_ROUND'),
  overwrite: fc.boolean(),
  otherMeans: text,
});

describe('filling many rows', () => {
  it('changes no row outside, none that is answered unless asked to, no comment, and counts each row once', () => {
    fc.assert(
      fc.property(sheet, previous, filling, (rows, last, { ids, ...options }) => {
        const draftOf = (id: string) => rows.get(id)!;
        const { drafts, keptCount, overwrittenCount, unknownCount } = planFill(ids, { ...options, draftOf, previous: last });
        expect(drafts.size + keptCount + unknownCount).toBe(ids.length);
        expect([...drafts].filter(([id]) => draftOf(id).level !== null)).toHaveLength(overwrittenCount);
        expect(options.overwrite || overwrittenCount === 0).toBe(true);
        for (const [id, after] of drafts) {
          expect(ids).toContain(id);
          expect(after.comment).toBe(draftOf(id).comment ?? after.comment);
          // What was written without an answer is nobody's to take away.
          expect(after.otherMeans).toBe((draftOf(id).level === null && draftOf(id).otherMeans) || after.otherMeans);
        }
      }),
    );
  });

  it('takes over what was submitted last time, feature by feature, and marks it as not confirmed', () => {
    fc.assert(
      fc.property(sheet, previous, (rows, last) => {
        const open = IDS.filter(id => rows.get(id)!.level === null && last.has(id));
        const options = {
          filling: 'SAME_AS_LAST_ROUND' as const,
          overwrite: false,
          draftOf: (id: string) => rows.get(id)!,
          previous: last,
        };
        const { drafts } = planFill(IDS, options);
        expect([...drafts.keys()]).toEqual(open);
        for (const [id, { level, carryOver }] of drafts) expect([level, carryOver]).toEqual([last.get(id)!.level, 'UNCONFIRMED']);
        // Any word of the person confirms it; another level makes it an answer of its own.
        for (const [, taken] of drafts) {
          expect(changed(taken, { comment: '確認' }).carryOver).toBe('CONFIRMED');
          expect(changed(taken, { level: taken.level }).carryOver).toBe('CONFIRMED');
          expect(changed(taken, { level: taken.level === 'NOT_USED' ? 'FULLY_USED' : 'NOT_USED' }).carryOver).toBeNull();
        }
      }),
    );
  });
});

describe('taking back', () => {
  const stays = { level: 'NOT_USED', otherMeans: null, comment: '同僚が変更', logNote: null, carryOver: null } as const;

  it('brings every row back to where it was, one act after another', () => {
    fc.assert(
      fc.property(sheet, previous, fc.array(filling, { minLength: 1, maxLength: 6 }), (start, last, fillings) => {
        const rows = new Map(start);
        const draftOf = (id: string) => rows.get(id)!;
        const acts: RowsAct[] = [];
        for (const { ids, ...options } of fillings) {
          const act = actOf('', planFill(ids, { ...options, draftOf, previous: last }).drafts, draftOf);
          if (!act) continue;
          acts.push(act);
          for (const [id, after] of act.after) rows.set(id, after);
        }
        for (const act of acts.toReversed()) for (const [id, before] of reverse(act, draftOf).drafts) rows.set(id, before);
        expect(rows).toEqual(start);
      }),
    );
  });

  it('leaves rows alone that somebody has changed since, and says how many', () => {
    fc.assert(
      fc.property(sheet, filling, fc.subarray(IDS), (start, { ids, ...options }, later) => {
        const rows = new Map(start);
        const draftOf = (id: string) => rows.get(id)!;
        const act = actOf('', planFill(ids, { ...options, draftOf, previous: new Map() }).drafts, draftOf);
        if (!act) return;
        for (const [id, after] of act.after) rows.set(id, after);
        for (const id of later) rows.set(id, stays);
        const { drafts, changedSinceCount } = reverse(act, draftOf);
        expect(changedSinceCount).toBe(later.filter(id => act.before.has(id)).length);
        for (const [id, before] of drafts) rows.set(id, before);
        for (const id of IDS) expect(rows.get(id)).toEqual(later.includes(id) ? stays : start.get(id));
      }),
    );
  });
});

describe('taking back what was saved', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    localStorage.clear();
  });
  afterEach(() => vi.useRealTimers());

  it('stores again what stood there before, however bad the line was', async () => {
    await fc.assert(
      fc.asyncProperty(sheet, filling, fc.array(fc.boolean(), { maxLength: 4 }), async (start, { ids, ...options }, losses) => {
        localStorage.clear();
        const stored = new Map<string, StoredAnswer>(
          [...start].map(([id, answer]) => [id, { ...answer, version: 1, answeredByName: '', answeredAt: '' }]),
        );
        const done = new Map<string, SendResult>();
        const lost = [...losses];
        const write = ({ featureId, draft: after, version, key }: KeptAnswer): SendResult => {
          const known = done.get(key + featureId);
          if (known) return known;
          const there = stored.get(featureId)!;
          if (there.version !== version) return { kind: 'conflict', theirs: there };
          stored.set(featureId, { ...there, ...after, version: version + 1 });
          done.set(key + featureId, { kind: 'saved', answer: stored.get(featureId)! });
          return done.get(key + featureId)!;
        };
        let key = 0;
        const queue = new AutosaveQueue(new Map(IDS.map(id => [id, 1])), {
          kept: keptInBrowser(['scope'], localStorage),
          send: async answer => (lost.shift() ? { kind: 'unreachable' } : write(answer)),
          sendTogether: async answers => {
            const results = answers.map(write);
            return lost.shift() ? answers.map(() => ({ kind: 'unreachable' })) : results;
          },
          newKey: () => `key ${key++}`,
          onState: () => {},
          onStored: () => {},
        });
        const draftOf = (id: string) => stored.get(id)!;
        const act = actOf('', planFill(ids, { ...options, draftOf, previous: new Map() }).drafts, draftOf);
        if (!act) return;
        queue.putAll(act.after);
        await vi.runAllTimersAsync();
        queue.putAll(reverse(act, draftOf).drafts);
        await vi.runAllTimersAsync();
        expect(queue.pendingCount).toBe(0);
        for (const [id, before] of start) expect(stored.get(id)).toMatchObject(before);
      }),
      { numRuns: 50 },
    );
  });
});
