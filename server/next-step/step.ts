import { isPermitted } from '../access/permissions.ts';
import type { Viewer } from '../access/viewer.ts';
import type { NextStep } from './type.ts';

/** A step with what is not said left unknown. */
export const step = (given: Pick<NextStep, 'kind' | 'count'> & Partial<NextStep>): NextStep => ({
  subjectId: null,
  partId: null,
  name: null,
  nameEn: null,
  totalCount: null,
  dueOn: null,
  ...given,
});

/** Whether the viewer may do what a mutation does, by the one table of permissions. */
export const may = ({ roles }: Viewer, mutation: string): boolean => isPermitted(roles, `Mutation.${mutation}`);

/** Days within which something counts as due soon. */
const SOON = 7;

/** Overdue first, then what is due soon, what has no known day, which may be now, and what has time; the earliest day first. */
export function inOrder(steps: readonly NextStep[], today: string): NextStep[] {
  const soon = new Date(Date.parse(`${today}T00:00:00Z`) + SOON * 86_400_000).toISOString().slice(0, 10);
  const urgency = ({ dueOn }: NextStep): number => (dueOn === null ? 2 : dueOn < today ? 0 : dueOn <= soon ? 1 : 3);
  return steps.toSorted((one, other) => urgency(one) - urgency(other) || (one.dueOn ?? '').localeCompare(other.dueOn ?? ''));
}
