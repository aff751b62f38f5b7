import { DayState, DecisionKind, OPEN_STATES, Opportunity } from './entity.ts';

/**
 * The day of each opportunity. Every kind is named, so that a new one cannot show the day of another.
 * A row of `feature_decision d` has `system` and `contract` beside it, see EFFECTIVE_DAY_JOINS.
 */
const DAYS: Record<Opportunity, string> = {
  [Opportunity.NEXT_RENEWAL]: 'system.replacement_on',
  [Opportunity.CONTRACT_END]: 'contract.ends_on',
  [Opportunity.LICENCE_END]: 'contract.licence_ends_on',
  [Opportunity.DAY]: 'd.day',
};

/** The system of a decision's feature and the contract that the decision names, as far as the wall lets the reader see them. */
export const EFFECTIVE_DAY_JOINS = `
  left join feature on feature.id = d.feature_id
  left join information_system system on system.id = feature.system_id
  left join contract on contract.id = d.contract_id`;

/** When the decision takes effect, as a date; null without a known day. */
export const EFFECTIVE_DAY = `case d.opportunity ${Object.entries(DAYS)
  .map(([opportunity, day]) => `when '${opportunity}' then ${day}`)
  .join(' ')} end`;

/** Why there is a day or none, as a `DayState`. */
export const DAY_STATE = `case
  when d.opportunity = '${Opportunity.DAY}' then '${DayState.KNOWN}'
  when d.opportunity = '${Opportunity.NEXT_RENEWAL}' and system.id is null then '${DayState.HIDDEN}'
  when d.contract_id is not null and contract.id is null then '${DayState.HIDDEN}'
  when d.opportunity = '${Opportunity.CONTRACT_END}' and contract.end_kind = 'NONE' then '${DayState.NO_END}'
  when (${EFFECTIVE_DAY}) is null then '${DayState.UNKNOWN}' else '${DayState.KNOWN}' end`;

const listed = (names: readonly string[]): string => names.map(name => `'${name}'`).join(', ');

/**
 * The open decisions that retire or shrink something that a contract pays for: those that wait for its own end or that of its licence, with
 * the first day without it ('-infinity' for its own end, whenever that is), and with null those about other features of its systems.
 */
export const RETIRING_DECISIONS = `
  with retirement as (
    select d.id, feature.system_id, d.contract_id, d.opportunity
    from feature_decision d join feature on feature.id = d.feature_id
    where d.state in (${listed(OPEN_STATES)}) and d.kind in (${listed([DecisionKind.RETIRE, DecisionKind.SHRINK])})
  )
  select contract.id as contract_id, retirement.id as decision_id,
    case opportunity when '${Opportunity.CONTRACT_END}' then date '-infinity' else contract.licence_ends_on + 1 end as first_day
  from retirement join contract on contract.id = retirement.contract_id
  union all
  select cs.contract_id, retirement.id, null from retirement
  join contract_system cs on cs.system_id = retirement.system_id and cs.contract_id is distinct from retirement.contract_id`;
