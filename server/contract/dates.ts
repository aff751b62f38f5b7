import { SQL_TODAY } from '../scalars.ts';

/** A date that a contract itself has, to be acted on. The end of the supplier's support may be known from elsewhere. */
export enum ContractDateKind {
  CONTRACT_NOTICE = 'CONTRACT_NOTICE',
  PROCUREMENT_START = 'PROCUREMENT_START',
  CONTRACT_END = 'CONTRACT_END',
  LICENCE_END = 'LICENCE_END',
  PLANNED_STOP = 'PLANNED_STOP',
}
/**
 * SQL expressions of the dates of `contract c`. Notice is given unless the contract is known to end by itself; something new is procured
 * unless it is known to go on by itself.
 */
const DAYS: Record<ContractDateKind, string> = {
  CONTRACT_NOTICE: `case when c.renewal_kind is distinct from 'NONE' then c.ends_on - c.notice_days end`,
  PROCUREMENT_START: `case when c.renewal_kind is distinct from 'TACIT' then c.ends_on - c.lead_time_days end`,
  CONTRACT_END: 'c.ends_on',
  LICENCE_END: 'c.licence_ends_on',
  PLANNED_STOP: 'c.stops_on',
};

/** What people must not miss, whatever comes after it; when to begin a procurement is up to them. */
export const DUE_DATES: readonly ContractDateKind[] = [
  ContractDateKind.CONTRACT_NOTICE,
  ContractDateKind.CONTRACT_END,
  ContractDateKind.LICENCE_END,
  ContractDateKind.PLANNED_STOP,
];

/** SQL condition that `contract c` has not ended; one without a known end has not. */
export const IN_FORCE = `(c.ends_on is null or c.ends_on >= ${SQL_TODAY})`;

/** Dates of `contract c` as SQL rows (kind, day) for a `values` clause; the day is null where there is none. */
export const dateRows = (kinds: readonly ContractDateKind[]): string => kinds.map(kind => `('${kind}', ${DAYS[kind]})`).join(', ');

/** SQL expression of one date of `contract c`. */
export const dayOf = (kind: ContractDateKind): string => DAYS[kind];
