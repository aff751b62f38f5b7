import { registerEnumType } from 'type-graphql';

/** What may be missing in the record of a system. */
export enum SystemField {
  DESCRIPTION = 'DESCRIPTION',
  SYSTEM_CLASS = 'SYSTEM_CLASS',
  PROFILE = 'PROFILE',
  PLANNED_ON = 'PLANNED_ON',
  OPERATION_STARTS_ON = 'OPERATION_STARTS_ON',
  REPLACEMENT_ON = 'REPLACEMENT_ON',
  REPLACEMENT_OR_RETIREMENT_ON = 'REPLACEMENT_OR_RETIREMENT_ON',
  RETIRES_ON = 'RETIRES_ON',
  OWNER = 'OWNER',
  PJMO = 'PJMO',
  OPERATING_DIVISION = 'OPERATING_DIVISION',
  SECURITY_OFFICER = 'SECURITY_OFFICER',
  FEATURES = 'FEATURES',
  USERS = 'USERS',
}
registerEnumType(SystemField, {
  name: 'SystemField',
  description:
    'What the record of a system should have (充足率の対象項目). Identifier, name and state are always there and so do not count; the English name may be left out.',
  valuesConfig: {
    DESCRIPTION: { description: 'What the system is for (説明). In every state.' },
    SYSTEM_CLASS: { description: 'System class ①②③ (システムの分類). In every state.' },
    PROFILE: { description: 'System profile I–IV (システムプロファイル). In every state.' },
    PLANNED_ON: { description: 'Day the project was decided. While planned.' },
    OPERATION_STARTS_ON: { description: 'First day of operation, planned or past. Until retired.' },
    REPLACEMENT_ON: { description: 'Planned day of the replacement. While being replaced.' },
    REPLACEMENT_OR_RETIREMENT_ON: {
      description: 'Planned day of the replacement or last day of operation: one will do. While in operation.',
    },
    RETIRES_ON: { description: 'Last day of operation. When retired.' },
    OWNER: { description: 'Accountable person whose account is in use (責任者). Until retired.' },
    PJMO: { description: 'Contact in the project management office (PJMO). Until retired.' },
    OPERATING_DIVISION: { description: 'Contact in an operating division (業務実施部門). Until retired.' },
    SECURITY_OFFICER: { description: 'Information security officer. In operation or being replaced.' },
    FEATURES: { description: 'One feature at least that is offered today. In operation or being replaced.' },
    USERS: { description: 'One organisation at least that uses it. In operation or being replaced.' },
  },
});

const ALWAYS = 'true';
const UNTIL_RETIRED = `system.lifecycle_state <> 'RETIRED'`;
/** A `system` that is in operation or being replaced. */
export const RUNNING = `system.lifecycle_state in ('IN_OPERATION', 'BEING_REPLACED')`;
const during = (state: string): string => `system.lifecycle_state = '${state}'`;
const contact = (kind: string): string => `exists (select from system_contact where system_id = system.id and kind = '${kind}')`;
const OFFERED = `exists (select from feature where system_id = system.id and (valid_to is null or valid_to >= (now() at time zone 'Asia/Tokyo')::date))`;

/** The rule of completeness: each field with when it is called for and when it is there, as SQL about a row `system`. None weighs more than another. */
const RULE: Record<SystemField, [calledFor: string, isThere: string]> = {
  DESCRIPTION: [ALWAYS, 'system.description is not null'],
  SYSTEM_CLASS: [ALWAYS, 'system.system_class is not null'],
  PROFILE: [ALWAYS, 'system.profile is not null'],
  PLANNED_ON: [during('PLANNED'), 'system.planned_on is not null'],
  OPERATION_STARTS_ON: [UNTIL_RETIRED, 'system.operation_starts_on is not null'],
  REPLACEMENT_ON: [during('BEING_REPLACED'), 'system.replacement_on is not null'],
  REPLACEMENT_OR_RETIREMENT_ON: [during('IN_OPERATION'), 'coalesce(system.replacement_on, system.retires_on) is not null'],
  RETIRES_ON: [during('RETIRED'), 'system.retires_on is not null'],
  OWNER: [UNTIL_RETIRED, 'system.owner_id is not null and system.ownerless_since is null'],
  PJMO: [UNTIL_RETIRED, contact('PJMO')],
  OPERATING_DIVISION: [UNTIL_RETIRED, contact('OPERATING_DIVISION')],
  SECURITY_OFFICER: [RUNNING, contact('SECURITY_OFFICER')],
  FEATURES: [RUNNING, OFFERED],
  USERS: [RUNNING, 'cardinality(system.user_ids) > 0'],
};

const RULE_ROWS = Object.entries(RULE)
  .map(([field, [calledFor, isThere]], place) => `(${place}, '${field}', ${calledFor}, ${isThere})`)
  .join(', ');

/** SQL that joins to a query over `information_system system`: `completeness.required_count` and `completeness.missing` in the order of the rule. */
export const COMPLETENESS = `
  cross join lateral (
    select count(*)::int as required_count, coalesce(array_agg(field order by place) filter (where not is_there), '{}') as missing
    from (values ${RULE_ROWS}) as rule (place, field, called_for, is_there) where called_for) completeness`;
