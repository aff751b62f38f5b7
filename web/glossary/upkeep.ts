import type { Group } from './terms.ts';

/** An entry that nobody has looked at for longer than this is shown as such. */
export const STALE_MONTHS = 12;

/**
 * Who keeps the entries of each group, and the day on which they were last read against the guidebook and the law. Whoever changes or
 * confirms an entry changes the day with it.
 */
export const UPKEEP = {
  survey: { keeper: 'PORTFOLIO_MANAGER', reviewedOn: '2026-11-28' },
  people: { keeper: 'PORTFOLIO_MANAGER', reviewedOn: '2026-11-28' },
  system: { keeper: 'PORTFOLIO_MANAGER', reviewedOn: '2026-11-28' },
  contract: { keeper: 'PORTFOLIO_MANAGER', reviewedOn: '2026-11-28' },
  government: { keeper: 'BUDGET_OFFICER', reviewedOn: '2026-11-28' },
} as const satisfies Record<Group, { keeper: string; reviewedOn: string }>;

/** Whether entries that were last read on a day have not been for long. Days as YYYY-MM-DD, which order as text. */
export function isStale(reviewedOn: string, today: string): boolean {
  const month = Number(reviewedOn.slice(0, 4)) * 12 + Number(reviewedOn.slice(5, 7)) - 1 + STALE_MONTHS;
  const holdsUntil = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}${reviewedOn.slice(7)}`;
  return today > holdsUntil;
}
