import type { EntityManager } from '@mikro-orm/postgresql';
import type { RequestCalendar } from '../budget/entity.ts';
import { usualDeadline } from '../budget/renewal.ts';
import { ContractDateKind, dateRows } from '../contract/dates.ts';
import { Contract } from '../contract/entity.ts';
import type { ContractKind } from '../contract/terms.ts';
import { snapshotInForce, supportEndsOf } from '../product/loader.ts';
import { SupportEndSource, type VendorSupportEnd } from '../product/type.ts';
import type { Language } from '../language.ts';
import { fiscalYearOf, today } from '../scalars.ts';
import { AlertKind } from './kind.ts';
import type { AlertSource } from './type.ts';

/** A date that somebody must not miss. */
export interface AlertDate {
  kind: AlertKind;
  /** The contract; of a budget request the organisation. */
  subjectId: string;
  label: string;
  /** Where in the portal it is seen to. */
  path: string;
  /** The day itself; of an unknown end the first of the month in which it is still unknown. */
  on: string;
  /** Null where it is the date of no contract. */
  contractKind: ContractKind | null;
  /** Owners of the systems that the contract is for. */
  ownerIds: string[];
  /** Where an end of support is from; null for every other day, which is the ledger's own. */
  source: AlertSource | null;
}

/** Dates of an organisation's own contracts within a span of days, both inclusive. */
const CONTRACT_DATES = `
  select date.kind, c.id as "subjectId", c.number || ' ' || c.title as label, '/contracts/' || c.id as path, date.day::text as on,
    c.kind as "contractKind", null as source, array(select distinct system.owner_id::text from contract_system link
      join information_system system on system.id = link.system_id where link.contract_id = c.id and system.owner_id is not null) as "ownerIds"
  from contract c
  cross join lateral (values ${dateRows(Object.values(ContractDateKind))},
    ('CONTRACT_END_UNKNOWN', case when c.end_kind = 'UNKNOWN' then date_trunc('month', ?::date)::date end)) date (kind, day)
  where c.tenant_id = ? and date.day between ? and ?
  order by date.day, c.number, date.kind`;

/** Days by which an organisation that keeps a ledger requests the budgets of the fiscal years to come. */
const CALENDAR = `
  select fiscal_year as "fiscalYear", due_on::text as "dueOn", cutoffs from request_calendar
  where tenant_id = ? and fiscal_year = any (?::int[])`;

/** The dates of an organisation from one day to another, behind its own wall, as they stand on a day. */
export async function alertDatesOf(
  em: EntityManager,
  organisationId: string,
  { day, from, to }: { day: string; from: string; to: string },
): Promise<AlertDate[]> {
  const ofContracts = [
    ...(await em.execute<AlertDate[]>(CONTRACT_DATES, [day, organisationId, from, to])),
    ...(await supportEndDates(em, organisationId, { day, from, to })),
  ].toSorted((one, other) => one.on.localeCompare(other.on));
  const [ledger] = await em.execute<{ id: string }[]>('select id from contract where tenant_id = ? limit 1', [organisationId]);
  if (!ledger) return ofContracts;
  // As many as the longest lead time can reach.
  const years = [1, 2, 3, 4].map(ahead => fiscalYearOf(from) + ahead);
  const calendar = await em.execute<Pick<RequestCalendar, 'fiscalYear' | 'dueOn' | 'cutoffs'>[]>(CALENDAR, [
    organisationId,
    `{${years.join(',')}}`,
  ]);
  const ofRequests = years.flatMap(fiscalYear => {
    const { dueOn, cutoffs } = calendar.find(one => one.fiscalYear === fiscalYear) ?? { dueOn: usualDeadline(fiscalYear), cutoffs: [] };
    const rest = {
      subjectId: organisationId,
      label: `${fiscalYear}年度予算`,
      path: `/budget/${fiscalYear}`,
      contractKind: null,
      ownerIds: [],
      source: null,
    };
    return [
      { ...rest, kind: AlertKind.REQUEST_DUE, on: dueOn },
      // Cut-offs of one day are one thing to be told of.
      ...[...Map.groupBy(cutoffs, ({ on }) => on)].map(([on, ofDay]) => ({
        ...rest,
        kind: AlertKind.REQUEST_CUTOFF,
        label: `${rest.label} ${ofDay.map(({ name }) => name).join('・')}`,
        on,
      })),
    ];
  });
  return [...ofContracts, ...ofRequests.filter(({ on }) => on >= from && on <= to)];
}

