/** Units in which an interval is said, in seconds. */
export const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;
export type IntervalUnit = keyof typeof SECONDS;

/** Seconds in the largest unit that leaves a whole number. */
export function splitInterval(seconds: number): { count: number; unit: IntervalUnit } {
  const unit = (['day', 'hour', 'minute'] as const).find(each => seconds > 0 && seconds % SECONDS[each] === 0) ?? 'second';
  return { count: seconds / SECONDS[unit], unit };
}
