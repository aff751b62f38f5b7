import { daysBetween } from '../ui/format.ts';

/** How near a last day is: `days` counts whole days after today, 0 on the last day itself, days since once it has passed. */
export function deadline(today: string, dueOn: string | null): { kind: 'over' | 'today' | 'soon' | 'later' | 'unknown'; days: number } {
  if (dueOn === null) return { kind: 'unknown', days: 0 };
  const days = daysBetween(today, dueOn);
  if (days < 0) return { kind: 'over', days: -days };
  if (days === 0) return { kind: 'today', days };
  return { kind: days <= 7 ? 'soon' : 'later', days };
}
