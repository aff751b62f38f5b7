import { daysAfter } from '../scalars.ts';

/** Days before a due day, negative after it, on which people are reminded. */
const DUE_STEPS = [14, 7, 3, 1, 0, -1, -3, -7] as const;

/** Days since a matter without a due day arose. */
const OPEN_STEPS = [0, 3, 7, 14] as const;

/** Occasion of what a runner asks for by hand. */
export const BY_HAND = 'BY_HAND';

/** Cause of a run that somebody made to try whether mails arrive, by an id of its own; the number of the day is its occasion. */
export const testCause = (id: string): string => `TEST ${id}`;
export const isTest = (cause: string): boolean => cause.startsWith('TEST ');

/** Occasions on which somebody above is told of what others have left undone. */
export const ESCALATED = { coordinator: 'ESCALATED_COORDINATOR', manager: 'ESCALATED_MANAGER' } as const;

/** Occasion of a hand-over, by the version of the care: each is told once. */
export const handedOverIn = (version: number): string => `HANDED_OVER_${version}`;

/** Days from one day to another, both YYYY-MM-DD. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/**
 * The occasion that a day falls under, null when it is too early for one. It is the latest that was reached, so that a morning
 * on which nothing ran is made up for by the next one, and whatever lies before that is not told any more.
 */
export function occasionOn(anchor: { on: string; isDue: boolean; leadDays?: readonly number[] }, day: string): string | null {
  if (anchor.isDue) {
    const left = daysBetween(day, anchor.on);
    const step = (anchor.leadDays ?? DUE_STEPS).findLast(days => left <= days);
    return step === undefined ? null : step > 0 ? `BEFORE_${step}` : step === 0 ? 'DUE' : `AFTER_${-step}`;
  }
  const age = daysBetween(anchor.on, day);
  const step = OPEN_STEPS.findLast(days => age >= days);
  return step === undefined ? null : `OPEN_${step}`;
}

/** A date with the lead times that hold for it, and those that held before, latest first. */
interface LeadTimes {
  on: string;
  leadDays: readonly number[];
  former?: readonly { leadDays: readonly number[]; until: string }[];
}

/**
 * First day of the lead time that a day falls in, null before the first one. Whoever was told of the date since then knows, whatever
 * that lead time was called then.
 *
 * Where that day came before the lead times were changed, being told since the former lead time came is enough: nobody is told again
 * just because lead times were moved, and none that was still to come is lost. While nobody was to be told, nothing counts as told.
 */
export function leadBegan({ on, leadDays, former = [] }: LeadTimes, day: string): string | null {
  const left = daysBetween(day, on);
  const step = leadDays.findLast(days => left <= days);
  const began = step === undefined ? null : daysAfter(on, -step);
  const [last, ...earlier] = former;
  if (!last || !leadDays.length || (began !== null && began >= last.until)) return began;
  // What was taken away before it came is not to come any more.
  const until = began === null && last.until < day ? last.until : day;
  const before = leadBegan({ on, leadDays: last.leadDays, former: earlier }, until);
  return began === null || (before !== null && before < began) ? before : began;
}
