import { daysBetween } from '../ui/format.ts';

type LedgerKind = 'CONTRACT_NOTICE' | 'CONTRACT_END' | 'LICENCE_END' | 'SUPPORT_END' | 'PLANNED_STOP';

/** What of a system can have a date. */
export interface DueSource {
  lifecycleState: string;
  replacementOn: string | null;
  retiresOn: string | null;
  holdsUntil: string | null;
  rounds: readonly { id: string; title: string; state: string; dueOn: string; responsible: { name: string } | null }[];
  /** Of its contracts; none where the viewer may not read them. */
  ledgerDates: readonly {
    kind: LedgerKind;
    contractId: string;
    contractName: string;
    on: string | null;
    isPast: boolean;
    isUnknown: boolean;
  }[];
  /** Who answers for the system; null when nobody is there, undefined when the viewer may not know. */
  responsible: string | null | undefined;
}

export interface DueItem {
  key: string;
  kind: 'SURVEY' | 'CONFIRMATION' | 'REPLACEMENT' | 'RETIREMENT' | LedgerKind;
  /** Null when nobody knows the day. */
  on: string | null;
  /** Whole days from today; negative when it has passed, null without a day. */
  days: number | null;
  nearness: 'over' | 'ended' | 'unknown' | 'soon' | 'later';
  responsible: string | null | undefined;
  round?: { id: string; title: string };
  contract?: { id: string; name: string };
}

/** Days within which a date of a contract is shown among what is due; all of them stand in the table of the contracts. */
const AHEAD = 366;

/**
 * Dates of a system that are still to be dealt with: what has passed, what nobody knows, then the soonest first. Of a retired one
 * nothing is due but surveys and what is still under contract. `laterCount` of its contracts lie further ahead.
 */
export function dueOfSystem(system: DueSource, today: string): { items: DueItem[]; laterCount: number } {
  const { responsible } = system;
  const retired = system.lifecycleState === 'RETIRED';
  const own = [
    { kind: 'CONFIRMATION' as const, on: system.holdsUntil },
    { kind: 'REPLACEMENT' as const, on: system.replacementOn },
    { kind: 'RETIREMENT' as const, on: system.retiresOn },
  ].flatMap(({ kind, on }) => (on && !retired ? [{ key: kind, kind, on, responsible }] : []));
  const rounds = system.rounds
    .filter(({ state }) => state === 'OPEN')
    .map(round => ({
      key: round.id,
      kind: 'SURVEY' as const,
      on: round.dueOn,
      responsible: round.responsible?.name,
      round: { id: round.id, title: round.title },
    }));
  const near = system.ledgerDates.filter(({ on }) => on === null || daysBetween(today, on) <= AHEAD);
  const ledger = near.map(({ kind, on, contractId, contractName, isUnknown }) => ({
    key: `${kind} ${contractId}`,
    kind,
    on,
    responsible,
    contract: { id: contractId, name: contractName },
    isUnknown,
  }));
  const items = [...rounds, ...own, ...ledger]
    .map(item => {
      const days = item.on === null ? null : daysBetween(today, item.on);
      return { ...item, days, nearness: nearnessOf(days, 'isUnknown' in item && item.isUnknown) };
    })
    .toSorted((a, b) => RANKS[a.nearness] - RANKS[b.nearness] || (a.on ?? '').localeCompare(b.on ?? ''));
  return { items, laterCount: system.ledgerDates.length - near.length };
}

const RANKS = { over: 0, ended: 0, unknown: 1, soon: 2, later: 2 } as const;

function nearnessOf(days: number | null, isUnknown: boolean): DueItem['nearness'] {
  if (days === null) return isUnknown ? 'unknown' : 'ended';
  return days < 0 ? 'over' : days <= 30 ? 'soon' : 'later';
}
