import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { type Page, pageOfList, checkPageSize } from '../database/page.ts';
import { daysAfter, today } from '../scalars.ts';
import { alertCaresOf, alertIdOf, alertKeyOf } from './care.ts';
import { type AlertDate, alertDatesOf } from './dates.ts';
import { LONGEST_LEAD_DAYS } from './kind.ts';
import { alertRulesOf } from './rules.ts';
import type { AlertCare, OpenAlert } from './type.ts';

/** A date that passed longer ago than this, as in a ledger that was imported late, is no news. The ledger itself shows it. */
export const LATEST_DAYS = 30;

/** How far ahead a date may lie to be listed. */
export const AHEAD_DAYS = LONGEST_LEAD_DAYS * 2;

/** Dates of an organisation that people are told of on a day: the first lead time has come, and they have not passed long ago. */
async function openDatesOf(em: EntityManager, organisationId: string, day: string): Promise<AlertDate[]> {
  const rules = await alertRulesOf(em, organisationId);
  const span = { day, from: daysAfter(day, -LATEST_DAYS), to: daysAfter(day, rules.longestLeadDays) };
  const dates = await alertDatesOf(em, organisationId, span);
  return dates.filter(({ kind, contractKind, on }) => rules.terms(kind, contractKind).leadDays.some(lead => on <= daysAfter(day, lead)));
}

/** The open alerts of an organisation, first what nobody takes care of, then the nearest day. */
export async function openAlertsOf(em: EntityManager, organisationId: string): Promise<OpenAlert[]> {
  const [dates, cares] = [await openDatesOf(em, organisationId, today()), await alertCaresOf(em, organisationId)];
  const rank = ({ care, on }: OpenAlert): string => `${Number(care?.isInForce ?? false)} ${on}`;
  return dates
    .map(date => openAlert(date, organisationId, cares.get(alertKeyOf(date)) ?? null))
    .toSorted((one, other) => (rank(one) + one.id < rank(other) + other.id ? -1 : 1));
}

function openAlert(date: AlertDate, organisationId: string, care: AlertCare | null): OpenAlert {
  const { kind, subjectId, label, on, source } = date;
  return { id: alertIdOf(date), kind, contractId: subjectId === organisationId ? null : subjectId, label, on, source, care };
}

/** Dates of the viewer's organisation that people are being told of now. */
export async function openAlerts(context: Context, first: number, after: string | null): Promise<Page<OpenAlert>> {
  checkPageSize(first);
  return pageOfList(await openAlertsOf(context.em, signedIn(context).organisationId), first, after);
}

/** The same of each contract; none of a contract of another organisation than the viewer acts for. */
export async function openAlertsOfContracts(em: EntityManager, contractIds: readonly string[]): Promise<OpenAlert[][]> {
  const [{ id }] = await em.execute<[{ id: string }]>('select current_tenant_id() as id');
  const byContract = Map.groupBy(await openAlertsOf(em, id), ({ contractId }) => contractId);
  return contractIds.map(contractId => byContract.get(contractId) ?? []);
}
