import { ref } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Account } from '../account/entity.ts';
import { type Context, signedIn } from '../context.ts';
import { checkPageSize, type Page, pageOfList } from '../database/page.ts';
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts';
import { daysAfter, firstDayOfMonth, monthOf, today } from '../scalars.ts';
import { blankToNull, limitedText } from '../validation.ts';
import { alertCaresOf, alertIdOf, alertKeyOf, alertTakersOf } from './care.ts';
import { type AlertDate, alertDatesOf } from './dates.ts';
import { AlertAcknowledgement } from './entity.ts';
import type { AcknowledgeAlertInput, HandOverAlertInput, ReleaseAlertInput } from './input.ts';
import { AHEAD_DAYS, LATEST_DAYS } from './open.ts';
import type { AlertCare, AlertTaker } from './type.ts';

/** Who can take care of a date in the viewer's organisation, of those whose name or department holds a text. */
export async function alertTakers(context: Context, search: string | null, first: number, after: string | null): Promise<Page<AlertTaker>> {
  checkPageSize(first);
  const takers = await alertTakersOf(context.em, signedIn(context).organisationId);
  const text = search?.trim().toLowerCase() ?? '';
  return pageOfList(
    takers.filter(({ name, department }) => `${name} ${department ?? ''}`.toLowerCase().includes(text)),
    first,
    after,
  );
}

/**
 * Says that the viewer takes care of a date. Others are not told of that day any more, the viewer still is.
 *
 * @throws NotFoundError when the ledger has no such date by now
 * @throws ConflictError when somebody else acted on it meanwhile
 */
export async function acknowledgeAlert(context: Context, input: AcknowledgeAlertInput): Promise<AlertCare> {
  const { date, known } = await alertInVersion(context, input);
  return take(context, date, known, { holderId: signedIn(context).accountId, handedOver: false, note: input.note });
}

/**
 * Gives a date into the care of a colleague, who is told of it by the next run of mails.
 *
 * @throws NotFoundError when the ledger has no such date by now
 * @throws ConflictError when somebody else acted on it meanwhile
 * @throws InvalidInputError on `toAccountId` when that person does not keep contracts of the organisation, or is the viewer
 */
export async function handOverAlert(context: Context, input: HandOverAlertInput): Promise<AlertCare> {
  const { date, known } = await alertInVersion(context, input);
  const takers = await alertTakersOf(context.em, signedIn(context).organisationId);
  if (!takers.some(({ id }) => id === input.toAccountId))
    throw new InvalidInputError('toAccountId', {
      ja: '自組織で契約を管理する役割（PJMO・PMO・会計担当）を持ち、アカウントが使用中の人を選んでください。',
      en: 'Choose somebody of your organisation who keeps contracts (PJMO, PMO or budget) and whose account is in use.',
    });
  if (input.toAccountId === signedIn(context).accountId)
    throw new InvalidInputError('toAccountId', {
      ja: '自分が担当するときは「確認済みにする」を使ってください。引継ぎ先には自分以外の人を選びます。',
      en: 'To take care of it yourself, acknowledge it. Hand it over to somebody else.',
    });
  return take(context, date, known, { holderId: input.toAccountId, handedOver: true, note: input.note });
}

/**
 * Takes a care back: all who would be told of the date are told again.
 *
 * @throws NotFoundError when the ledger has no such date by now, or nobody takes care of it
 * @throws ConflictError when somebody else acted on it meanwhile
 */
export async function releaseAlert(context: Context, input: ReleaseAlertInput): Promise<AlertCare> {
  const { date, known } = await alertInVersion(context, input);
  if (!known?.holder) throw new NotFoundError('AlertAcknowledgement', input.alertId);
  return take(context, date, known, { holderId: null, handedOver: false, note: input.note });
}

interface Found {
  date: AlertDate;
  known: AlertAcknowledgement | null;
}

async function alertInVersion(context: Context, { alertId, version }: AcknowledgeAlertInput): Promise<Found> {
  const { organisationId } = signedIn(context);
  const date = await standingDate(context.em, organisationId, alertId);
  if (!date) throw new NotFoundError('Alert', alertId);
  const { kind, subjectId, on } = date;
  const known = await context.em.findOne(AlertAcknowledgement, { tenantId: organisationId, kind, subjectId, anchorOn: on });
  if ((known?.version ?? 0) !== version) throw new ConflictError('AlertAcknowledgement', known?.id ?? '', known?.version ?? null);
  return { date, known };
}

/** The date as the ledger has it now, unless it passed long ago. An end that is unknown is one of this month and of the next. */
async function standingDate(em: EntityManager, organisationId: string, alertId: string): Promise<AlertDate | undefined> {
  const day = today();
  const [from, to] = [daysAfter(day, -LATEST_DAYS), daysAfter(day, AHEAD_DAYS)];
  for (const asOf of [day, firstDayOfMonth(monthOf(day) + 1)]) {
    const found = (await alertDatesOf(em, organisationId, { day: asOf, from, to })).find(date => alertIdOf(date) === alertId);
    if (found) return found;
  }
  return undefined;
}

interface Taken {
  holderId: string | null;
  handedOver: boolean;
  note: string | null | undefined;
}

async function take(
  context: Context,
  date: AlertDate,
  known: AlertAcknowledgement | null,
  { holderId, handedOver, note }: Taken,
): Promise<AlertCare> {
  const { em } = context;
  const { organisationId, name } = signedIn(context);
  const content = {
    holder: holderId === null ? null : ref(em.getReference(Account, holderId)),
    handedOver,
    note: limitedText('note', blankToNull(note), 500),
    byName: name,
    actedAt: new Date(),
  };
  if (known) em.assign(known, content);
  else em.create(AlertAcknowledgement, { ...content, kind: date.kind, subjectId: date.subjectId, anchorOn: date.on });
  await em.flush();
  return (await alertCaresOf(em, organisationId)).get(alertKeyOf(date))!;
}
