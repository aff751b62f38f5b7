import type { ResultOf } from '../graphql.ts';
import { daysBetween } from '../ui/format.ts';
import type { HomeRound } from './HomePage.graphql.ts';

export type Round = ResultOf<typeof HomeRound>;
export type Sheet = NonNullable<Round['ownSheet']>;

/** Open rounds that still wait for the viewer's organisation, the soonest end first. */
export function roundsToAnswer(rounds: readonly Round[]): (Round & { ownSheet: Sheet })[] {
  return rounds
    .filter(
      (round): round is Round & { ownSheet: Sheet } => round.state === 'OPEN' && !!round.ownSheet && round.ownSheet.state !== 'SUBMITTED',
    )
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** Rounds that the organisation runs and that are not finished, the soonest end first. */
export function roundsToRun(rounds: readonly Round[], organisationId: string): Round[] {
  return rounds
    .filter(round => round.runner.id === organisationId && round.state !== 'PUBLISHED')
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
}

/** Rounds whose results are out, the latest first. */
export function roundsWithResults(rounds: readonly Round[]): Round[] {
  return rounds.filter(round => round.state === 'PUBLISHED').toSorted((a, b) => b.dueOn.localeCompare(a.dueOn));
}

/** How near the last day for answers is: `days` counts whole days after today, 0 on the last day itself. */
export function deadline(today: string, dueOn: string): { kind: 'over' | 'today' | 'soon' | 'later'; days: number } {
  const days = daysBetween(today, dueOn);
  if (days < 0) return { kind: 'over', days };
  if (days === 0) return { kind: 'today', days };
  return { kind: days <= 7 ? 'soon' : 'later', days };
}
