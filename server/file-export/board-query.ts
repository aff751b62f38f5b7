import { AttestationState } from '../attestation/entity.ts';
import { LifecycleState, OwnerState } from '../information-system/entity.ts';
import { ClassSought, ProfileSought } from '../information-system/input.ts';
import type { BoardSystem, MinistrySummary } from '../ministry-board/type.ts';
import { today } from '../scalars.ts';
import { chosen, type Query } from './address.ts';
import { GapSought } from './system-query.ts';

const ORDERS = {
  completeness: (a: BoardSystem, b: BoardSystem) => a.record.completenessRatio - b.record.completenessRatio,
  confirmation: (a: BoardSystem, b: BoardSystem) =>
    (a.record.confirmation.holdsUntil ?? '').localeCompare(b.record.confirmation.holdsUntil ?? ''),
  next: (a: BoardSystem, b: BoardSystem) => (a.next?.on ?? '9999').localeCompare(b.next?.on ?? '9999'),
  name: (a: BoardSystem, b: BoardSystem) => a.name.localeCompare(b.name, 'ja'),
};

/** Systems of a board that its page shows, in its order, by the address of the page. Those in `late` have a contract with a past date. */
export function boardSystemsOf(systems: readonly BoardSystem[], late: ReadonlySet<string>, query: Query): BoardSystem[] {
  const systemClass = chosen(query, 'class', ClassSought);
  const profile = chosen(query, 'profile', ProfileSought);
  const state = chosen(query, 'state', LifecycleState);
  const confirmation = chosen(query, 'confirmation', AttestationState);
  const missing = chosen(query, 'missing', GapSought);
  const owner = chosen(query, 'owner', OwnerState);
  const due = chosen(query, 'due', { OVER: 'OVER' });
  const order = chosen(query, 'sort', { completeness: 'completeness', confirmation: 'confirmation', next: 'next', name: 'name' });
  const shown = systems.filter(
    system =>
      (!systemClass || (system.systemClass ?? 'UNKNOWN') === systemClass) &&
      (!profile || (system.profile ?? 'UNKNOWN') === profile) &&
      (!state || system.lifecycleState === state) &&
      (!confirmation || system.record.confirmation.state === confirmation) &&
      (!missing || system.record.missing.some(field => missing === 'ANY' || field === missing)) &&
      // Nobody need answer for a retired system.
      (!owner || (system.ownerState === owner && (owner !== OwnerState.NONE || system.lifecycleState !== LifecycleState.RETIRED))) &&
      (!due || (system.next !== null && system.next.on < today()) || late.has(system.id)),
  );
  return order ? shown.toSorted(ORDERS[order]) : shown;
}

/** Class and profile to which the page of all ministries is narrowed, by its address. */
export const overviewFilterOf = (query: Query): [ClassSought | null, ProfileSought | null] => [
  chosen(query, 'class', ClassSought),
  chosen(query, 'profile', ProfileSought),
];

/** Ministries in the order of the page: `sort` names a column, with a dash before it from the top down. What is unknown comes last. */
export function inOverviewOrder(ministries: readonly MinistrySummary[], query: Query): readonly MinistrySummary[] {
  const [, dash, key] = /^(-?)(\w+)$/.exec(query['sort'] ?? '') ?? [];
  const valueOf = (one: MinistrySummary): string | number | null => {
    if (key === 'next') return one.next?.on ?? null;
    const value = key === 'ratio' ? (one.completenessRatio ?? -1) : Object.entries(one).find(([name]) => name === key)?.[1];
    return typeof value === 'number' ? value : null;
  };
  return ministries.toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return (one < other ? -1 : Number(one > other)) * (dash ? -1 : 1);
  });
}
