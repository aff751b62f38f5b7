import type { EntityManager } from '@mikro-orm/postgresql';
import { type Context, signedIn } from '../context.ts';
import { ConflictError, InvalidInputError } from '../errors.ts';
import { today } from '../scalars.ts';
import { RequestCalendar } from './entity.ts';
import type { BudgetAxis, BudgetFilter, BudgetStanding, SetRequestCalendarInput } from './input.ts';
import { budgetSums } from './query.ts';
import { requestWindow, usualDeadline } from './renewal.ts';
import type { BudgetRequest, RequestDeadline } from './type.ts';

const YEARS = { from: 2000, to: 2998 };

/** @throws InvalidInputError on `fiscalYear` unless it is from 2000 to 2998 */
export function checkFiscalYear(fiscalYear: number): void {
  if (fiscalYear >= YEARS.from && fiscalYear <= YEARS.to) return;
  throw new InvalidInputError('fiscalYear', {
    ja: `年度は${YEARS.from}から${YEARS.to}までの西暦で指定してください。`,
    en: `Give a fiscal year from ${YEARS.from} to ${YEARS.to}.`,
  });
}

export interface BudgetRequestWish {
  fiscalYear: number;
  by: BudgetAxis;
  standing: BudgetStanding | null;
  filter: BudgetFilter | null;
  asOf: string | null;
}

/** @throws InvalidInputError on a fiscal year that there cannot be */
export async function budgetRequest(
  context: Pick<Context, 'em' | 'viewer'>,
  { fiscalYear, by, standing, filter, asOf: given }: BudgetRequestWish,
): Promise<BudgetRequest> {
  checkFiscalYear(fiscalYear);
  const asOf = given ?? today();
  const { from, to } = requestWindow(fiscalYear);
  const sums = await budgetSums(context.em, { fiscalYear, asOf, filter }, by, standing);
  return { fiscalYear, asOf, deadline: await deadlineOf(context, fiscalYear), endsFrom: from, endsTo: to, by, standing, ...sums };
}

/** The days of the viewer's own organisation, or the usual ones. */
async function deadlineOf(context: Pick<Context, 'em' | 'viewer'>, fiscalYear: number): Promise<RequestDeadline> {
  const own = await ownCalendar(context, fiscalYear);
  return { version: own?.version ?? 0, dueOn: own?.dueOn ?? usualDeadline(fiscalYear), cutoffOn: own?.cutoffOn ?? null };
}

function ownCalendar(
  { em, viewer }: { em: EntityManager; viewer: Context['viewer'] },
  fiscalYear: number,
): Promise<RequestCalendar | null> {
  return em.findOne(RequestCalendar, { fiscalYear, tenantId: signedIn({ viewer }).organisationId });
}

/**
 * Sets when the budget of a fiscal year is to be requested.
 *
 * @throws ConflictError in another version
 * @throws InvalidInputError on a fiscal year that there cannot be, or a cut-off after the deadline
 */
export async function setRequestCalendar(context: Context, input: SetRequestCalendarInput): Promise<RequestDeadline> {
  const { em } = context;
  const { fiscalYear, version, dueOn, cutoffOn = null } = input;
  const calendar = await ownCalendar(context, fiscalYear);
  if ((calendar?.version ?? 0) !== version)
    throw new ConflictError('RequestCalendar', calendar?.id ?? String(fiscalYear), calendar?.version ?? 0);
  checkFiscalYear(fiscalYear);
  if (cutoffOn && cutoffOn > dueOn)
    throw new InvalidInputError('cutoffOn', {
      ja: '省内締切は要求期限以前の日付にしてください。',
      en: 'The internal cut-off may not lie after the deadline.',
    });
  if (calendar) em.assign(calendar, { dueOn, cutoffOn });
  else em.create(RequestCalendar, { fiscalYear, dueOn, cutoffOn });
  await em.flush();
  return deadlineOf(context, fiscalYear);
}
