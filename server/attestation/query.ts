import { AttestationSubject, DEFAULT_MONTHS } from './entity.ts';
import { SQL_TODAY } from '../scalars.ts';

/**
 * Where the records of a query stand with their confirmation, as SQL that joins to them: `confirmation.state`,
 * `.confirmed_on`, `.confirmed_by_name` and `.holds_until`. The record's table is called `record` in the query, or as told.
 */
export const confirmationOf = (record: string, subject = AttestationSubject.INFORMATION_SYSTEM): string => `
  left join attestation_rule on attestation_rule.tenant_id = ${record}.tenant_id
  left join lateral (
    select (confirmed_at at time zone 'Asia/Tokyo')::date as confirmed_on, confirmed_by_name
    from attestation where subject_id = ${record}.id and subject = '${subject}' order by confirmed_at desc limit 1) latest on true
  cross join lateral (
    select latest.confirmed_on, latest.confirmed_by_name,
      (latest.confirmed_on + make_interval(months => coalesce(attestation_rule.months, ${DEFAULT_MONTHS})))::date as holds_until) held
  cross join lateral (
    select held.*, case when held.confirmed_on is null then 'NEVER' when held.holds_until < ${SQL_TODAY} then 'DUE' else 'CONFIRMED' end as state
    ) confirmation`;
