import { ContractKind } from '../contract/terms.ts';

/** Kinds of date that people are told of in time, in the order of their urgency in a mail: what nobody knows comes first. */
export enum AlertKind {
  CONTRACT_END_UNKNOWN = 'CONTRACT_END_UNKNOWN',
  CONTRACT_NOTICE = 'CONTRACT_NOTICE',
  PROCUREMENT_START = 'PROCUREMENT_START',
  CONTRACT_END = 'CONTRACT_END',
  LICENCE_END = 'LICENCE_END',
  SUPPORT_END = 'SUPPORT_END',
  PLANNED_STOP = 'PLANNED_STOP',
  REQUEST_CUTOFF = 'REQUEST_CUTOFF',
  REQUEST_DUE = 'REQUEST_DUE',
}

/** From the request of 31 August to the end of the fiscal year that it is for, and so to whatever that year has to pay. */
const WHOLE_REQUEST_YEAR = 577;

/** Days before a date on which people are told of it, most first (F-058). An unknown end is told of once a month. */
const LEAD_DAYS: Record<AlertKind, readonly number[]> = {
  CONTRACT_END_UNKNOWN: [0],
  CONTRACT_NOTICE: [60, 30, 14, 7, 1, 0],
  PROCUREMENT_START: [90, 30, 7, 0],
  CONTRACT_END: [WHOLE_REQUEST_YEAR, 180, 90, 30, 7],
  LICENCE_END: [WHOLE_REQUEST_YEAR, 180, 90, 30, 7],
  SUPPORT_END: [WHOLE_REQUEST_YEAR, 365, 180, 90, 0],
  PLANNED_STOP: [365, 180, 90, 30],
  REQUEST_CUTOFF: [60, 30, 14, 7, 3, 0],
  REQUEST_DUE: [60, 30, 14, 7, 3, 0],
};

/** The same where a kind of contract wants more time: people and machines are not replaced within half a year. */
const SLOW_LEAD_DAYS: Partial<Record<AlertKind, readonly number[]>> = { CONTRACT_END: [WHOLE_REQUEST_YEAR, 365, 180, 90, 30, 7] };
const SLOW_KINDS: readonly ContractKind[] = [ContractKind.OPERATION, ContractKind.HARDWARE_MAINTENANCE];

/** Lead times of a kind of date while the organisation has not set its own; null where it is the date of no contract. */
export function leadDaysOf(kind: AlertKind, contractKind: ContractKind | null): readonly number[] {
  const slow = contractKind !== null && SLOW_KINDS.includes(contractKind);
  return (slow ? SLOW_LEAD_DAYS[kind] : undefined) ?? LEAD_DAYS[kind];
}

/** Those of the kinds of contract that want more time, where they differ. */
export const slowLeadDaysOf = (kind: AlertKind): readonly number[] | null => SLOW_LEAD_DAYS[kind] ?? null;

/** Dates of a budget request, which are those of no contract and so of no system. */
export const isOfRequest = (kind: AlertKind): boolean => kind === AlertKind.REQUEST_CUTOFF || kind === AlertKind.REQUEST_DUE;

/** The longest lead time and the most of them that an organisation may set for one kind. */
export const MOST_LEAD_DAYS = 1000;
export const MOST_LEAD_TIMES = 20;

/** The most days ahead that anybody is told of a date where the organisation has not set its own lead times. */
export const LONGEST_LEAD_DAYS = Math.max(...[LEAD_DAYS, SLOW_LEAD_DAYS].flatMap(table => Object.values(table).flat()));
