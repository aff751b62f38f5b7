import { alertCaresOf, alertKeyOf } from '../alert/care.ts';
import { alertDatesOf } from '../alert/dates.ts';
import { AlertKind } from '../alert/kind.ts';
import { LATEST_DAYS } from '../alert/open.ts';
import { endingCalendars } from '../api-token/ending.ts';
import { type Context, signedIn } from '../context.ts';
import { daysAfter, today } from '../scalars.ts';
import { may, step } from './step.ts';
import { type NextStep, NextStepKind } from './type.ts';

/** Dates that colleagues handed over to the viewer, who has not acknowledged them. One statement while there is none. */
export async function alertSteps(context: Context): Promise<NextStep[]> {
  const viewer = signedIn(context);
  if (!may(viewer, 'acknowledgeAlert')) return [];
  const cares = await alertCaresOf(context.em, viewer.organisationId);
  const given = [...cares].filter(([, care]) => care.isMine && care.isHandedOver && care.isInForce).map(([key]) => key);
  const days = given.map(key => key.split('.').at(-1)!).toSorted();
  const day = today();
  const from = daysAfter(day, -LATEST_DAYS);
  if (!days.length || days.at(-1)! < from) return [];
  // A date that has changed or passed since is nobody's to acknowledge.
  const standing = await alertDatesOf(context.em, viewer.organisationId, { day, from, to: days.at(-1)! });
  const received = standing.filter(date => given.includes(alertKeyOf(date)));
  const known = received.filter(({ kind }) => kind !== AlertKind.CONTRACT_END_UNKNOWN).map(({ on }) => on);
  return received.length ? [step({ kind: NextStepKind.RECEIVE_DATES, count: received.length, dueOn: known.toSorted()[0] ?? null })] : [];
}

/** Calendars of the viewer that fall silent, which nobody else would notice. */
export async function calendarSteps(context: Context): Promise<NextStep[]> {
  const viewer = signedIn(context);
  if (!may(viewer, 'issueApiToken')) return [];
  const ending = await endingCalendars(context.em, viewer.organisationId, viewer.accountId, today());
  const [first] = ending;
  return first
    ? [step({ kind: NextStepKind.RENEW_CALENDARS, name: ending.length === 1 ? first.name : null, count: ending.length, dueOn: first.on })]
    : [];
}
