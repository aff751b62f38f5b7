import { registerEnumType } from 'type-graphql';

export enum ContractDateKind {
  CONTRACT_NOTICE = 'CONTRACT_NOTICE',
  PROCUREMENT_START = 'PROCUREMENT_START',
  CONTRACT_END = 'CONTRACT_END',
  LICENCE_END = 'LICENCE_END',
  PLANNED_STOP = 'PLANNED_STOP',
}
registerEnumType(ContractDateKind, {
  name: 'ContractDateKind',
  description: 'A date that a contract itself has, to be acted on. The end of the supplier’s support may be known from elsewhere.',
  valuesConfig: {
    CONTRACT_NOTICE: { description: 'Last day to give notice (通知期限), unless the contract is known to end by itself.' },
    PROCUREMENT_START: { description: 'Day on which a procurement has to begin (調達開始), unless it is known to go on by itself.' },
    CONTRACT_END: { description: 'Last day in force (契約終了).' },
    LICENCE_END: { description: 'Last day of the licence (ライセンス終了).' },
    PLANNED_STOP: { description: 'Last day on which the organisation itself plans to need it (利用停止予定).' },
  },
});

/** SQL expressions of the dates of `contract c`. */
const DAYS: Record<ContractDateKind, string> = {
  CONTRACT_NOTICE: `case when c.renewal_kind is distinct from 'NONE' then c.ends_on - c.notice_days end`,
  PROCUREMENT_START: `case when c.renewal_kind is distinct from 'TACIT' then c.ends_on - c.lead_time_days end`,
  CONTRACT_END: 'c.ends_on',
  LICENCE_END: 'c.licence_ends_on',
  PLANNED_STOP: 'c.stops_on',
};

/** Dates of `contract c` as SQL rows (kind, day) for a `values` clause; the day is null where there is none. */
export const dateRows = (kinds: readonly ContractDateKind[]): string => kinds.map(kind => `('${kind}', ${DAYS[kind]})`).join(', ');

/** SQL expression of one date of `contract c`. */
export const dayOf = (kind: ContractDateKind): string => DAYS[kind];