/**
 * The ends of support that count, as the pages of expiries have them: what a person recorded, else the life cycle of the product. Of
 * contracts that have not ended; what supports nothing any more is no news.
 */
async function supportEndDates(
  em: EntityManager,
  organisationId: string,
  { day, from, to }: { day: string; from: string; to: string },
): Promise<AlertDate[]> {
  const contracts = await em.find(Contract, { tenantId: organisationId, $or: [{ endsOn: null }, { endsOn: { $gte: day } }] });
  const ends = await supportEndsOf(em, contracts, day);
  const [owners, snapshot] = [await ownersOf(em, organisationId), await snapshotInForce(em)];
  return contracts.flatMap((contract, place): AlertDate[] => {
    const end = ends[place]!;
    if (end.endsOn === null || end.endsOn < from || end.endsOn > to) return [];
    const { id, number, title, kind } = contract;
    return [
      {
        kind: AlertKind.SUPPORT_END,
        subjectId: id,
        label: `${number} ${title}`,
        path: `/contracts/${id}`,
        on: end.endsOn,
        contractKind: kind,
        ownerIds: owners.get(id) ?? [],
        source: sourceOf(contract, end, snapshot?.sourceName ?? null),
      },
    ];
  });
}

/** What a person named as the source, or the product and its cycle with the snapshot that has its life cycle. */
function sourceOf(
  { supportEndByName, supportEndAt }: Contract,
  { source, sourceText, product, cycle, snapshotAsOf }: VendorSupportEnd,
  snapshotName: string | null,
): AlertSource {
  return source === SupportEndSource.OVERRIDE
    ? { ...NO_SOURCE, kind: source, text: sourceText, byName: supportEndByName ?? null, at: supportEndAt ?? null }
    : { ...NO_SOURCE, kind: source, product: product?.title ?? null, cycle: cycle?.label ?? null, snapshotName, snapshotAsOf };
}

const NO_SOURCE = { text: null, byName: null, at: null, product: null, cycle: null, snapshotName: null, snapshotAsOf: null };

/** A source in words: of what a snapshot says the day that it is of, of what a person says who and when. */
export function sourceInWords(
  { kind, text, byName, at, product, cycle, snapshotName, snapshotAsOf }: AlertSource,
  language: Language,
): string {
  if (kind !== SupportEndSource.OVERRIDE) {
    const asOf = language === 'ja' ? `（${snapshotName} ${snapshotAsOf} 時点）` : ` (${snapshotName} as of ${snapshotAsOf})`;
    return `${product} ${cycle}${asOf}`;
  }
  if (!at) return text ?? '';
  return language === 'ja'
    ? `${text}（${byName ?? '不明'} が ${today(at)} に記録）`
    : `${text} (recorded by ${byName ?? 'somebody unknown'} on ${today(at)})`;
}

/** Owners of the systems of each contract of an organisation. */
async function ownersOf(em: EntityManager, organisationId: string): Promise<Map<string, string[]>> {
  const rows = await em.execute<{ id: string; ownerIds: string[] }[]>(
    `select link.contract_id as id, array_agg(distinct system.owner_id::text) as "ownerIds"
     from contract_system link join information_system system on system.id = link.system_id
     where link.tenant_id = ? and system.owner_id is not null group by link.contract_id`,
    [organisationId],
  );
  return new Map(rows.map(({ id, ownerIds }) => [id, ownerIds]));
}
