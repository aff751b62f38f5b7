import { EndKind, RenewalKind } from '../contract/terms.ts';
import { DayState, DecisionKind, OPEN_STATES, Opportunity } from './entity.ts';

/** The last day of the hardware of `contract`: what the organisation plans counts before what its suppliers offer. */
const HARDWARE_DAY = 'coalesce(contract.stops_on, contract.support_ends_on, contract.ends_on)';

/**
 * The day of each opportunity. Every kind is named, so that a new one cannot show the day of another.
 * A row of `feature_decision d` has `system` and `contract` beside it, see EFFECTIVE_DAY_JOINS.
 */
const DAYS: Record<Opportunity, string> = {
  [Opportunity.NEXT_RENEWAL]: 'system.replacement_on',
  [Opportunity.CONTRACT_END]: 'contract.ends_on',
  [Opportunity.LICENCE_END]: 'contract.licence_ends_on',
  [Opportunity.HARDWARE_REPLACEMENT]: HARDWARE_DAY,
  [Opportunity.CONTRACT_RENEWAL]: `case when contract.renewal_kind <> '${RenewalKind.NONE}' then contract.ends_on + 1 end`,
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
  when d.opportunity = '${Opportunity.CONTRACT_RENEWAL}' and contract.renewal_kind = '${RenewalKind.NONE}' then '${DayState.NO_RENEWAL}'
  when d.opportunity in ('${Opportunity.CONTRACT_END}', '${Opportunity.CONTRACT_RENEWAL}') and contract.end_kind = '${EndKind.NONE}' then '${DayState.NO_END}'
  when (${EFFECTIVE_DAY}) is null then '${DayState.UNKNOWN}' else '${DayState.KNOWN}' end`;

const listed = (names: readonly string[]): string => names.map(name => `'${name}'`).join(', ');

/**
 * The open decisions that retire or shrink something that a contract pays for: those that wait for one of its days, with the first day
 * without it ('-infinity' for its own end and its renewal, whenever that is), and with null those about other features of its systems.
 */
export const RETIRING_DECISIONS = `
  with retirement as (
    select d.id, feature.system_id, d.contract_id, d.opportunity
    from feature_decision d join feature on feature.id = d.feature_id
    where d.state in (${listed(OPEN_STATES)}) and d.kind in (${listed([DecisionKind.RETIRE, DecisionKind.SHRINK])})
  )
  select contract.id as contract_id, retirement.id as decision_id,
    case opportunity when '${Opportunity.LICENCE_END}' then contract.licence_ends_on + 1
      when '${Opportunity.HARDWARE_REPLACEMENT}' then ${HARDWARE_DAY} + 1 else date '-infinity' end as first_day
  from retirement join contract on contract.id = retirement.contract_id
  union all
  select cs.contract_id, retirement.id, null from retirement
  join contract_system cs on cs.system_id = retirement.system_id and cs.contract_id is distinct from retirement.contract_id`;
