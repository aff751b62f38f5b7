import { daysBetween } from '../ui/format.ts';

/** What of a system can have a date. */
export interface DueSource {
  lifecycleState: string;
  replacementOn: string | null;
  retiresOn: string | null;
  holdsUntil: string | null;
  rounds: readonly { id: string; title: string; state: string; dueOn: string }[];
}

export interface DueItem {
  key: string;
  kind: 'SURVEY' | 'CONFIRMATION' | 'REPLACEMENT' | 'RETIREMENT';
  on: string;
  /** Whole days from today; negative when it has passed. */
  days: number;
  nearness: 'over' | 'soon' | 'later';
  round?: { id: string; title: string };
}

/** Dates of a system that are still to be dealt with, the soonest first; of a retired one nothing is due but surveys. */
export function dueOfSystem(system: DueSource, today: string): DueItem[] {
  const retired = system.lifecycleState === 'RETIRED';
  const own = [
    { kind: 'CONFIRMATION' as const, on: system.holdsUntil },
    { kind: 'REPLACEMENT' as const, on: system.replacementOn },
    { kind: 'RETIREMENT' as const, on: system.retiresOn },
  ].flatMap(({ kind, on }) => (on && !retired ? [{ key: kind, kind, on }] : []));
  const rounds = system.rounds
    .filter(({ state }) => state === 'OPEN')
    .map(({ id, title, dueOn }) => ({ key: id, kind: 'SURVEY' as const, on: dueOn, round: { id, title } }));
  return [...rounds, ...own]
    .map(item => {
      const days = daysBetween(today, item.on);
      return { ...item, days, nearness: days < 0 ? ('over' as const) : days <= 30 ? ('soon' as const) : ('later' as const) };
    })
    .toSorted((a, b) => a.on.localeCompare(b.on));
}
