import type { LensOrder } from './portfolio-view.ts';

/** The ways to look at the use of a year: the key stands in the address, '' for systems by ministries. */
export const LENSES = ['', 'MINISTRY', 'PROFILE', 'CLASS', 'SYSTEM'] as const;

/** One way to look: systems by ministries, or one axis by the levels. */
export type Lens = (typeof LENSES)[number];

/** An axis that is counted by level. */
export type Axis = Exclude<Lens, ''>;

/** What can stand in the address of a view; '' is left out of it. */
export interface LensParams extends LensOrder, Record<string, string> {
  year: string;
  by: string;
  class: string;
  profile: string;
  ministry: string;
  system: string;
}

/** Stands in the address for a class or profile that nobody has recorded. */
const UNKNOWN = 'UNKNOWN';

export const lensOf = (by: string): Lens => LENSES.find(lens => lens === by) ?? '';

/** Parameter that narrows a view to one line of an axis. */
const PARAM_OF: Readonly<Record<Axis, keyof LensParams>> = { MINISTRY: 'ministry', PROFILE: 'profile', CLASS: 'class', SYSTEM: 'system' };

/**
 * The next finer look at one line: its systems. Of one system nothing finer is left but the survey itself.
 *
 * @param key of the line, null where it is unknown
 */
export function finer(axis: Exclude<Axis, 'SYSTEM'>, key: string | null): Partial<LensParams> {
  return { by: 'SYSTEM', [PARAM_OF[axis]]: key ?? UNKNOWN };
}
