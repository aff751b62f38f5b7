import type { ResultOf } from '../graphql.ts';
import type { Tone } from '../survey-round/state.ts';
import type { Delegation as DelegationFragment } from './delegation.graphql.ts';

export type Delegation = ResultOf<typeof DelegationFragment>;

/** How a part stands: said to be answered, late, all rows answered but nobody said so, under way, or untouched. */
export type PartState = 'done' | 'late' | 'answered' | 'underWay' | 'untouched';

/** What the state of a part rests on. */
type Part = Pick<Delegation, 'doneAt' | 'dueOn' | 'answeredCount' | 'featureCount'>;

export function partState({ doneAt, dueOn, answeredCount, featureCount }: Part, today: string): PartState {
  if (doneAt) return 'done';
  if (dueOn && dueOn < today) return 'late';
  if (answeredCount === featureCount) return 'answered';
  return answeredCount ? 'underWay' : 'untouched';
}

/** The mark of a part by its state; what is late is the loudest. */
export const PART_TONES: Readonly<Record<PartState, Tone>> = {
  done: 'success',
  late: 'danger',
  answered: 'info',
  underWay: 'neutral',
  untouched: 'warning',
};

/** Ids of rows that more than one standing part asks for. */
export function rowsAskedTwice(delegations: readonly Pick<Delegation, 'features' | 'takenBackAt'>[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { features } of delegations.filter(({ takenBackAt }) => !takenBackAt)) {
    for (const { id } of features) (seen.has(id) ? twice : seen).add(id);
  }
  return twice;
}
