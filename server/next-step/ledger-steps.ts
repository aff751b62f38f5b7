import type { EntityManager } from '@mikro-orm/postgresql';
import { Role } from '../access/role.ts';
import { watchesOver } from '../access/viewer.ts';
import { alertCaresOf, alertKeyOf } from '../alert/care.ts';
import { type Context, signedIn } from '../context.ts';
import { ContractDateKind, dateRows, DUE_DATES, IN_FORCE } from '../contract/dates.ts';
import { Contract } from '../contract/entity.ts';
import { EndKind } from '../contract/terms.ts';
import { softwareSupportOf } from '../product/loader.ts';
import { SupportEndState } from '../product/type.ts';
import { daysAfter, SQL_TODAY, today } from '../scalars.ts';
import { may, step } from './step.ts';
import { type NextStep, NextStepKind } from './type.ts';

/** Contracts in force of an organisation: all, or those for systems that one person answers for. */
const IN_CARE = `
  select c.id from contract c where c.tenant_id = ? and ${IN_FORCE}
    and (?::uuid is null or exists (select from contract_system link join information_system system on system.id = link.system_id
      where link.contract_id = c.id and system.owner_id = ?))`;

const DATES = `
  select c.id, date.kind, date.day::text as on from contract c cross join lateral (values ${dateRows(DUE_DATES)}) date (kind, day) where c.id = any (?::uuid[]) and date.day between ${SQL_TODAY} and ?`;

/** Days ahead within which a date is something to do: notice takes a decision, an end and the vendor's last patch take a procurement. */
const NOTICE_AHEAD = 60;
const END_AHEAD = 180;

interface Due {
  id: string;
  kind: string;
  /** Null when it has ended nobody knows when. */
  on: string | null;
}

/**
 * What the ledger asks of whoever answers for systems, or of the PMO for the whole organisation: days to give notice, ends ahead, support
 * that ends or has ended, and ends that nobody knows. Dates that somebody has taken care of are left out. Seven statements.
 */
export async function ledgerSteps(context: Context): Promise<NextStep[]> {
  const { roles, organisationId, accountId } = signedIn(context);
  const { em } = context;
  const all = roles.includes(Role.PORTFOLIO_MANAGER);
  if (!all && !roles.includes(Role.SYSTEM_OWNER)) return [];
  const only = all ? null : accountId;
  const ids = (await em.execute<{ id: string }[]>(IN_CARE, [organisationId, only, only])).map(({ id }) => id);
  if (!ids.length) return [];
  const day = today();
  const contracts = new Map((await em.find(Contract, { id: { $in: ids } })).map(contract => [contract.id, contract]));
  const cares = await alertCaresOf(em, organisationId);
  const isCaredFor = ({ id, kind, on }: Due): boolean => !!on && !!cares.get(alertKeyOf({ kind, subjectId: id, on }))?.isInForce;
  const dates = await em.execute<Due[]>(DATES, [`{${ids.join(',')}}`, daysAfter(day, END_AHEAD)]);
  const support = await supportOf(em, [...contracts.values()], day);
  const found = (kind: NextStepKind, due: readonly Due[]): NextStep[] => {
    const open = due.filter(date => !isCaredFor(date));
    const about = [...new Set(open.map(({ id }) => id))];
    const [one, other] = about;
    if (!one) return [];
    const { number, title } = contracts.get(one)!;
    const days = open.flatMap(({ on }) => on ?? []).toSorted();
    return [
      step({
        kind,
        ...(other ? {} : { subjectId: one, name: `${number} ${title}` }),
        count: about.length,
        totalCount: ids.length,
        dueOn: days[0] ?? null,
      }),
    ];
  };
  const isNotice = ({ kind }: Due): boolean => kind === ContractDateKind.CONTRACT_NOTICE;
  const noticeBy = daysAfter(day, NOTICE_AHEAD);
  const unknownEnds = [...contracts.values()]
    .filter(({ endKind }) => endKind === EndKind.UNKNOWN)
    .map(({ id }) => ({ id, kind: ContractDateKind.CONTRACT_END, on: null }));
  return [
    ...found(
      NextStepKind.GIVE_NOTICE,
      dates.filter(date => isNotice(date) && date.on! <= noticeBy),
    ),
    ...found(
      NextStepKind.SETTLE_ENDS,
      dates.filter(date => !isNotice(date)),
    ),
    ...found(NextStepKind.REPLACE_UNSUPPORTED, support.ending),
    ...found(NextStepKind.FIND_ENDS, unknownEnds),
    ...found(NextStepKind.FIND_SUPPORT_ENDS, support.unknown),
  ];
}

/** Of the contracts whose software can lose support: what has lost it or is about to, and what nobody knows of. */
async function supportOf(em: EntityManager, contracts: readonly Contract[], day: string): Promise<{ ending: Due[]; unknown: Due[] }> {
  const supports = await softwareSupportOf(em, contracts, day);
  const kept = supports.map(({ contract: { id }, end }) => ({ id, kind: 'SUPPORT_END', on: end.endsOn, end }));
  return {
    ending: kept.filter(({ on, end }) => end.isPast || (on !== null && on <= daysAfter(day, END_AHEAD))),
    unknown: kept.filter(({ end }) => end.state === SupportEndState.UNKNOWN),
  };
}

const CARRIED_OVER = `
  select (due_on is null) as undated, count(*)::int as count, min(due_on)::text as "dueOn" from carry_over_item
  where tenant_id = ? and closed_at is null and (?::uuid is null or owner_id = ?) and (due_on is null or due_on <= ?)
  group by 1`;

/** Days ahead within which the day of something carried over has come near. */
const CARRIED_AHEAD = 30;

/** What is carried over and is due, and what has no day yet: all of it for whoever watches over it, else what hangs on the viewer. One statement. */
export async function carryOverSteps(context: Context): Promise<NextStep[]> {
  const viewer = signedIn(context);
  if (!may(viewer, 'recordCarryOverItem')) return [];
  const all = watchesOver(viewer);
  const only = all ? null : viewer.accountId;
  const by = daysAfter(today(), CARRIED_AHEAD);
  const rows = await context.em.execute<{ undated: boolean; count: number; dueOn: string | null }[]>(CARRIED_OVER, [
    viewer.organisationId,
    only,
    only,
    by,
  ]);
  return rows.map(({ undated, count, dueOn }) =>
    step({ kind: undated ? NextStepKind.DATE_CARRIED_OVER : NextStepKind.DO_CARRIED_OVER, count, dueOn }),
  );
}
