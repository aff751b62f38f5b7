import type { ResultOf } from '../graphql.ts';
import type { BoardRow } from './board.graphql.ts';

export type BoardSystem = ResultOf<typeof BoardRow>;

/** What of the board is shown, and in which order; all of it stands in the address. UNKNOWN asks for what is not recorded. */
export const BOARD_PARAMS = { class: '', profile: '', state: '', confirmation: '', missing: '', owner: '', due: '', sort: '' };
export type BoardParams = typeof BOARD_PARAMS;

const isKnownAs = (value: string | null, wanted: string): boolean => !wanted || (value ?? 'UNKNOWN') === wanted;

/** Whether its nearest date has passed with the matter still open, or one of its contracts. */
function isOverdue({ next, ledgerDates }: Pick<BoardSystem, 'next' | 'ledgerDates'>, today: string): boolean {
  return (next !== null && next.on < today) || !!ledgerDates?.pastCount;
}

/** Whether a retired system is spared the question of who answers for it. */
export function lacksOwner({ ownerState, lifecycleState }: Pick<BoardSystem, 'ownerState' | 'lifecycleState'>): boolean {
  return ownerState === 'NONE' && lifecycleState !== 'RETIRED';
}

/** Systems that the parameters let through, in their order. */
export function shownSystems(systems: readonly BoardSystem[], params: BoardParams, today: string): BoardSystem[] {
  const shown = systems.filter(
    system =>
      isKnownAs(system.systemClass, params.class) &&
      isKnownAs(system.profile, params.profile) &&
      isKnownAs(system.lifecycleState, params.state) &&
      isKnownAs(system.record.confirmation.state, params.confirmation) &&
      (!params.missing || system.record.missing.some(field => params.missing === 'ANY' || field === params.missing)) &&
      (!params.owner || (params.owner === 'NONE' ? lacksOwner(system) : system.ownerState === params.owner)) &&
      (!params.due || isOverdue(system, today)),
  );
  const order = ORDERS[params.sort];
  return order ? shown.toSorted(order) : shown;
}

const ORDERS: Record<string, (a: BoardSystem, b: BoardSystem) => number> = {
  completeness: (a, b) => a.record.completenessRatio - b.record.completenessRatio,
  confirmation: (a, b) => (a.record.confirmation.holdsUntil ?? '').localeCompare(b.record.confirmation.holdsUntil ?? ''),
  // Without a date comes last, but for the count at the top says how many.
  next: (a, b) => (a.next?.on ?? '9999').localeCompare(b.next?.on ?? '9999'),
  name: (a, b) => a.name.localeCompare(b.name, 'ja'),
};

/** A number at the top of the board, and the parameters that show the systems it counts. */
export interface BoardCount {
  key: 'NEVER' | 'DUE' | 'ownerLeft' | 'noOwner' | 'overdue' | 'incomplete' | 'classUnknown' | 'profileUnknown';
  count: number;
  narrowed: Partial<BoardParams>;
}

/** What needs a look, the loudest first. */
export function boardCounts(systems: readonly BoardSystem[], today: string): BoardCount[] {
  const narrowings: [BoardCount['key'], Partial<BoardParams>][] = [
    ['NEVER', { confirmation: 'NEVER' }],
    ['DUE', { confirmation: 'DUE' }],
    ['ownerLeft', { owner: 'LEFT' }],
    ['noOwner', { owner: 'NONE' }],
    ['overdue', { due: 'OVER' }],
    ['incomplete', { missing: 'ANY' }],
    ['classUnknown', { class: 'UNKNOWN' }],
    ['profileUnknown', { profile: 'UNKNOWN' }],
  ];
  return narrowings.map(([key, narrowed]) => ({
    key,
    narrowed,
    count: shownSystems(systems, { ...BOARD_PARAMS, ...narrowed }, today).length,
  }));
}
