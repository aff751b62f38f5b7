import type { ResultOf } from '../graphql.ts';
import type { Tone } from '../survey-round/state.ts';
import type { DecisionTerms } from './decision.graphql.ts';

/** A decision as its form takes it. */
export type Terms = ResultOf<typeof DecisionTerms>;

export const KINDS = ['RETIRE', 'SHRINK', 'IMPROVE', 'KEEP'] as const satisfies readonly Terms['kind'][];

/** Opportunities that lie in a contract, which is to be named. */
export const CONTRACT_OPPORTUNITIES = [
  'CONTRACT_END',
  'CONTRACT_RENEWAL',
  'LICENCE_END',
  'HARDWARE_REPLACEMENT',
] as const satisfies readonly Terms['opportunity'][];
export type ContractOpportunity = (typeof CONTRACT_OPPORTUNITIES)[number];

/** Whether what happens at this opportunity waits for a contract, which is to be named. */
export const waitsForContract = (opportunity: Terms['opportunity'] | null): opportunity is ContractOpportunity =>
  CONTRACT_OPPORTUNITIES.some(one => one === opportunity);

/** States in their order. */
export const STATES = ['PROPOSED', 'AGREED', 'SCHEDULED', 'DONE', 'WITHDRAWN'] as const satisfies readonly Terms['state'][];
type State = Terms['state'];

/** States in which a decision is still to be acted on. */
const OPEN_STATES: readonly State[] = ['PROPOSED', 'AGREED', 'SCHEDULED'];

export const STATE_TONES: Readonly<Record<State, Tone>> = {
  PROPOSED: 'info',
  AGREED: 'info',
  SCHEDULED: 'info',
  DONE: 'success',
  WITHDRAWN: 'neutral',
};

/** The state that follows; undefined where nothing does. */
export const NEXT_STATES: Readonly<Partial<Record<State, State>>> = { PROPOSED: 'AGREED', AGREED: 'SCHEDULED', SCHEDULED: 'DONE' };

/** What a list can be narrowed to, as it stands in the address; '' shows those to be acted on. */
export const STATE_CHOICES = ['', ...STATES, 'ALL'] as const;

export const stateChoiceOf = (text: string) => STATE_CHOICES.find(choice => choice === text) ?? '';

export function statesOf(choice: (typeof STATE_CHOICES)[number]): State[] {
  if (choice === '') return [...OPEN_STATES];
  return choice === 'ALL' ? [...STATES] : [choice];
}
