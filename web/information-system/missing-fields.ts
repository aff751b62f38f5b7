import type { RouteLocationRaw } from 'vue-router';
import type { ResultOf } from '../graphql.ts';
import type { RecordDetail } from './record.graphql.ts';

export type MissingField = ResultOf<typeof RecordDetail>['missing'][number];

/** Every field that may be missing, in the order of the rule. */
export const MISSING_FIELDS = [
  'DESCRIPTION',
  'SYSTEM_CLASS',
  'PROFILE',
  'PLANNED_ON',
  'OPERATION_STARTS_ON',
  'REPLACEMENT_ON',
  'REPLACEMENT_OR_RETIREMENT_ON',
  'RETIRES_ON',
  'OWNER',
  'PJMO',
  'OPERATING_DIVISION',
  'SECURITY_OFFICER',
  'FEATURES',
  'USERS',
] as const satisfies readonly MissingField[];

/** The field of the form of a system that fills a gap; what is not among them is filled in elsewhere. */
const FORM_FIELDS: Partial<Record<MissingField, string>> = {
  DESCRIPTION: 'description',
  SYSTEM_CLASS: 'systemClass',
  PROFILE: 'profile',
  PLANNED_ON: 'plannedOn',
  OPERATION_STARTS_ON: 'operationStartsOn',
  REPLACEMENT_ON: 'replacementOn',
  REPLACEMENT_OR_RETIREMENT_ON: 'replacementOn',
  RETIRES_ON: 'retiresOn',
  USERS: 'userIds',
};

/** Where a missing field of a system is filled in. */
export function placeToFillIn(field: MissingField, systemId: string): RouteLocationRaw {
  const params = { id: systemId };
  const inForm = FORM_FIELDS[field];
  if (inForm) return { name: 'system-edit', params, query: { field: inForm } };
  if (field === 'OWNER') return { name: 'system', params, query: { set: 'owner' } };
  return field === 'FEATURES' ? { name: 'features', params } : { name: 'system-contacts', params };
}
