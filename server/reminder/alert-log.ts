import { alertCaresOf, alertIdOf, alertKeyOf } from '../alert/care.ts';
import { type AlertDate, alertDatesOf } from '../alert/dates.ts';
import { AlertKind } from '../alert/kind.ts';
import { type AlertRules, alertRulesOf } from '../alert/rules.ts';
import { type Context, signedIn } from '../context.ts';
import { Contract } from '../contract/entity.ts';
import { checkPageSize, type Page, pageOfList, readPage } from '../database/page.ts';
import { daysAfter, firstDayOfMonth, monthOf, today } from '../scalars.ts';
import { AHEAD_DAYS } from '../alert/open.ts';
import type { AlertCare } from '../alert/type.ts';
import type { AlertAhead, AlertDelivery } from './alert-type.ts';
import { MatterKind, Reminder } from './entity.ts';

/** What the delivery log shows: dates, calendars that fall silent, and tests of whether mails arrive. */
const LOGGED = [...Object.values(AlertKind).map(kind => MatterKind[kind]), MatterKind.CALENDAR_END, MatterKind.TEST];

/** Whom the viewer's organisation told of which date of its ledger, latest first. */
export async function alertDeliveries(context: Context, first: number, after: string | null): Promise<Page<AlertDelivery>> {
  const { em } = context;
  const { items, ...page } = await readPage(em, Reminder, {
    where: { kind: { $in: LOGGED }, tenantId: signedIn(context).organisationId },
    orderBy: { toldOn: 'desc', id: 'desc' },
    first,
    after,
  });
  await em.populate(items, ['account', 'mail']);
  const contracts = await em.find(Contract, { id: { $in: [...new Set(items.map(({ subjectId }) => subjectId))] } });
  const cares = await alertCaresOf(em, signedIn(context).organisationId);
  const byId = new Map(contracts.map(contract => [contract.id, contract]));
  return {
    ...page,
    items: items.map(({ id, kind, subjectId, anchorOn, occasion, toldOn, account, mail }) => {
      const contract = byId.get(subjectId);
      const letter = mail?.unwrap();
      return {
        id,
        kind,
        contractId: contract?.id ?? null,
        label: contract ? `${contract.number} ${contract.title}` : null,
        on: anchorOn,
        occasion,
        toldOn,
        recipientName: account.unwrap().name,
        state: letter?.state ?? null,
        settledAt: letter?.settledAt ?? null,
        care: cares.get(alertKeyOf({ kind, subjectId, on: anchorOn })) ?? null,
      };
    }),
  };
}

/** Dates of the viewer's organisation of which people are still to be told, the one told next first. */
export async function alertsAhead(context: Context, first: number, after: string | null): Promise<Page<AlertAhead>> {
  checkPageSize(first);
  const day = today();
  const { organisationId } = signedIn(context);
  // An end that is still unknown then is told of on the first of the next month.
  const asOf = firstDayOfMonth(monthOf(day) + 1);
  const dates = await alertDatesOf(context.em, organisationId, { day: asOf, from: day, to: daysAfter(day, AHEAD_DAYS) });
  const cares = await alertCaresOf(context.em, organisationId);
  const rules = await alertRulesOf(context.em, organisationId);
  const ahead = dates
    .flatMap(date => aheadOf(date, rules, organisationId, day, cares.get(alertKeyOf(date)) ?? null))
    .toSorted((one, other) => (one.tellOn + one.on + one.id < other.tellOn + other.on + other.id ? -1 : 1));
  return pageOfList(ahead, first, after);
}

/** What is told of today has been told by the morning's run, or is told by the run that is still to come. */
function aheadOf(date: AlertDate, rules: AlertRules, organisationId: string, day: string, care: AlertCare | null): AlertAhead[] {
  const { kind, subjectId, label, on, source, contractKind } = date;
  const days = rules.terms(kind, contractKind).leadDays.map(lead => daysAfter(on, -lead));
  const tellOn = days.find(each => each > day);
  const contractId = subjectId === organisationId ? null : subjectId;
  return tellOn ? [{ id: alertIdOf(date), kind: MatterKind[kind], contractId, label, on, source, tellOn, care }] : [];
}
