import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leadBegan, occasionOn } from '../../server/reminder/occasion.ts';
import { daysAfter } from '../../server/scalars.ts';

/** One person is told of one date, morning by morning, while the lead times change on some days. */
const DATE = '2028-02-29';
const LONGEST = 60;

interface Change {
  /** Days before the date on which, after the morning's run, these lead times come to hold. */
  at: number;
  leadDays: number[];
}

/** Days before the date on which the person is told, and the lead times in force then. */
function toldOn(first: number[], changes: Change[]): number[] {
  let rule: Parameters<typeof leadBegan>[0] = { on: DATE, leadDays: first, former: [] };
  let lastTold = '';
  const days: number[] = [];
  for (let left = LONGEST + 1; left >= 0; left--) {
    const day = daysAfter(DATE, -left);
    const since = occasionOn({ ...rule, isDue: true }, day) === null ? null : leadBegan(rule, day)!;
    if (since !== null && lastTold < since) {
      days.push(left);
      lastTold = day;
    }
    for (const { leadDays } of changes.filter(({ at }) => at === left))
      rule = { on: DATE, leadDays, former: [{ leadDays: rule.leadDays, until: day }, ...(rule.former ?? [])] };
  }
  return days;
}

const leadTimes = fc
  .uniqueArray(fc.integer({ min: 0, max: LONGEST }), { minLength: 1, maxLength: 5 })
  .map(days => days.toSorted((one, other) => other - one));
const changes = fc.uniqueArray(fc.record({ at: fc.integer({ min: 1, max: LONGEST }), leadDays: leadTimes }), {
  maxLength: 4,
  selector: ({ at }) => at,
});

it('tells at each lead time, once', () => {
  fc.assert(
    fc.property(leadTimes, leadDays => {
      expect(toldOn(leadDays, [])).toEqual(leadDays);
    }),
  );
});

it('loses no lead time that falls due after it was set, whatever was changed', () => {
  fc.assert(
    fc.property(leadTimes, changes, (first, all) => {
      const told = toldOn(first, all);
      const ordered = all.toSorted((one, other) => other.at - one.at);
      const periods = [{ at: LONGEST + 2, leadDays: first }, ...ordered];
      for (const [place, { at, leadDays }] of periods.entries()) {
        const until = periods[place + 1]?.at ?? 0;
        // A morning's run comes before a change of the same day.
        for (const due of leadDays.filter(days => days < at && days >= until)) expect(told).toContain(due);
      }
    }),
  );
});

it('tells nobody again because lead times were moved: whoever knows hears of it on a lead time that falls due, or not at all', () => {
  fc.assert(
    fc.property(leadTimes, changes, (first, all) => {
      const [, ...again] = toldOn(first, all);
      const due = new Set([...first, ...all.flatMap(({ leadDays }) => leadDays)]);
      // What falls due on the day of a change is told by the next morning's run.
      for (const day of again) expect(due.has(day) || (due.has(day + 1) && all.some(({ at }) => at === day + 1))).toBe(true);
    }),
  );
});

it('tells what fell into a time in which nobody was to be told as soon as that is over', () => {
  expect(
    toldOn(
      [50, 20, 5],
      [
        { at: 30, leadDays: [] },
        { at: 15, leadDays: [50, 20, 5] },
      ],
    ),
  ).toEqual([50, 14, 5]);
});

it('tells whoever was never told as soon as a lead time that has passed is set', () => {
  expect(toldOn([7], [{ at: 30, leadDays: [50, 7] }])).toEqual([29, 7]);
});
