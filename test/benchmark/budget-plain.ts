const OPEN = `d.state in ('PROPOSED', 'AGREED', 'SCHEDULED') and d.kind in ('RETIRE', 'SHRINK')`;

/** Each figure of the budget page as plain SQL adds it up over lines, in the order of its answer. */
const SUMS = {
  contractCount: 'count(*)',
  fullYearYen: 'sum(yearly)',
  inYearYen: 'sum(in_year)',
  unknownAmountCount: `count(*) filter (where yearly is null and not (elsewhere and standing = 'RUNNING'))`,
  inYearUnknownCount: 'count(*) filter (where in_year is null)',
  elsewhereCount: 'count(*) filter (where elsewhere)',
  executedYen: 'sum(executed)',
  budgetedYen: 'sum(budgeted)',
  requestedYen: 'sum(requested)',
  shortfallYen: 'sum(shortfall)',
  executedUnknownCount: 'count(*) filter (where executed is null and not elsewhere)',
  budgetedUnknownCount: 'count(*) filter (where budgeted is null and not elsewhere)',
  notRequestedCount: 'count(*) filter (where requested is null and not elsewhere)',
  unfundedCount: 'count(*) filter (where funding > 1)',
  fundingUnknownCount: 'count(*) filter (where funding = 0)',
  shortfallUnknownCount: 'count(*) filter (where funding <> 1 and shortfall is null)',
  noticeMissedCount: 'count(*) filter (where notice_missed)',
  procurementLateCount: 'count(*) filter (where procurement_late)',
  endingSoonCount: 'count(*) filter (where ends_soon)',
  carriedCount: 'count(*) filter (where carried)',
  neededCount: 'count(*) filter (where not carried)',
  decidedCount: 'count(*) filter (where decided and not carried)',
  carriedYen: 'sum(yearly) filter (where carried)',
  carriedInYearYen: 'sum(in_year) filter (where carried)',
  carriedUnknownCount: 'count(*) filter (where carried and yearly is null)',
  carriedInYearUnknownCount: 'count(*) filter (where carried and in_year is null)',
};

export const FIGURES = Object.keys(SUMS) as (keyof typeof SUMS)[];

const added = FIGURES.map(name => `coalesce(sum("${name}"), 0)`).join(', ');
const month = (day: string): string => `(date_part('year', ${day}) * 12 + date_part('month', ${day}))::int - 1`;

/**
 * What the budget page shows of the request of the fiscal year $1 as of $2, in one statement which builds no more than it must: each
 * contract once, each sum once. `offset 0` keeps what is dear to find out from being found out wherever it is read.
 */
