import type { EntityManager } from '@mikro-orm/postgresql';
import { dateRows, DUE_DATES, IN_FORCE } from '../contract/dates.ts';
import { SQL_TODAY, today } from '../scalars.ts';
import { type LedgerDate, LedgerDateKind, type LedgerDates } from './ledger-type.ts';
import { supportOfSystems } from './support.ts';

/** Days of contracts in force. A day to give notice that has passed is over; an end of a licence or a planned stop is not. */
const DATES = `
  select link.system_id as "systemId", c.id as "contractId", c.number || ' ' || c.title as "contractName", date.kind,
    date.day::text as on, coalesce(date.day < ${SQL_TODAY}, false) as "isPast", date.day is null as "isUnknown"
  from contract_system link join contract c on c.id = link.contract_id
  cross join lateral (values ${dateRows(DUE_DATES)}) date (kind, day)
  where link.system_id = any (?::uuid[]) and ${IN_FORCE}
    and case when date.day is null then date.kind = 'CONTRACT_END' and c.end_kind = 'UNKNOWN'
      else date.kind <> 'CONTRACT_NOTICE' or date.day >= ${SQL_TODAY} end
  order by c.number collate "C", c.id`;

/** What of each system's contracts has a date, or should have. Six statements, however many systems. */
export async function ledgerDatesOfSystems(em: EntityManager, systemIds: readonly string[]): Promise<LedgerDates[]> {
  const ofContracts = await em.execute<(LedgerDate & { systemId: string })[]>(DATES, [`{${systemIds.join(',')}}`]);
  const day = today();
  const ofSupport = (await supportOfSystems(em, systemIds, day)).map(({ label, on, ...support }) => ({
    ...support,
    contractName: label,
    kind: LedgerDateKind.SUPPORT_END,
    on,
    isPast: !support.isUnknown && (on === null || on < day),
  }));
  const bySystem = Map.groupBy([...ofContracts, ...ofSupport], ({ systemId }) => systemId);
  return systemIds.map(id => {
    const dates = (bySystem.get(id) ?? []).toSorted(
      (one, other) => rank(one) - rank(other) || (one.on ?? '').localeCompare(other.on ?? ''),
    );
    return {
      dates,
      next: dates.find(({ isPast, isUnknown }) => !isPast && !isUnknown) ?? null,
      pastCount: dates.filter(({ isPast }) => isPast).length,
      unknownCount: dates.filter(({ isUnknown }) => isUnknown).length,
    };
  });
}

/** What has passed first, then what nobody knows. */
const rank = ({ isPast, isUnknown }: LedgerDate): number => (isPast ? 0 : isUnknown ? 1 : 2);
