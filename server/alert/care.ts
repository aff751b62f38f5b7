import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { KEEPING_CONTRACTS } from '../access/permission.ts';
import { today } from '../scalars.ts';
import type { AlertDate } from './dates.ts';
import { AlertKind } from './kind.ts';
import type { AlertCare, AlertTaker } from './type.ts';

/** What a date is known by: its kind, the contract or organisation, and the day itself. */
export const alertKeyOf = ({ kind, subjectId, on }: Pick<AlertDate, 'subjectId' | 'on'> & { kind: string }): string =>
  `${kind}.${subjectId}.${on}`;

/** The same as an id that the API takes: the first bytes of its hash, marked as a UUID of one's own making (RFC 9562, version 8). */
export function alertIdOf(date: Parameters<typeof alertKeyOf>[0]): string {
  const hex = createHash('sha256').update(alertKeyOf(date)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const ROLES = KEEPING_CONTRACTS.map(role => `'${role}'`).join(', ');

/** Whether an account keeps contracts of an organisation and is in use. */
const KEEPS = `account.disabled_at is null and exists (
  select from membership where membership.account_id = account.id and membership.tenant_id = ? and membership.role in (${ROLES}))`;

/** Who takes care of which date of an organisation, by the keys of the dates. */
export async function alertCaresOf(em: EntityManager, organisationId: string): Promise<Map<string, AlertCare>> {
  const rows = await em.execute<(AlertCare & { kind: AlertKind; subjectId: string; on: string })[]>(
    `select care.id, care.version, care.kind, care.subject_id as "subjectId", care.anchor_on::text as on, care.holder_id as "holderId",
      coalesce(care.holder_id = current_account_id(), false) as "isMine", account.name as "holderName", care.handed_over as "isHandedOver", account.id is not null and ${KEEPS} as "isInForce", care.by_name as "byName",
      care.acted_at as "actedAt", care.note
     from alert_acknowledgement care left join account on account.id = care.holder_id where care.tenant_id = ?`,
    [organisationId, organisationId],
  );
  return new Map(
    rows.map(({ kind, subjectId, on, ...care }) => [alertKeyOf({ kind, subjectId, on }), { ...care, actedAt: new Date(care.actedAt) }]),
  );
}

/** Day in Asia/Tokyo on which a care was taken or given. */
export const actedOn = ({ actedAt }: AlertCare): string => today(actedAt);

/** Who can take care of a date: whoever keeps contracts of the organisation and has an account in use, by name. */
export function alertTakersOf(em: EntityManager, organisationId: string): Promise<AlertTaker[]> {
  return em.execute<AlertTaker[]>(
    `select account.id, account.name, account.department, account.email is not null as "isReachable" from account
     where ${KEEPS} order by account.name, account.id`,
    [organisationId],
  );
}