export const PLAIN = `
  with contract_base as (
    select c.*, ${month('c.ends_on + 1')} as renewal_month, amount.yen, amount.per_year, case when per_year then yen
      when starts_on is not null and ends_on is not null then yen * 12 / greatest(1, ${month('ends_on')} - (${month('starts_on')})
        + (date_part('day', ends_on) >= date_part('day', starts_on))::int) end as yearly
    from contract c
    cross join lateral (select case when amount_basis like 'UNIT%' then amount_yen * quantity else amount_yen end as yen,
      amount_basis in ('PER_YEAR', 'UNIT_PER_YEAR') as per_year) amount
    offset 0
  ), ending as (
    select cs.contract_id, case lifecycle_state when 'RETIRED' then date '-infinity' else retires_on end as day, false as decided
    from contract_system cs join information_system s on s.id = cs.system_id where lifecycle_state = 'RETIRED' or retires_on is not null
    union all
    select k.id, case opportunity when 'LICENCE_END' then k.licence_ends_on + 1
      when 'HARDWARE_REPLACEMENT' then coalesce(k.stops_on, k.support_ends_on, k.ends_on) + 1 else date '-infinity' end, true
    from feature_decision d join contract k on k.id = d.contract_id where ${OPEN}
    union all
    select cs.contract_id, null, true from feature_decision d join feature f on f.id = d.feature_id
    join contract_system cs on cs.system_id = f.system_id and cs.contract_id is distinct from d.contract_id where ${OPEN}
  ), gone as (
    select contract_id, min(day) as day, bool_or(decided) as decided from ending group by 1
  ), line as (
    select c.tenant_id, part.*
    from contract_base c
    cross join lateral (select (renewal_month - 3) / 12 as fy, 12 - (renewal_month - 3) % 12 as months) renewal
    cross join lateral (select case end_kind when 'NONE' then yearly else yearly * months / 12 end as in_year) cost
    left join contract_year past on past.contract_id = c.id and past.fiscal_year = $1 - 2
    left join contract_year present on present.contract_id = c.id and present.fiscal_year = $1 - 1
    left join contract_year next on next.contract_id = c.id and next.fiscal_year = $1
    left join contract_year other on other.contract_id = c.id and other.fiscal_year = fy and other.fiscal_year not in ($1 - 1, $1)
    left join gone on gone.contract_id = c.id
    cross join lateral (select case fy when $1 - 1 then present.budgeted_yen when $1 then next.budgeted_yen else other.budgeted_yen end as own,
      fy is not distinct from $1 as renewed) year
    cross join lateral (
      select case end_kind when 'UNKNOWN' then 'UNKNOWN_END' when 'NONE' then 'NO_END' else case when renewed then 'RENEWAL'
          when ends_on < $2::date then 'ENDED' when fy = $1 - 1 then 'CURRENT_YEAR' else 'OTHER_YEAR' end end as standing,
        yearly, in_year, past.executed_yen as executed, present.budgeted_yen as budgeted, next.requested_yen as requested,
        case when funding > 1 then in_year - own end as shortfall, funding, false as elsewhere,
        coalesce(least(gone.day, stops_on + 1) <= coalesce(ends_on + 1, make_date($1 + 1, 3, 31)), false) as carried, gone.decided,
        renewal_kind is distinct from 'NONE' and ends_on >= $2::date and ends_on - notice_days < $2::date as notice_missed,
        renewal_kind is distinct from 'TACIT' and ends_on >= $2::date and ends_on - lead_time_days < $2::date as procurement_late,
        ends_on between $2::date and $2::date + 90 as ends_soon
      from (select case when own is null then 0 when own = 0 and in_year is distinct from 0 then 3 when in_year is null then 0
        when own >= in_year then 1 else 2 end as funding) money
      union all
      select 'RUNNING', case when not renewed then yearly end,
        coalesce(next.obligation_yen, case when per_year then yen * (12 - gone_by) / 12 - case when renewed then in_year else 0 end end),
        case when not renewed then past.executed_yen end, case when not renewed then present.budgeted_yen end,
        case when not renewed then next.requested_yen end, null, 0, renewed, false, false, false, false, false
      from (select case when starts_on > make_date($1, 4, 1) and starts_on <= make_date($1 + 1, 3, 31)
        then (date_part('month', starts_on)::int + 8) % 12 else 0 end as gone_by) start
      where next.obligation_yen > 0 or case when end_kind = 'UNKNOWN' or starts_on > make_date($1 + 1, 3, 31) or ends_on < make_date($1, 4, 1)
        then false when renewed then 12 - months > gone_by else true end
      union all
      select 'LICENCE_END', null, null, null, null, null, null, 0, true, false, false, false,
        licence_ends_on >= $2::date and licence_ends_on - lead_time_days < $2::date, false
      where case when licence_ends_on is null then kind = 'LICENCE' and (end_kind = 'NONE' or ends_on > make_date($1 + 1, 3, 30))
          and (starts_on is null or starts_on <= make_date($1 + 1, 3, 31))
        else licence_ends_on between make_date($1, 3, 31) and make_date($1 + 1, 3, 30) and (ends_on is null or ends_on > licence_ends_on) end
    ) part
  ), sums as materialized (
    select standing, tenant_id, ${FIGURES.map(name => `${SUMS[name]} as "${name}"`).join(', ')} from line group by 1, 2
  ), answer as (
    select standing as name, json_build_array(standing, ${added}) as figures from sums group by standing
    union all select 'payable', json_build_array('payable', ${added}) from sums where standing in ('RENEWAL', 'RUNNING')
    union all select 'total', json_build_array('total', ${added}) from sums where standing = 'RENEWAL'
    union all select tenant_id::text, json_build_array(tenant_id, ${added}) from sums where standing = 'RENEWAL' group by tenant_id
  )
  select json_agg(figures order by name collate "C")::text as body from answer`;
